"""No address of the office shows a dossier's data without writing down who looked."""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from config import access
from motcua.dossiers import viewing
from motcua.journal import api as journal
from tests.security import addresses, areas, objects, people
from tests.security.addresses import Address
from tests.security.objects import Thing

pytestmark = pytest.mark.django_db

LISTS = {
    "inbox": "rows with code, procedure and applicant's name; said on the page",
    "direct_drafts": "drafts of the counter by procedure and name",
    "paper_forms": "reads codes; names no dossier",
}
"""Addresses of the office that name no single dossier, and why nothing is written down."""
NOTHING_SHOWN = {
    "direct_autosave": "takes what is typed, answers nothing",
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
    areas.prepare()
    things = objects.build()
    browsers = {who: people.browser(who, things) for who in people.OFFICE}
    wanted = {
        name for name in _office() & set(addresses.patterns())
        if "<uuid:id>" in addresses.patterns()[name] and name not in NOTHING_SHOWN
    }  # fmt: skip
    unnamed = _office() & set(addresses.patterns()) - wanted - set(NOTHING_SHOWN)
    assert unnamed <= set(LISTS), f"say in LISTS whether these show a dossier: {sorted(unnamed - set(LISTS))}"
    opened: set[str] = set()
    for address in addresses.of(things, ("receive", "sign", "return-result")):
        if address.name in wanted - opened and any(_seen(browsers[who], address) for who in people.OFFICE):
            opened.add(address.name)
    assert opened == wanted, f"never opened here: {sorted(wanted - opened)}"
    print(f"{len(opened)} addresses of the office show a dossier; each wrote down who looked")


def _seen(browser: Client, address: Address) -> bool:
    """Whether the page opens; then the look must be there."""
    assert address.thing is not None
    point = transaction.savepoint()
    answer = browser.get(address.path)
    if answer.status_code == 200:
        told = {fact.payload["what"] for fact in _looks(address.thing)}
        wanted = WHAT.get(address.name)
        assert told, f"{address.name} showed a dossier and wrote nothing down"
        assert wanted is None or wanted in told, f"{address.name}: {told}"
    transaction.savepoint_rollback(point)
    return bool(answer.status_code == 200)


def _looks(thing: Thing) -> list[journal.Fact]:
    return journal.newest([viewing.subject(thing.dossier.pk)], 10)


def test_own_pages_of_the_applicant_write_nothing_down() -> None:
    things = {"processing": objects._thing("processing", objects.dossiers.processing())}
    browser = people.browser("owner", things)
    thing = things["processing"]
    assert browser.get(reverse("dossier", args=[thing.dossier.pk])).status_code == 200
    assert browser.get(reverse("paper_file", args=[thing.dossier.pk, thing.paper])).status_code == 200
    assert _looks(thing) == []
