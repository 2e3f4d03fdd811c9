"""Every address × everybody × a dossier at every stage × GET and POST: what is not allowed by hand is refused."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from pytest_django.plugin import DjangoDbBlocker

from motcua.dossiers.models import Dossier
from motcua.journal.models import Entry
from tests.security import addresses, areas, expectations, objects, people
from tests.security.addresses import Address
from tests.security.conftest import MATRIX
from tests.security.expectations import Answer, Table, expected, refused
from tests.security.objects import Thing

pytestmark = pytest.mark.django_db
METHODS = ("get", "post")
LOOKS = ("access.looked",)
DAY_OF_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?=T\d\d:)")
FEW_ACTS = ("receive", "sign", "return-result")
"""For those who may do no act of the office at all, three of them stand for the fifteen."""


class _Undo(Exception):
    """Takes back what a request changed."""


@pytest.fixture(scope="module")
def things(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, Thing]]:
    """Built once for all people of this module, and forgotten after it."""
    with django_db_blocker.unblock():
        try:
            with transaction.atomic():
                areas.prepare()
                yield objects.build()
                raise _Undo
        except _Undo:
            pass


@pytest.mark.parametrize("who", people.EVERYBODY)
def test_nobody_gets_further_than_is_written_down(
    who: str, things: dict[str, Thing], record_property: Callable[[str, object], None]
) -> None:
    allowed, wrong, count = expectations.table(), [], 0
    walker = Walker(who, things)
    acts = addresses.OFFICE_ACTS if who in people.OFFICE else FEW_ACTS
    seen = set()
    for address in addresses.of(things, acts):
        seen.add(address.name)
        for method in METHODS:
            count += 1
            wrong += walker.faults(allowed, address, method)
    record_property(MATRIX, {"addresses": len(seen), "objects": len(things), "requests": count, "leaks": len(wrong)})
    assert not wrong, "\n".join(wrong)


def test_every_address_is_written_down_and_nothing_else(things: dict[str, Thing]) -> None:
    known, there = {key.split(":")[0] for key, _method in expectations.table()}, set(addresses.patterns())
    told = [f"{name}: write down in PAGES of tests/security/areas/<part>.py who may open it" for name in there - known]
    told += [f"{name}: no such address, take it out of PAGES" for name in known - there]
    told += addresses.unsaid(things)
    assert not told, "\n".join(sorted(told))


class Walker:
    """One person's browser; after each request the world is as before."""

    def __init__(self, who: str, things: dict[str, Thing]) -> None:
        self.who = who
        self.client = people.browser(who, things)
        self.session = self.client.cookies["motcua"].value if "motcua" in self.client.cookies else ""

    def faults(self, allowed: Table, address: Address, method: str) -> Iterator[str]:
        """What this request shows to be wrong, in words."""
        thing = address.thing.name if address.thing else ""
        if (address.key, method) not in allowed:
            return  # told once, by the test below
        wanted = expected(allowed, address.key, method, (self.who, thing))
        self._come_back()
        refusing = wanted is None and method == "post"
        point = transaction.savepoint()
        before = _facts() if refusing else None
        answer = getattr(self.client, method)(address.path)
        text, got = _text(answer), _answer(answer)
        changed = refusing and (_facts() != before or (address.thing is not None and not _untouched(address.thing)))
        transaction.savepoint_rollback(point)
        place = f"{self.who} {method.upper()} {address.key} of {thing or 'nobody'}"
        if wanted is None and not refused(self.who, got):
            yield f"{place}: refusal expected, answered {got}"
        if wanted is not None and got != wanted:
            yield f"{place}: {wanted} expected, answered {got}"
        if changed:
            yield f"{place}: refused, and yet it changed something"
        yield from (f"{place}: tells {word!r}" for word in _secret(address, wanted) if word in text)

    def _come_back(self) -> None:
        """Signing out and the like must not change who asks next."""
        self.client.cookies.clear()
        if self.session:
            self.client.cookies["motcua"] = self.session


def _secret(address: Address, wanted: Answer | None) -> frozenset[str]:
    """The words this answer may not hold; an address may repeat the code that stands in it."""
    if wanted is None and areas.owned(address.name):
        return areas.private()
    if address.thing is None or not (wanted is None or address.name in addresses.BY_PUBLIC_CODE):
        return frozenset()
    return frozenset(word for word in address.thing.private if word not in address.path)


def _facts() -> Any:
    """The newest fact of the journal: a refusal records nothing, but that somebody looked."""
    return Entry.objects.exclude(kind__in=LOOKS).order_by("-id").values_list("id", flat=True).first()


def _untouched(thing: Thing) -> bool:
    now, built = Dossier.objects.filter(pk=thing.dossier.pk).first(), thing.dossier
    return now is not None and (now.last_entry, now.updated_at) == (built.last_entry, built.updated_at)


def _answer(answer: HttpResponse) -> Answer:
    if answer.status_code not in (301, 302):
        return answer.status_code
    return "door" if answer["Location"].startswith("/dang-nhap/") else "moved"


def _text(answer: HttpResponse) -> str:
    """All that the answer says, without the days of moments: a child may be born on the day a paper is signed."""
    whole = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    return DAY_OF_MOMENT.sub("", whole.decode("utf-8", "replace") + str(answer.headers))
