"""Something near what was typed, when nothing was found: "Có phải bạn tìm …?"."""

from typing import Any

from django.db import connection

from motcua.catalogue.search.synonyms import synonyms
from motcua.catalogue.search.text import LONGEST, bare
from motcua.kit.vietnamese import clean, fold

MOST = 5
LIKENESS = 0.3
_NEAR = """
    SELECT name, likeness FROM (
        SELECT p.name, word_similarity(%(q)s, p.folded) AS likeness, p.level, p.code
        FROM catalogue_procedure p WHERE p.current_id IS NOT NULL AND %(q)s <%% p.folded
        UNION ALL
        SELECT said, similarity(%(q)s, folded), 0, said
        FROM unnest(%(said)s::text[], %(folded)s::text[]) AS s(said, folded)
        WHERE similarity(%(q)s, folded) >= %(least)s
    ) AS near ORDER BY likeness DESC, level DESC, length(name), code LIMIT %(most)s
"""


def suggestions(q: str) -> list[str]:
    """Up to five names or everyday expressions near to `q`, nearest first; one statement."""
    typed = " ".join(bare(word) for word in fold(clean(q)[:LONGEST]).split())
    if len(typed) < 2:
        return []
    said = [one for entry in synonyms().entries for one in entry.say]
    folded = [fold(one) for one in said]
    given: dict[str, Any] = {"q": typed, "said": said, "folded": folded, "least": LIKENESS, "most": MOST * 3}
    with connection.cursor() as cursor:
        cursor.execute(_NEAR, given)
        return list(dict.fromkeys(name for name, _ in cursor.fetchall()))[:MOST]
