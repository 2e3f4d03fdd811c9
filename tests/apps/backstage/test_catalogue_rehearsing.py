"""The page of publishing while a draft is rehearsed: asked for with a button, told in words, published when green."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from motcua.catalogue import api as catalogue
from motcua.catalogue import drafts
from motcua.catalogue.models import Procedure, ProcedureVersion
from motcua.kit import clock
from motcua.rehearsal import api, jobs
from motcua.rehearsal.models import Rehearsed, Run
from tests.apps.backstage import catalogue as c
from tests.apps.rehearsal.drafts import DEATH, OFFICER, WRONG, changed_form, drafted, rehearsed
from tests.support import rehearsals, world

pytestmark = pytest.mark.django_db
PUBLISH, START = reverse("catalogue_publish", args=[DEATH]), reverse("catalogue_rehearse", args=[DEATH])
DECIDED = {"decision": "12/QĐ-UBND", "decision_date": "20/11/2025"}
HTMX = {"HX-Request": "true"}
MOST_STATEMENTS = 18


@pytest.fixture(autouse=True)
def _doubting(db: None) -> Iterator[None]:
    with rehearsals.doubt():
        yield


@pytest.fixture
def province() -> Client:
    return c.browser("province")


@pytest.fixture
def draft() -> ProcedureVersion:
    return drafted(changed_form())


def words(answer: HttpResponse) -> str:
    """What one reads."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def publishable(answer: HttpResponse) -> bool:
    return 'name="decision"' in answer.content.decode()


def running(draft: ProcedureVersion, settled: int, count: int) -> None:
    Run.objects.update(state="running", settled=settled, count=count, beat_at=clock.now())


def test_nothing_is_rehearsed_within_a_request(
    province: Client, draft: ProcedureVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api, "rehearse", lambda *given, **more: pytest.fail("somebody waits for this page"))
    shown = province.get(PUBLISH)
    assert not publishable(shown) and not Run.objects.exists(), "looking changes nothing"
    answer = province.post(PUBLISH, DECIDED | {"revision": str(draft.revision)})
    assert answer.status_code == 422 and "chưa chạy thử" in words(answer) and 'href="#decision"' not in answer.text
    assert province.post(START, follow=True).redirect_chain == [(PUBLISH, 302)]


def test_a_button_starts_it_and_a_browser_with_scripts_presses_it(province: Client, draft: ProcedureVersion) -> None:
    shown = province.get(PUBLISH)
    assert f'action="{START}"' in shown.text and 'hx-trigger="load"' in shown.text
    assert "Đang chờ đến lượt chạy thử." in words(province.post(START, follow=True))
    part = province.post(START, headers=HTMX, follow=True)
    assert part.text.lstrip().startswith('<div id="publishing" hx-get') and "<html" not in part.text
    run = Run.objects.get()
    assert (run.attempt, run.asked_by) == (1, world.account("province").full_name)


def test_the_page_tells_how_far_it_is(province: Client, draft: ProcedureVersion) -> None:
    province.post(START)
    running(draft, 120, 430)
    for answer in (province.get(PUBLISH), province.get(PUBLISH, headers=HTMX)):
        assert "Đang chạy thử… 120 trên 430 nhánh" in words(answer) and not publishable(answer)
        assert 'hx-trigger="every 3s"' in answer.text and 'max="430" value="120"' in answer.text
        assert "Xem lại đã xong chưa" in words(answer), "without scripts one looks again oneself"
        assert "no-store" in answer["Cache-Control"]
    running(draft, 430, 430)
    assert "Đã thử 430 nhánh. Đang làm thử một hồ sơ" in words(province.get(PUBLISH))


def test_green_brings_the_button_and_it_publishes(province: Client, draft: ProcedureVersion) -> None:
    province.post(START)
    rehearse_queued()
    asked = province.get(PUBLISH, headers=HTMX)
    assert asked["HX-Refresh"] == "true" and not asked.content, "more than the moving part has changed"
    shown = province.get(PUBLISH)
    assert "Chạy thử đạt:" in words(shown) and publishable(shown) and "hx-trigger" not in shown.text
    answer = province.post(PUBLISH, c.form_of(shown.text) | DECIDED, follow=True)
    assert "Đã công bố" in words(answer)
    assert catalogue.prove(catalogue.published(DEATH), world.commune().id).level >= 3


def rehearse_queued() -> None:
    run = Run.objects.get()
    jobs.perform.run(digest=run.digest, attempt=str(run.attempt))


def test_red_says_what_broke_and_what_was_mended_starts_anew(province: Client) -> None:
    rehearsed(drafted(changed_form(checks=WRONG)))
    shown = province.get(PUBLISH)
    assert "Chạy thử chưa đạt" in words(shown) and not publishable(shown) and "hx-trigger" not in shown.text
    assert re.search(r"<li[^>]*>[^<]*không câu trả lời nào qua được", shown.text)
    assert "Chạy thử lại" in words(shown)
    refused = province.post(PUBLISH, DECIDED | {"revision": "1"})
    assert refused.status_code == 422
    drafted(changed_form())
    assert "phải chạy thử đạt rồi mới công bố được" in words(province.get(PUBLISH))


def test_a_run_that_stopped_or_failed_can_be_started_again(province: Client, draft: ProcedureVersion) -> None:
    province.post(START)
    running(draft, 12, 430)
    later = clock.now() + timedelta(minutes=2)
    with clock.travel(later):
        shown = province.get(PUBLISH)
        assert "dừng giữa chừng" in words(shown) and "hx-trigger" not in shown.text
        assert "Đang chờ đến lượt" in words(province.post(START, follow=True))
    Run.objects.update(state="failed")
    assert "Hệ thống chưa chạy thử được." in words(province.get(PUBLISH))
    assert "Đang chờ đến lượt" in words(province.post(START, follow=True))


def test_a_draft_that_goes_while_one_watches_leads_the_whole_page_away(
    province: Client, draft: ProcedureVersion
) -> None:
    province.post(START)
    drafts.discard(Procedure.objects.get(code=DEATH))
    assert province.get(PUBLISH, headers=HTMX)["HX-Refresh"] == "true"
    assert province.post(START, follow=True).redirect_chain[-1][0] == reverse("catalogue_procedure", args=[DEATH])


def test_what_would_not_be_online_needs_no_rehearsal(province: Client) -> None:
    drafted(changed_form(), result=None)
    shown = province.get(PUBLISH)
    assert publishable(shown) and "Chạy thử" not in words(shown)
    province.post(START)
    assert not Run.objects.exists()


@pytest.mark.parametrize("who", ["administrator", "clerk", "citizen"])
def test_only_who_may_publish_starts_or_sees_it(who: str, draft: ProcedureVersion) -> None:
    c.browser("province").post(START)
    running(draft, 120, 430)
    before = Run.objects.get().attempt
    stranger = c.browser(who)
    for answer in (stranger.post(START), stranger.get(PUBLISH), stranger.get(PUBLISH, headers=HTMX)):
        assert answer.status_code in (302, 403, 404) and b"120" not in answer.content
    assert Run.objects.get().attempt == before
    assert c.browser("province").get(START).status_code == 405


@pytest.mark.parametrize("whole", [True, False])
def test_watching_costs_the_same_whatever_is_rehearsed(province: Client, draft: ProcedureVersion, whole: bool) -> None:
    province.post(START)

    def cost(settled: int, count: int) -> int:
        """The least of three looks: what other pages remember for a minute may have to be asked again once."""
        running(draft, settled, count)
        return min(look() for _time in range(3))

    def look() -> int:
        with CaptureQueriesContext(connection) as seen:
            province.get(PUBLISH, headers={} if whole else HTMX)
        return len(seen)

    assert cost(1, 10) == cost(4_000, 5_000) <= MOST_STATEMENTS


def test_an_outcome_made_by_one_is_there_for_another(draft: ProcedureVersion) -> None:
    rehearsed(draft)
    assert Run.objects.get().asked_by == OFFICER.name and Rehearsed.objects.get().green
    shown: Any = c.browser("province").get(PUBLISH)
    assert publishable(shown)
