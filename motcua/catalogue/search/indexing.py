"""What search reads of a procedure: terms with weights, written when it is published, or for all at once.

A term is a word of the name (all marks gone; and once more with them: "~dat1"), two neighbouring words, or an
everyday expression ("=so do").
Words of a long name weigh less than those of a short one; keywords weigh less than the name, and the summary,
the events of life and the field weigh little.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from motcua.agencies import bulk
from motcua.catalogue.models import Procedure, SearchEntry, SearchTerm
from motcua.catalogue.search.synonyms import MARKED, SIGN, expressions
from motcua.catalogue.search.text import Word, content, expression, mark, marked, together, words
from motcua.catalogue.search.vocabulary import vocabulary

PAIR, NEAR = 1.1, 1.0
KEYWORD, WHOLE_KEYWORD, REST, FIELD = 0.75, 1.7, 0.3, 0.2
AVERAGE, LEAST, MOST = 9, 0.75, 2.2
LONGEST_EXPRESSION = 5
LONGEST_TERM = 200
LOCK = 7305803
KEYWORDS_AT = 5
_CONTENT = """
    SELECT p.id, p.code, p.name, p.field_name, p.current_id IS NOT NULL,
           coalesce(v.content->'keywords', '[]'), coalesce(v.content->>'summary', ''), p.life_events
    FROM catalogue_procedure p
    LEFT JOIN LATERAL (
        SELECT content FROM catalogue_procedureversion o
        WHERE o.procedure_id = p.id AND (o.id = p.current_id OR p.current_id IS NULL AND o.published_at IS NULL)
        LIMIT 1
    ) v ON true
"""


@dataclass(frozen=True, slots=True)
class Described:
    """What a procedure says of itself."""

    id: UUID
    code: str
    name: str
    field: str
    shown: bool
    keywords: Sequence[str]
    summary: str
    events: Sequence[str]


def terms(of: Described) -> dict[str, float]:
    """The terms of a procedure with their weights."""
    name = content(of.name)
    strength = 1 / min(MOST, max(LEAST, 0.5 + 0.5 * len(name) / AVERAGE))
    found: dict[str, float] = {}
    _add(found, name, strength)
    for keyword in of.keywords:
        _add(found, content(keyword), KEYWORD)
        said = expression(keyword)
        if 0 < len(said) <= LONGEST_EXPRESSION:
            _put(found, SIGN + " ".join(said), WHOLE_KEYWORD)
            if len(said) == 1:
                _put(found, SIGN + mark(keyword), WHOLE_KEYWORD)
            for term in together(said):
                _put(found, term, NEAR)
    for text, weight in ((of.summary, REST), (of.field, FIELD), *((event, REST) for event in of.events)):
        _add(found, content(text), weight)
    for term, weight in expressions(of.code, of.name, of.field).items():
        _put(found, term, weight)
    return found


def _add(found: dict[str, float], said: Sequence[Word], weight: float) -> None:
    for word in said:
        _put(found, word.bare, weight)
        if word.mark:
            _put(found, MARKED + word.mark, weight)
    for one, other in pairwise(said):
        _put(found, f"{one.bare} {other.bare}", weight * PAIR)


def _put(found: dict[str, float], term: str, weight: float) -> None:
    if len(term) <= LONGEST_TERM and weight > found.get(term, 0.0):
        found[term] = round(weight, 3)


@transaction.atomic
def index(procedure: Procedure, keywords: list[str], summary: str, life_events: list[str]) -> None:
    """Let search find one procedure; called when it is published (four statements)."""
    shown = procedure.current_id is not None
    described = Described(
        procedure.id, procedure.code, procedure.name, procedure.field_name, shown, keywords, summary, life_events
    )
    made = terms(described)
    SearchEntry.objects.filter(procedure=procedure).delete()
    SearchEntry.objects.bulk_create(
        [SearchEntry(term=term, procedure=procedure, weight=weight, shown=shown) for term, weight in made.items()]
    )
    SearchTerm.objects.bulk_create([SearchTerm(term=term) for term in made], ignore_conflicts=True)
    Procedure.objects.filter(id=procedure.id).update(**_compared(described))
    if any(term not in vocabulary.frequency for term in made):
        vocabulary.stale()


@transaction.atomic
def reindex() -> int:
    """Index every procedure anew, also drafts and bare names: after synonyms changed, after an import.

    Gives how many. About five seconds for 8,000 procedures; searches meanwhile still see the old index.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        cursor.execute(_CONTENT)
        rows = [Described(*_row(row)) for row in cursor.fetchall()]
        cursor.execute("DELETE FROM catalogue_searchentry; DELETE FROM catalogue_searchterm")
    frequency: dict[str, int] = {}
    bulk.copy(SearchEntry, ("term", "procedure_id", "weight", "shown"), _entries(rows, frequency))
    bulk.copy(SearchTerm, ("term", "frequency"), frequency.items())
    _compare(rows)
    vocabulary.forget()
    return len(rows)


def _row(row: Sequence[Any]) -> Iterator[Any]:
    """Django's driver leaves JSON as text."""
    for place, value in enumerate(row):
        yield json.loads(value) if place == KEYWORDS_AT and isinstance(value, str) else value


def _entries(rows: Iterable[Described], frequency: dict[str, int]) -> Iterator[tuple[Any, ...]]:
    for row in rows:
        for term, weight in terms(row).items():
            frequency[term] = frequency.get(term, 0) + 1
            yield term, row.id, weight, row.shown


def _compared(of: Described) -> dict[str, str]:
    spoken = [of.name, *of.keywords]
    folded = "; ".join(" ".join(word.bare for word in words(text)) for text in spoken)
    return {"folded": folded, "marked": marked("; ".join(spoken))}


def _compare(rows: Sequence[Described]) -> None:
    """Write what is compared where it differs."""
    values = [(row.id, *_compared(row).values()) for row in rows]
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE catalogue_procedure p SET folded = n.folded, marked = n.marked"
            " FROM unnest(%s::uuid[], %s::text[], %s::text[]) AS n(id, folded, marked)"
            " WHERE p.id = n.id AND (p.folded, p.marked) IS DISTINCT FROM (n.folded, n.marked)",
            [list(column) for column in zip(*values, strict=True)] or [[], [], []],
        )
