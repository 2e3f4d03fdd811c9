"""Who may do what and who may open what, read from the very tables that decide it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.translation import gettext as _

from motcua.dossiers import lifecycle, policy, roles
from motcua.dossiers.actions import REGISTRY
from motcua.dossiers.states import FACTS
from motcua.kit.words import N_

RULES: Mapping[str, str] = {
    "PUBLIC": N_("Mọi người"),
    "OWN": N_("Chỉ người có hồ sơ đó"),
    "SIGNED_IN": N_("Người đã đăng nhập"),
    "STAFF": N_("Cán bộ, chỉ việc của chính mình"),
    "OFFICE": N_("Cán bộ một cửa"),
    "ADMINISTRATION": N_("Quản trị"),
}
"""Rule of the access table → its words."""
COLUMNS = ("applicant", *roles.OFFICE, "system")
_addresses: dict[str, str] = {}


def register_addresses(table: Mapping[str, str]) -> None:
    """Give the access table: name of an address → name of its rule. Called by the composition root."""
    _addresses.clear()
    _addresses.update(table)


@dataclass(frozen=True, slots=True)
class Right:
    """One act: from which states, and for each role of `COLUMNS` whether it may; `only` says in which states, when
    not in all of them.
    """

    title: str
    sources: list[str]
    may: list[bool]
    only: list[str]


def acts() -> list[Right]:
    """Every act of the lifecycle in its order."""
    return [
        Right(
            str(REGISTRY[row.name].title),
            [_(FACTS[state].label) for state in lifecycle.State if state in row.sources],
            [role in policy.PERMISSIONS[row.name] for role in COLUMNS],
            [_states(dict(row.only_from).get(role, frozenset())) for role in COLUMNS],  # type: ignore[call-overload]
        )
        for row in lifecycle.TRANSITIONS
        if row.name in REGISTRY
    ]


def _states(chosen: frozenset[lifecycle.State]) -> str:
    return "; ".join(_(FACTS[state].label) for state in lifecycle.State if state in chosen)


def separated() -> list[tuple[str, str]]:
    """(act, other act): whoever did the second on a dossier may not do the first on it, standing in or not."""
    return [(str(REGISTRY[one].title), str(REGISTRY[other].title)) for one, other in policy.SEPARATED.items()]


def as_rows() -> list[list[str]]:
    """The tables of acts and addresses as rows of a sheet."""
    yes, no = _("Được"), _("Không")
    rows = [[_("Việc"), _("Khi hồ sơ đang"), *columns()]]
    for act in acts():
        cells = [(only or yes) if may else no for may, only in zip(act.may, act.only, strict=True)]
        rows.append([act.title, "; ".join(act.sources), *cells])
    rows.append([])
    rows += [[_("Người đã làm việc sau thì không làm việc trước"), *pair] for pair in separated()]
    rows += [[], [_("Địa chỉ"), _("Ai mở được")]]
    return rows + [list(pair) for pair in addresses()]


def columns() -> list[str]:
    return [_(roles.TITLES[role]) for role in COLUMNS]


def addresses() -> list[tuple[str, str]]:
    """(address, who may open it) for every address; one that no rule names is closed to everyone."""
    closed = N_("Không ai (chưa có trong bảng)")
    return sorted(
        (f"/{address}", _(RULES.get(_addresses.get(name, ""), closed)))
        for address, name in _walk(get_resolver().url_patterns, "")
    )


def _walk(patterns: list[URLPattern | URLResolver], before: str) -> list[tuple[str, str]]:
    found = []
    for pattern in patterns:
        address = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            found += _walk(pattern.url_patterns, address)
        else:
            found.append((address, pattern.name or ""))
    return found
