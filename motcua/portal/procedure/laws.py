"""The legal basis, each text with whether it still holds today."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from motcua.catalogue.values import Law
from motcua.kit.dates import short_date


@dataclass(frozen=True, slots=True)
class Basis:
    """A law on one line; `state` is a warning, empty while it simply holds."""

    name: str
    state: str
    over: bool


def basis(laws: Iterable[Law], today: date) -> list[Basis]:
    """In the order given: number and title, the articles, and what became of it."""
    return [Basis(_name(law), *_state(law, today)) for law in laws]


def _name(law: Law) -> str:
    head = ": ".join(part for part in (law.number, law.title) if part)
    return ", ".join(part for part in (head, law.articles, law.issuer) if part)


def _state(law: Law, today: date) -> tuple[str, bool]:
    if law.valid_to and law.valid_to < today:
        return _("Hết hiệu lực từ %(day)s") % {"day": short_date(law.valid_to)}, True
    if law.valid_from and law.valid_from > today:
        return _("Có hiệu lực từ %(day)s") % {"day": short_date(law.valid_from)}, False
    if law.valid_to:
        return _("Còn hiệu lực đến %(day)s") % {"day": short_date(law.valid_to)}, False
    return "", False
