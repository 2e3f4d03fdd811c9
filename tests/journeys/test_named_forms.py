"""The procedures that the guides name, and the two interlinked groups: from the procedure's page to the check page.

On a telephone with scripts: a question comes at once when an answer calls for it, never after "Tiếp tục". Where nothing
can be sent online the same declaration is filled in to be printed.
"""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page

from motcua.agencies.places import Places
from motcua.dossiers import completeness, drafting
from motcua.dossiers.models import Dossier
from motcua.forms import engine, library, samples
from tests.journeys import town as towns
from tests.journeys.conftest import PageAt
from tests.journeys.live import Finger
from tests.support import world

town, transactional_db = towns.town, towns.transactional_db
pytestmark = [pytest.mark.journey, pytest.mark.timeout(300)]
NAMED = {
    "1.003583": "khai-sinh", "1.004884": "khai-sinh-lai", "1.000656": "khai-tu", "1.000894": "ket-hon",
    "1.004746": "ket-hon-lai", "1.004873": "xac-nhan-tinh-trang-hon-nhan", "1.004859": "thay-doi-cai-chinh",
    "2.000635": "trich-luc", "6.006758": "gia-dinh-van-hoa", "1.012812": "hoa-giai-dat-dai",
    "1.011608": "thoat-ngheo", "1.000689": "khai-sinh-nhan-cha-me-con",
    "3.000722": "lien-thong-khai-sinh", "2.002913": "lien-thong-khai-tu",
}  # fmt: skip
SEED = 7
LATER = {"paper", "contact", "delivery", "cosign"}
"""What is left when the declaration is done."""


@pytest.fixture(scope="module")
def seen() -> set[str]:
    """How the questions met in this run were built."""
    return set()


@pytest.fixture
def page(town: str, page_at: PageAt) -> Iterator[Page]:
    """A signed-in citizen's telephone; what is begun there is thrown away at the end."""
    yield towns.seat(page_at(360), town, "citizen")
    for draft in Dossier.objects.filter(owner=world.account("citizen"), state="draft"):
        drafting.discard(draft.id, world.actor("citizen"))


@pytest.mark.parametrize(("code", "key"), NAMED.items())
def test_declared_on_a_telephone(code: str, key: str, page: Page, town: str, seen: set[str]) -> None:
    form = library.definition(key)
    answers = samples.answers(form, SEED, places=Places())
    page.goto(f"{town}/thu-tuc/{code}/")
    _begin(page)
    finger = Finger(page, seen)
    for section in engine.visible_sections(form, answers):
        assert f"/to-khai/{section.key}/" in page.url, f"{page.url} instead of {section.key}"
        finger.fill(samples.posted(form, section.key, answers))
    draft = Dossier.objects.get(owner=world.account("citizen"), state="draft")
    assert draft.answers == engine.settled(form, answers)
    left = {task.kind for task in completeness.missing(draft, completeness.given(draft))}
    assert left <= (LATER if draft.channel == "online" else set())
    page.goto(f"{town}/nop-ho-so/{code}/{draft.id}/kiem-tra/")
    _reads(page, form.key, engine.review(form, answers, Places()))


def _begin(page: Page) -> None:
    """Over "Nộp hồ sơ", or the road that ends at the printer, to the first page of the declaration."""
    if _named(page, "Nộp hồ sơ").count():
        _press(page, "Nộp hồ sơ")
        _press(page, "Nộp hồ sơ")
        _press(page, "Cơ quan giải quyết hồ sơ")
        page.get_by_label("Ủy ban nhân dân xã Phong Doanh").check(force=True)
        _press(page, "Tiếp tục")
    else:
        way = page.locator("a", has_text="Điền tờ khai để in")
        if not way.first.is_visible():  # folded away while the office has not verified the form
            page.locator("details").filter(has=way).locator("summary").first.click()
        way.first.click()
        _press(page, "Bắt đầu điền")
        page.locator(".govuk-task-list a").first.click()
    page.wait_for_load_state()


def _named(page: Page, words: str) -> Locator:
    content = page.locator("main")
    return content.get_by_role("button", name=words, exact=True).or_(
        content.get_by_role("link", name=words, exact=True)
    )


def _press(page: Page, words: str) -> None:
    _named(page, words).first.click()
    page.wait_for_load_state()


def _reads(page: Page, key: str, expected: list[engine.Review]) -> None:
    """Every answer stands on the check page in words, beside its question."""
    rows = page.locator("main .govuk-summary-list__row").evaluate_all(
        "rows => rows.map(row => [...row.children].slice(0, 2).map(e => e.innerText))"
    )
    shown = {tuple(re.sub(r"\s+", " ", text).strip() for text in row) for row in rows}
    told = {(row.label, re.sub(r"\s+", " ", row.text).strip()) for part in expected for row in part.rows}
    assert told and told <= shown, f"{key}: {sorted(told - shown)[:5]}"
