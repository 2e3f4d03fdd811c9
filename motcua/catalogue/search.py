"""Finding a procedure by everyday words, without marks, with typing mistakes; at most two statements.

First all words as beginnings ("khai si" finds "khai sinh"). Only when nothing has them all: any of the words,
or a likeness of letters ("dang ki ket hom").
"""

import re
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from motcua.catalogue.fees import fee_summary, limit_summary
from motcua.catalogue.models import Procedure, ProcedureVersion
from motcua.catalogue.versions import versions
from motcua.kit.vietnamese import clean, fold

MOST_HITS = 50
MOST_WORDS = 12
LIKENESS = 0.45
SHORTEST = 3
ONLINE = 3

_SCOPE = """
    p.current_id IS NOT NULL
    AND (%(field)s = '' OR p.field_code = %(field)s)
    AND (%(agency)s::uuid IS NULL OR EXISTS (
        SELECT 1 FROM catalogue_offering o WHERE o.procedure_id = p.id AND o.agency_id = %(agency)s))
"""
_FOUND = f"""
    WITH all_words AS (
        SELECT p.current_id, p.code,
               ts_rank(p.search, to_tsquery('simple', %(all)s)) + word_similarity(%(text)s, p.folded) AS rank
        FROM catalogue_procedure p WHERE {_SCOPE} AND p.search @@ to_tsquery('simple', %(all)s)
    ), any_word AS (
        SELECT p.current_id, p.code, word_similarity(%(text)s, p.folded)
               + coalesce(ts_rank(p.search, to_tsquery('simple', %(any)s)), 0) AS rank
        FROM catalogue_procedure p
        WHERE NOT EXISTS (SELECT 1 FROM all_words) AND {_SCOPE}
          AND (p.search @@ to_tsquery('simple', %(any)s)
               OR word_similarity(%(text)s, p.folded) >= %(likeness)s)
    )
    SELECT current_id FROM (SELECT * FROM all_words UNION ALL SELECT * FROM any_word) AS found
    ORDER BY rank DESC, code LIMIT %(most)s
"""  # noqa: S608 - constants only
_LISTED = f"SELECT p.current_id FROM catalogue_procedure p WHERE {_SCOPE} ORDER BY p.code LIMIT %(most)s"  # noqa: S608


@dataclass(frozen=True, slots=True)
class Hit:
    """A procedure found, with what a list shows at a glance."""

    code: str
    name: str
    summary: str
    field_name: str
    fee: str
    limit: str
    level: int
    visits: int
    online: bool


def search(q: str, field: str | None = None, agency: UUID | None = None) -> list[Hit]:
    """Published procedures for `q`, best first, at most 50; with an empty `q`, all of them by code."""
    words = re.findall(r"[a-z0-9.]+", fold(clean(q)[:200]))[:MOST_WORDS]
    if not words and q.strip():
        return []
    given = {
        "field": field or "",
        "agency": agency,
        "most": MOST_HITS,
        "likeness": LIKENESS,
        "text": " ".join(words),
        "all": " & ".join(f"'{word}':*" for word in words),
        "any": " | ".join(f"'{word}':*" for word in words if len(word) >= SHORTEST) or None,
    }
    with connection.cursor() as cursor:
        cursor.execute(_FOUND if words else _LISTED, given)
        found: list[UUID] = [row[0] for row in cursor.fetchall()]
    known = versions(found)
    return [_hit(known[id]) for id in found]


def _hit(of: ProcedureVersion) -> Hit:
    return Hit(
        code=of.code, name=of.name, summary=of.content["summary"], field_name=of.procedure.field_name,
        fee=fee_summary(of), limit=limit_summary(of), level=of.procedure.level,
        visits=of.procedure.visits, online=of.procedure.level >= ONLINE,
    )  # fmt: skip


def index(procedure: Procedure, keywords: list[str], summary: str, life_events: list[str]) -> None:
    """Store what search reads: name (A), everyday words (B), summary and life events (C), all folded."""
    name, words = fold(procedure.name), "; ".join(fold(word) for word in keywords)
    rest = fold(" ".join([summary, *life_events]))
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE catalogue_procedure SET folded = %s, search = setweight(to_tsvector('simple', %s), 'A')"
            " || setweight(to_tsvector('simple', %s), 'B') || setweight(to_tsvector('simple', %s), 'C')"
            " WHERE id = %s",
            [f"{name}; {words}", f"{name} {procedure.code}", words, rest, procedure.id],
        )
