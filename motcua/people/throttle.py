"""Limits on attempts, shared by all processes: one statement however many rules a request has."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.utils.crypto import salted_hmac

from motcua.kit import clock

_HIT = """
    INSERT INTO people_throttle AS t (key, hits, window_ends)
    SELECT key, 1, ends FROM unnest(%s::text[], %s::timestamptz[]) AS given (key, ends) ORDER BY key
    ON CONFLICT (key) DO UPDATE SET
        hits = CASE WHEN t.window_ends <= %s THEN 1 ELSE t.hits + 1 END,
        window_ends = CASE WHEN t.window_ends <= %s THEN excluded.window_ends ELSE t.window_ends END
    RETURNING key, hits, window_ends
"""


@dataclass(frozen=True, slots=True)
class Rule:
    """At most `limit` attempts on `key` in `window` seconds from the first one."""

    key: str
    limit: int
    window: int


def hit(key: str, limit: int, window_seconds: int) -> int:
    """Count one attempt; gives 0 when allowed, else the seconds to wait.

    Call it outside a transaction: what is rolled back is not counted.
    """
    return hit_all([Rule(key, limit, window_seconds)])


def hit_all(rules: Sequence[Rule]) -> int:
    """Count one attempt against every rule; gives the longest wait, 0 when all allow."""
    now = clock.now()
    by_key = {_hidden(rule.key): rule for rule in rules}
    ends = [now + timedelta(seconds=rule.window) for rule in by_key.values()]
    with connection.cursor() as cursor:
        cursor.execute(_HIT, [list(by_key), ends, now, now])
        rows: list[tuple[str, int, datetime]] = cursor.fetchall()
    waits = [(until - now).total_seconds() for key, hits, until in rows if hits > by_key[key].limit]
    return max(1, round(max(waits))) if waits else 0


def sweep() -> int:
    """Forget windows that are over; gives how many."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM people_throttle WHERE window_ends < %s", [clock.now()])
        return int(cursor.rowcount)


def _hidden(key: str) -> str:
    """Keys name phones and addresses, so the table keeps only a keyed digest of them."""
    return salted_hmac("motcua.people.throttle", key, algorithm="sha256").hexdigest()
