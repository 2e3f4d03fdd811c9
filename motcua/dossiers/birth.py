"""Whether a birth was registered here: the surest proof that somebody is a child's parent."""

from datetime import date
from typing import Any

from motcua.dossiers.models import Dossier
from motcua.kit.vietnamese import fold
from motcua.people.models import Account

LOOKED_AT = 20
SECTION = "child"
PARENTS = ("mother", "father")


def registered_here(parent: Account, name: str, born: date) -> bool:
    """Whether a result of this account's own dossiers tells of a child of that name and day, and names the account's
    holder by number as mother or father: who only handed in for others is no parent. At most one statement.
    """
    if not parent.personal_id:
        return False
    found = Dossier.objects.filter(
        owner=parent, result__sealed_at__isnull=False, state__in=("resolved", "returned"),
        **{f"answers__{SECTION}__birth_date": born.isoformat()},
    )  # fmt: skip
    said = found.order_by("-id").values_list("answers", flat=True)[:LOOKED_AT]
    return any(
        fold(str(answers[SECTION].get("full_name", ""))) == fold(name) and _is_parent(answers, parent.personal_id)
        for answers in said
    )


def _is_parent(answers: dict[str, Any], number: str) -> bool:
    return any((answers.get(who) or {}).get("personal_id") == number for who in PARENTS)
