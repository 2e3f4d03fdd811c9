"""Who handed in at the counter comes back there with what was missing."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from motcua.catalogue import versions
from motcua.dossiers import completeness, policy
from motcua.journal import api as journal
from motcua.kit import clock
from tests.apps.counter.papers import handed_in, paper
from tests.apps.portal.pages import Page
from tests.support import dossiers, world

pytestmark = pytest.mark.django_db
Seat = Callable[[str], Client]


@pytest.fixture(autouse=True)
def _forget() -> None:
    versions.forget()


def test_who_comes_back_with_what_was_missing_is_helped_at_the_counter(sit: Seat) -> None:
    """Nobody else could answer: there is no account behind a dossier typed at the counter."""
    clerk = sit("clerk")
    found = handed_in(clerk)
    component = next(one.code for one in completeness.components(found) if one.must)
    problems = {f"paper:{component}": "Bản quét mờ.", "answer:child.full_name": "Viết sai chính tả."}
    until = (clock.now() + timedelta(days=10)).date()
    dossiers.act(found, "request_supplement", "officer", problems=problems, basis=dossiers.BASIS, until=until)
    address = reverse("direct_supplement", args=[found.id])
    assert Page(clerk.get(reverse("desk", args=[found.id])).content.decode()).link("Bổ sung tại quầy") == address
    assert clerk.post(address).status_code == 422
    scan = reverse("direct_supplement_paper", args=[found.id, component])
    before = [one for one in completeness.current_papers(found) if one.component == component]
    told = Page(clerk.get(scan).content.decode())
    assert before and "thay cho mọi tệp cũ" in told.text, "who sends a page anew knows that the other pages go too"
    assert told.link(before[0].file.name) == reverse("desk_paper", args=[found.id, before[0].id])
    assert clerk.post(scan, {"next": "1"}).status_code == 422
    assert clerk.post(scan, {"paper": dossiers.photograph("grey")}).status_code == 302
    shown = Page(clerk.get(scan).content.decode())
    file = next(one.attribute("href") for one in shown.all("a") if "/tep/" in one.attribute("href"))
    assert clerk.get(file + "?nho=1").status_code == 200
    page = reverse("direct_supplement_section", args=[found.id, "child"])
    assert "chính tả" in clerk.get(page).content.decode()
    assert clerk.post(page, {"full_name": "1"}).status_code == 422
    assert clerk.post(page, {"full_name": "Bùi Gia Hân", "sex": "female"})["Location"] == address
    assert clerk.post(address)["Location"] == reverse("desk", args=[found.id])
    found.refresh_from_db()
    assert found.state == "supplement_answered" and found.answers["child"]["full_name"] == "Bùi Gia Hân"
    assert found.answers["child"]["sex"] == paper().answers["child"]["sex"]
    assert clerk.get(address)["Location"] == reverse("desk", args=[found.id])
    assert journal.entries(found.subject)[-1].actor == world.account("clerk").id


def test_nobody_else_answers_for_the_person(sit: Seat) -> None:
    online = dossiers.supplementing(seed=3)
    for who in ("clerk", "officer", "other_clerk"):
        assert sit(who).get(reverse("direct_supplement", args=[online.id])).status_code == 404
        assert not policy.may(world.actor(who), "answer_supplement", online)
    found = handed_in(sit("clerk"))
    assert sit("officer").get(reverse("direct_supplement", args=[found.id])).status_code == 404
    assert sit("other_clerk").get(reverse("direct_supplement", args=[found.id])).status_code == 404
