"""The same button pressed at the same moment by several people, each on a connection of their own."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from motcua.dossiers.models import Dossier
from motcua.journal import api as journal
from motcua.kit.references import parse_dossier_code
from motcua.people import altcha
from tests.apps.people.test_altcha import solve
from tests.support import dossiers, world

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 8


@pytest.fixture(autouse=True)
def _world() -> None:
    world.ensure()


def together(tasks: list[Callable[[], Any]]) -> list[Any]:
    """Everything at once, as near as threads can; what each gave, in order."""
    start, given = threading.Barrier(len(tasks)), [None] * len(tasks)

    def run(place: int, task: Callable[[], Any]) -> None:
        try:
            start.wait(20)
            given[place] = task()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(tasks)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return given


def seated(who: str) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(world.account(who))
    return client


def _second_clerk() -> None:
    """The leader stands in at the counter for an hour."""
    from motcua.agencies.models import Officer

    Officer.objects.filter(account=world.account("leader")).update(roles=["leader", "clerk"])


def test_what_is_done_at_once_is_done_once() -> None:
    """Two clerks receive one dossier, a citizen clicks twice, and eight dossiers get eight numbers."""
    _second_clerk()
    _two_clerks()
    _a_double_click()
    _numbers()


def _two_clerks() -> None:
    dossier = dossiers.submitted()
    place, seen = reverse("desk_act", args=[dossier.id, "receive"]), {"seen": str(dossier.last_entry)}
    clerks = [seated("clerk"), seated("leader")]
    answers = together([lambda one=one: one.post(place, seen) for one in clerks])
    assert sorted(answer.status_code for answer in answers) == [302, 409]
    late = next(answer for answer in answers if answer.status_code == 409).content.decode()
    assert "Đã tiếp nhận hồ sơ" in late and "Người thực hiện: " in late
    facts = [fact.kind for fact in journal.entries(dossier.subject)]
    assert facts == ["dossier.submitted", "dossier.received"]


def _a_double_click() -> None:
    draft, citizen = dossiers.draft(), seated("citizen")
    place = reverse("draft_review", args=[dossiers.BIRTH, draft.id])
    proofs = [solve(altcha.challenge("submit")) for _ in range(3)]
    browsers = [_twin(citizen) for _ in proofs]
    answers = together([lambda b=b, p=p: b.post(place, {"altcha": p}) for b, p in zip(browsers, proofs, strict=True)])
    assert {answer["Location"] for answer in answers} == {reverse("submitted", args=[draft.id])}
    assert [fact.kind for fact in journal.entries(draft.subject)] == ["dossier.submitted"]


def _twin(browser: Client) -> Client:
    """Another tab of the same browser."""
    other = Client(raise_request_exception=False)
    other.cookies = browser.cookies
    return other


def _numbers() -> None:
    waiting = [dossiers.submitted() for _ in range(MANY)]
    made = together([lambda one=one: dossiers.act(one, "receive", "clerk") for one in waiting])
    codes = [parse_dossier_code(Dossier.objects.get(pk=one.pk).code or "") for one in made]
    numbers = sorted(code.sequence for code in codes)
    assert numbers == list(range(numbers[0], numbers[0] + MANY))
    assert len({(code.prefix, code.day) for code in codes}) == 1
