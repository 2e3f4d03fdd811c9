"""Procedures the library ships no more because a decision put others in their place (`library/successors.yaml`)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated

from django.db import transaction
from pydantic import Field as Setting
from pydantic import TypeAdapter

from motcua.agencies.models import Agency
from motcua.catalogue import offers, publishing
from motcua.catalogue.models import Procedure
from motcua.catalogue.schema import CODE
from motcua.catalogue.values import Line, Model, Text
from motcua.forms.catalogues import LIBRARY
from motcua.forms.library import load_yaml
from motcua.kit.actor import Actor

FILE = "successors.yaml"
Code = Annotated[str, Setting(pattern=CODE)]


class Replacement(Model):
    """What one decision replaced: code of the new procedure → codes of those it takes the place of."""

    decision: Line
    decision_date: date
    reason: Text
    replaced: Annotated[dict[Code, list[Code]], Setting(min_length=1)]


def read(library: Path) -> list[Replacement]:
    """The decisions of a library, none when it has no such file; pydantic's ValidationError names a mistake."""
    path = library / FILE
    if not path.exists():
        return []
    return TypeAdapter(list[Replacement]).validate_python(load_yaml(path.read_text(encoding="utf-8")))


@dataclass(frozen=True, slots=True)
class Abolished:
    """A procedure of the library that a decision replaced by the one of code `successor`."""

    decision: Replacement
    successor: str


def abolished(code: str) -> Abolished | None:
    """Whether the shipped library knows a code as replaced, also where this installation never had the procedure."""
    return _by_code().get(code)


@cache
def _by_code() -> dict[str, Abolished]:
    return {
        old: Abolished(decision, code)
        for decision in read(LIBRARY) for code, former in decision.replaced.items() for old in former
    }  # fmt: skip


def withdraw(decisions: Iterable[Replacement]) -> list[str]:
    """Take out of force what the library shipped before and a decision replaced; gives the codes taken out.

    Offices that offered one offer its successor instead. What people published themselves stays until they withdraw
    it, and so does everything whose successor is not in force here.
    """
    gone = []
    for decision in decisions:
        for code, former in decision.replaced.items():
            gone += _replace(decision, code, former)
    return gone


@transaction.atomic
def _replace(said: Replacement, code: str, former: list[str]) -> list[str]:
    old = list(
        Procedure.objects.filter(code__in=former, current__published_by=Actor.SYSTEM.name).order_by("code")
    )  # fmt: skip
    successor = Procedure.objects.filter(code=code).exclude(current=None).first()
    if not old or successor is None:
        return []
    offices = list(Agency.objects.filter(offerings__procedure__in=old, is_active=True).distinct().order_by("code"))
    for one in old:
        publishing.withdraw(
            one, Actor.SYSTEM, decision=said.decision, decision_date=said.decision_date, reason=said.reason,
            successors=[code],
        )  # fmt: skip
    for office in offices:
        offers.offer_all(office, [successor])
    return [one.code for one in old]


def of(codes: Iterable[str]) -> list[Procedure]:
    """The procedures of these codes that are in force, by code, with `code` and `name` only (one statement)."""
    found = Procedure.objects.filter(code__in=list(codes)).exclude(current=None)
    return list(found.only("code", "name").order_by("code"))
