"""No address of the office shows a dossier's data without writing down who looked."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from config import access
from motcua.dossiers import completeness, viewing
from motcua.dossiers.models import Paper
from motcua.journal import api as journal
from motcua.kit import clock
from tests.apps.counter.conftest import MONDAY
from tests.apps.counter.papers import handed_in
from tests.security import addresses, objects, people
from tests.security.objects import Thing
from tests.support import dossiers, world

pytestmark = pytest.mark.django_db

LISTS = {
    "inbox": "rows with code, procedure and applicant's name; said on the page",
    "direct_drafts": "drafts of the counter by procedure and name",
    "paper_forms": "reads codes; names no dossier",
    "counter_phone": "a lost telephone: names no dossier, shows no account",
    "paper_authorisations": "records a paper of authorisation; names no dossier",
}
"""Addresses of the office that name no single dossier, and why nothing is written down."""
NOTHING_SHOWN = {
    "direct_autosave": "takes what is typed, answers nothing",
    "direct_confirm": "sends a code to the person who came, and leads back",
    "direct_renew": "leads back to the draft unless the procedure changed",
    "direct_supplement": "only for a dossier typed here with an open request: tried below",
    "direct_supplement_paper": "the same",
    "direct_supplement_section": "the same",
    "direct_supplement_file": "the same",
}
WHAT = {
    "desk_paper": "paper", "direct_file": "paper", "desk_declaration": "declaration", "desk_receipt": "receipt",
    "desk_result": "result",
}  # fmt: skip
"""What the look says besides "dossier" (or "draft" at the counter)."""


def _office() -> set[str]:
    return {name for name, rule in access.TABLE.items() if rule is access.Rule.OFFICE}


def test_every_address_of_the_office_that_shows_a_dossier_writes_down_who_looked() -> None:
    things, routes = objects.build(), addresses.patterns()
    browsers = {who: people.browser(who, things) for who in people.OFFICE}
    there = _office() & set(routes)
    wanted = {name for name in there if "<uuid:id>" in routes[name] and name not in NOTHING_SHOWN}
    unnamed = there - wanted - set(NOTHING_SHOWN)
    assert unnamed <= set(LISTS), f"say in LISTS whether these show a dossier: {sorted(unnamed - set(LISTS))}"
    opened: set[str] = set()
    for name in sorted(wanted):
        tries = ((_path(name, routes[name], thing), thing, who) for thing in things.values() for who in people.OFFICE)
        if any(_seen(browsers[who], name, path, thing) for path, thing, who in tries):
            opened.add(name)
    assert opened == wanted, f"never opened here: {sorted(wanted - opened)}"
    print(f"{len(opened)} addresses of the office show a dossier; each wrote down who looked")


def test_a_supplement_answered_at_the_counter_is_written_down_page_by_page() -> None:
    clerk = Client()
    clerk.force_login(world.account("clerk"))
    with clock.travel(MONDAY):
        found = handed_in(clerk)
        component = next(one.code for one in completeness.components(found) if one.must)
        problems = {f"paper:{component}": "Bản quét mờ.", "answer:child.full_name": "Viết sai."}
        until = (clock.now() + timedelta(days=10)).date()
        dossiers.act(found, "request_supplement", "officer", problems=problems, basis=dossiers.BASIS, until=until)
        clerk.post(reverse("direct_supplement_paper", args=[found.pk, component]), {"paper": dossiers.photograph()})
        given = Paper.objects.get(dossier=found, pending=True)
    with clock.travel(MONDAY + timedelta(hours=2)):
        for name, more, what in (
            ("direct_supplement", [], "dossier"), ("direct_supplement_paper", [component], "dossier"),
            ("direct_supplement_section", ["child"], "dossier"), ("direct_supplement_file", [given.pk], "paper"),
        ):  # fmt: skip
            point, before = transaction.savepoint(), len(journal.entries(viewing.subject(found.pk)))
            assert _read(clerk.get(reverse(name, args=[found.pk, *more]))).status_code == 200
            told = [fact.payload["what"] for fact in journal.entries(viewing.subject(found.pk))[before:]]
            assert what in told, name
            transaction.savepoint_rollback(point)


def _path(name: str, route: str, thing: Thing) -> str:
    known = {
        "id": thing.dossier.id, "paper": thing.paper, "section": thing.section, "component": thing.component,
        "sheet": thing.sheet, "kind": "pdf", "act": {"submitted": "receive"}.get(thing.name, "return-result"),
    }  # fmt: skip
    wanted = re.findall(r"<\w+:(\w+)>", route)
    assert set(wanted) <= set(known), f"say here what stands in {route}"
    return reverse(name, kwargs={part: known[part] for part in wanted})


def _seen(browser: Client, name: str, path: str, thing: Thing) -> bool:
    """Whether the page opens; then the look must be there."""
    point = transaction.savepoint()
    answer = _read(browser.get(path))
    if answer.status_code == 200:
        told = {fact.payload["what"] for fact in _looks(thing)}
        assert told, f"{name} showed a dossier and wrote nothing down"
        assert name not in WHAT or WHAT[name] in told, f"{name}: {told}"
    transaction.savepoint_rollback(point)
    return bool(answer.status_code == 200)


def _read(answer: Any) -> Any:
    """To its end, as a browser does, so that nothing stays open."""
    if answer.streaming:
        b"".join(answer.streaming_content)
    return answer


def _looks(thing: Thing) -> list[journal.Fact]:
    return journal.newest([viewing.subject(thing.dossier.pk)], 10)


def test_own_pages_of_the_applicant_write_nothing_down() -> None:
    things = {"processing": objects._thing("processing", objects.dossiers.processing())}
    browser = people.browser("owner", things)
    thing = things["processing"]
    assert browser.get(reverse("dossier", args=[thing.dossier.pk])).status_code == 200
    assert _read(browser.get(reverse("paper_file", args=[thing.dossier.pk, thing.paper]))).status_code == 200
    assert _looks(thing) == []
