"""What a list says of a procedure at a glance."""

import math
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.utils.translation import get_language

from motcua.agencies.memory import SECONDS
from motcua.catalogue.fees import fee_summary, limit_summary
from motcua.catalogue.models import Confirmation, ProcedureVersion
from motcua.catalogue.versions import content

ONLINE = 3
MOST_KEPT = 2048


class Hit(NamedTuple):
    """A procedure found. `level` (0 = offered nowhere here) and `visits` are those of the chosen office, or the best.

    `online` = it can be handed in here; `channels` are the ways that its record names (direct, online, post);
    `offered` = by the chosen office, or by any. `doubt` = a legal value of it awaits confirmation; `draft` = it is
    not in force. `fee` and `limit` are words, empty for a bare name.
    """

    code: str
    name: str
    summary: str
    field_name: str
    fee: str
    limit: str
    level: int
    visits: int
    online: bool
    channels: tuple[str, ...]
    offered: bool
    doubt: bool
    draft: bool


@dataclass(frozen=True, slots=True)
class _Said:
    """What a version says of itself, in one language; once published it changes only by confirming a doubt."""

    summary: str
    fee: str
    limit: str
    channels: tuple[str, ...]
    doubt: bool


_NOTHING = _Said("", "", "", (), False)
_kept: dict[tuple[UUID, str], tuple[float, _Said]] = {}
"""Until when, by the clock that never goes back, and what."""


def hits(rows: Sequence[tuple[Any, ...]]) -> list[Hit]:
    """The hits for rows (code, version, in force, name, field, level, visits, …), in one statement at most."""
    language = get_language() or ""
    now = time.monotonic()
    known = {row[1]: _kept[row[1], language] for row in rows if (row[1], language) in _kept}
    fresh = _fresh([row[1] for row in rows if row[1] and (row[1] not in known or known[row[1]][0] < now)])
    if len(_kept) > MOST_KEPT:
        _kept.clear()
    for row in rows:
        if row[2] and row[1] in fresh:
            said = fresh[row[1]]
            _kept[row[1], language] = (now + SECONDS if said.doubt else math.inf, said)
    told = {id: said for id, (_until, said) in known.items()} | fresh
    return [_hit(row, told.get(row[1], _NOTHING)) for row in rows]


def _fresh(missing: Collection[UUID]) -> dict[UUID, _Said]:
    """What these versions say now, with the doubts of each that somebody answered for: one statement, or none."""
    if not missing:
        return {}
    answered = Confirmation.objects.filter(version=OuterRef("pk")).values("item")
    found = ProcedureVersion.objects.filter(id__in=missing).annotate(confirmed=ArraySubquery(answered))
    return {one.id: _said(one, {doubt["item"] for doubt in one.doubts} - set(one.confirmed)) for one in found}


def _hit(row: tuple[Any, ...], said: _Said) -> Hit:
    code, _version, in_force, name, field_name, level, visits = row[:7]
    return Hit(
        code, name, said.summary, field_name, said.fee, said.limit, level, visits, level >= ONLINE,
        said.channels, level > 0, said.doubt, not in_force,
    )  # fmt: skip


def _said(of: ProcedureVersion, doubts: Collection[str]) -> _Said:
    known = content(of)
    channels = tuple(dict.fromkeys(method.channel for method in known.methods))
    return _Said(known.summary, fee_summary(of, doubts), limit_summary(of, doubts), channels, bool(doubts))


def forget() -> None:
    """Say everything anew: after a doubt was confirmed, and for tests that roll back what they published."""
    _kept.clear()
