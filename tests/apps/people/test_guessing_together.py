"""Guesses at the same moment share the five tries of a code; the right one is taken once."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connections

from motcua.kit import clock
from motcua.people import authenticator, otp
from motcua.people.errors import ExpiredCode, WrongCode
from motcua.people.models import Account
from tests.apps.people.conftest import IP, PHONE

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 12


def together(task: Callable[[int], Any], many: int = MANY) -> list[Any]:
    """The same task in many threads at once; what each gave."""
    start, given = threading.Barrier(many), [None] * many

    def run(place: int) -> None:
        try:
            start.wait(20)
            given[place] = task(place)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[place]) for place in range(many)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return given


def test_parallel_guesses_share_the_tries_and_parallel_right_answers_count_once(send_code: Callable[..., str]) -> None:
    code = send_code()
    wrong = f"{(int(code) + 1) % 10**6:06d}"

    def guess(_place: int) -> str:
        try:
            otp.confirm(PHONE, "sign-in", wrong, IP)
        except WrongCode:
            return "judged"
        except ExpiredCode:
            return "dead"
        return "in"

    found = together(guess)
    assert (found.count("judged"), found.count("in")) == (otp.TRIES, 0)
    right = send_code()
    assert together(lambda _place: otp.check(PHONE, "sign-in", right, IP), otp.TRIES).count(True) == 1

    officer = Account.objects.make(phone="0900000911", full_name="Người Thử", password="x" * 20, kind="officer")
    authenticator.give(officer, b"s" * 20)
    shown = authenticator.code_at(b"s" * 20, clock.now().timestamp())
    assert together(lambda _place: authenticator.check(officer, shown)).count(True) == 1
