"""What people cost: signing in by code, lists of what one may see, and how large the matrix of rights is."""

import re
from dataclasses import dataclass

from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench import people
from bench.figures import Figure, Sample, Target
from bench.part import Part, Say
from bench.place import Place
from bench.visitor import Visitor
from config.access import TABLE
from motcua.agencies import api as agencies
from motcua.dossiers import queries
from motcua.messaging.models import Message
from motcua.people.models import Account

ASK, CONFIRM = "sign in: ask for the code", "sign in: the code"
MINE, API, ACCOUNT = "my dossiers", "my dossiers, by program", "my account"
PEOPLE, FEW, MANY = 12, 2, 25
SIGN_IN_STATEMENTS = 14


@dataclass(frozen=True, slots=True)
class Measured:
    """Figures of the pages, and statements of the same list with few rows and with many."""

    figures: list[Figure]
    few: int
    many: int

    def targets(self) -> list[Target]:
        signing = [one.statements or 0 for one in self.figures if one.name in (ASK, CONFIRM)]
        return [
            Target("signing in, the dearer of its requests", SIGN_IN_STATEMENTS, max(signing), "statements", most=True),
            Target(f"statements a list of {MANY} has more than one of {FEW}", 0, self.many - self.few, "", most=True),
        ]


def measured(place: Place, _say: Say) -> Part:
    """Signing in and reading one's own, by the web server."""
    found = _measured(place)
    return Part("People", found.figures, found.targets(), [f"Addresses in the table of access: {len(TABLE)}."])


def _measured(place: Place) -> Measured:
    accounts = people.citizens(PEOPLE)
    signing = _sign_in(place, accounts)
    desk = people.Desk(accounts[0])
    few, many = _rows(desk, accounts[0], FEW), _rows(desk, accounts[0], MANY)
    reading = Visitor(place.url, people.session(accounts[0]))
    for _ in range(10):
        reading.get(MINE, "/ho-so/")
        reading.get(API, "/api/v1/my/dossiers?size=50")
        reading.get(ACCOUNT, "/tai-khoan/")
    figures = [Figure.of(name, reading.samples[name]) for name in (MINE, API, ACCOUNT)]
    reading.close()
    return Measured([*signing, *figures], few, many)


def _sign_in(place: Place, accounts: list[Account]) -> list[Figure]:
    """Everybody once, each from an address of their own."""
    samples: dict[str, list[Sample]] = {ASK: [], CONFIRM: []}
    for number, account in enumerate(accounts):
        visitor = Visitor(place.url, number=number)
        visitor.post(ASK, "/dang-nhap/", {"phone": account.phone})
        message = Message.objects.filter(recipient=account.phone).latest("id")
        code = re.search(r"\b\d{6}\b", message.body)
        assert code is not None
        visitor.post(CONFIRM, "/dang-nhap/xac-nhan/", {"code": code.group()})
        for name, found in samples.items():
            found += visitor.samples[name]
        visitor.close()
    return [Figure.of(name, found) for name, found in samples.items()]


def _rows(desk: people.Desk, account: Account, wanted: int) -> int:
    """Statements of the list by what one may see, once it has `wanted` rows."""
    actor = agencies.actor_for(account)
    while len(queries.mine(actor).rows) < min(wanted, queries.PAGE):
        desk.draft()
    with CaptureQueriesContext(connection) as seen:
        for row in queries.mine(actor).rows:
            assert row.id
    return len(seen)
