"""Limits: exact, shared, one statement, and silent about whom they count."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.kit import clock
from motcua.people import throttle

pytestmark = pytest.mark.django_db


def test_the_limit_is_exact_and_the_window_ends() -> None:
    assert [throttle.hit("k", 3, 60) for _ in range(3)] == [0, 0, 0]
    assert 0 < throttle.hit("k", 3, 60) <= 60
    assert throttle.hit("other", 3, 60) == 0
    with clock.travel(clock.now() + timedelta(seconds=61)):
        assert throttle.hit("k", 3, 60) == 0


def test_several_rules_cost_one_statement_and_the_longest_wait_counts() -> None:
    rules = [throttle.Rule("a", 1, 60), throttle.Rule("b", 1, 600)]
    throttle.hit_all(rules)
    with CaptureQueriesContext(connection) as seen:
        wait = throttle.hit_all(rules)
    assert len(seen) == 1
    assert 60 < wait <= 600


def test_keys_are_not_readable_in_the_table() -> None:
    throttle.hit("otp-send:0900000901", 1, 60)
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(key, ' ') FROM people_throttle")
        assert "0900000901" not in cursor.fetchone()[0]


def test_old_windows_are_swept() -> None:
    throttle.hit("a", 1, 60)
    with clock.travel(clock.now() + timedelta(seconds=61)):
        assert throttle.sweep() == 1
