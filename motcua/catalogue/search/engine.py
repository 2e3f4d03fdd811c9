"""The search itself: one plan, one statement, a page of hits."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from motcua.catalogue.search.hits import Hit, hits
from motcua.catalogue.search.plan import Plan, plan
from motcua.catalogue.search.vocabulary import vocabulary
from motcua.kit.vietnamese import clean

MOST = 1000
MOST_HITS = 50
ON_TOP = 100_000_000
"""What `catalogue_find` adds to the place, a hundredth of a score, of the sixty best."""
_FIND = f"SELECT * FROM catalogue_find({', '.join(['%s'] * 17)})"  # noqa: S608 - placeholders only
_LIST = f"SELECT * FROM catalogue_list({', '.join(['%s'] * 14)})"  # noqa: S608 - placeholders only


@dataclass(frozen=True, slots=True)
class Query:
    """What is sought, and by what it is narrowed; everything empty lists the whole catalogue by name.

    `field` is a name of a field, `tier` one of `schema.Tier`, `level` the least level at which it is offered (by
    `agency`, when one is chosen) and `level_to` the highest (0 = any), `full_online` = from level 3 without coming
    once. `audience` is a key of `audiences.TITLES`, `event` an event of life. `everything` is for administrators:
    drafts and bare names too.
    """

    q: str = ""
    field: str = ""
    agency: UUID | None = None
    tier: str = ""
    level: int = 0
    level_to: int = 0
    full_online: bool = False
    audience: str = ""
    event: str = ""
    everything: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits, best first. `total` counts at most 1,000; `more` = there are more than that. `next` leads to
    the next page, empty on the last one."""

    hits: list[Hit]
    total: int
    more: bool
    next: str


def search(query: Query, after: str = "", size: int = 20) -> Found:
    """Procedures for a query, `size` (at most 50) after the place `after`; at most three statements.

    An `after` that is no place of ours begins at the first page.
    """
    size = max(1, min(size, MOST_HITS))
    narrowed = (
        query.field, query.agency, query.tier, query.level, query.level_to, query.full_online, query.audience,
        query.event,
    )  # fmt: skip
    typed = clean(query.q)
    if not typed:
        given = [query.everything, *narrowed, "", *_text_place(after), size + 1, MOST + 1]
        return _page(_ask(_LIST, given), size)
    vocabulary.refresh()
    made = plan(typed, vocabulary)
    if made.code:
        given = [query.everything, *narrowed, made.code, *_text_place(after), size + 1, MOST + 1]
        return _page(_ask(_LIST, given), size)
    if not made.boosts:
        return Found([], 0, False, "")
    rows = _ask(_FIND, _given(made, query, narrowed, after, size))
    if rows and not (query.everything or after) and rows[0][-2] - ON_TOP < 100 * made.least:
        return Found([], 0, False, "")
    return _page(rows, size)


def _given(made: Plan, query: Query, narrowed: tuple[Any, ...], after: str, size: int) -> list[Any]:
    return [
        _array(made.boosts), _array(map(str, made.boosts.values())), made.text if " " in made.text else "",
        _array(made.marks), query.everything, any(narrowed), *narrowed, *_rank_place(after), size + 1,
    ]  # fmt: skip


def _array(words: Iterable[str]) -> str:
    """Words or numbers as PostgreSQL reads an array, in a quarter of the time that the driver takes to write it.

    What `text.words` makes has neither a quotation mark nor a backslash in it, so nothing is to be escaped.
    """
    inner = ",".join(f'"{word}"' for word in words)
    return f"{{{inner}}}"


def _ask(sql: str, given: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _page(rows: list[tuple[Any, ...]], size: int) -> Found:
    """Rows end with the place in the order and the count of all."""
    total = rows[0][-1] if rows else 0
    shown = rows[:size]
    following = _place(str(shown[-1][-2]), shown[-1][0]) if len(rows) > size else ""
    return Found(hits(shown), min(total, MOST), total > MOST, following)


def _place(order: str, code: str) -> str:
    return urlsafe_b64encode(f"{code}\n{order}".encode()).decode().rstrip("=")


def _opened(after: str) -> tuple[str, str] | None:
    try:
        code, order = urlsafe_b64decode(after + "=" * (-len(after) % 4)).decode().split("\n")
    except ValueError:
        return None
    return (order, code) if code.isprintable() and order.isprintable() else None


def _text_place(after: str) -> tuple[str, str]:
    return (_opened(after) or ("", "")) if after else ("", "")


def _rank_place(after: str) -> tuple[int | None, str]:
    opened = _opened(after) if after else None
    if opened is None or not _is_number(opened[0]):
        return None, ""
    return int(opened[0]), opened[1]


def _is_number(text: str) -> bool:
    """Whether it is a number as we write it: "²" is a digit to Python, and no number."""
    return text.isascii() and text.isdigit() and len(text) <= 9
