"""What a list says of a procedure at a glance."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.translation import get_language

from motcua.catalogue.fees import fee_summary, limit_summary
from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.versions import content, versions

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
    """What a version says of itself, in one language; it never changes once published."""

    summary: str
    fee: str
    limit: str
    channels: tuple[str, ...]
    doubt: bool


_NOTHING = _Said("", "", "", (), False)
_kept: dict[tuple[UUID, str], _Said] = {}


def hits(rows: Sequence[tuple[Any, ...]]) -> list[Hit]:
    """The hits for rows (code, version, in force, name, field, level, visits, …), in one statement at most."""
    language = get_language() or ""
    missing = [row[1] for row in rows if row[1] and (row[1], language) not in _kept]
    fresh = {id: _said(one) for id, one in versions(missing).items()} if missing else {}
    if len(_kept) > MOST_KEPT:
        _kept.clear()
    for row in rows:
        if row[2] and row[1] in fresh:
            _kept[row[1], language] = fresh[row[1]]
    return [_hit(row, fresh.get(row[1]) or _kept.get((row[1], language), _NOTHING)) for row in rows]


def _hit(row: tuple[Any, ...], said: _Said) -> Hit:
    code, _version, in_force, name, field_name, level, visits = row[:7]
    return Hit(
        code, name, said.summary, field_name, said.fee, said.limit, level, visits, level >= ONLINE,
        said.channels, level > 0, said.doubt, not in_force,
    )  # fmt: skip


def _said(of: ProcedureVersion) -> _Said:
    known = content(of)
    channels = tuple(dict.fromkeys(method.channel for method in known.methods))
    return _Said(known.summary, fee_summary(of), limit_summary(of), channels, bool(of.doubts))


def forget() -> None:
    """For tests that roll back what they published."""
    _kept.clear()
