"""Everything the pages of one procedure show, gathered in at most six statements whatever its size."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Case, Value, When

from motcua.agencies.memory import Remembered
from motcua.catalogue import api as catalogue
from motcua.catalogue import routes
from motcua.catalogue.levels import judging, registry
from motcua.catalogue.levels.proof import Proof
from motcua.catalogue.models import Confirmation, FormFile, Offering, Procedure, ProcedureVersion
from motcua.catalogue.schema import Content, Paper, ProcedureFile
from motcua.ui.alphabet import alphabetical

MOST_OFFICES = 8
MOST_VERSIONS = 30
ONLINE = 3
"""From this level on a dossier may be handed in here."""


@dataclass(frozen=True, slots=True)
class Offices:
    """The first offices that offer the procedure, those that take dossiers first. `more`: there are others.

    `chosen` is the one named in the address; `only` that one, or the single one there is.
    """

    listed: tuple[Offering, ...]
    chosen: Offering | None
    more: bool

    @property
    def only(self) -> Offering | None:
        if self.chosen or len(self.listed) != 1:
            return self.chosen
        return self.listed[0]

    @property
    def level(self) -> int:
        """What the chosen office promises, else the highest of all; 0 when nobody offers it."""
        return self.only.level if self.only else max((one.level for one in self.listed), default=0)

    @property
    def visits(self) -> int | None:
        """How often one must come, to the chosen office or at the best; None when nobody offers it."""
        return self.only.visits if self.only else min((one.visits for one in self.listed), default=None)

    @property
    def taking(self) -> bool:
        """Whether a dossier may be handed in here: to the chosen office, or to some office when none is chosen."""
        return self.chosen.level >= ONLINE if self.chosen else self.level >= ONLINE


@dataclass(frozen=True, slots=True)
class Edition:
    """A published version in the list of versions."""

    number: int
    decision: str
    since: datetime | None
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Shown:
    """One version as it may be shown. `doubts` are the items that nobody has confirmed."""

    version: ProcedureVersion
    document: ProcedureFile
    offices: Offices
    doubts: frozenset[str]
    files: tuple[FormFile, ...]
    proof: Proof

    @property
    def content(self) -> Content:
        return self.document.content

    @property
    def papers(self) -> Sequence[Paper]:
        return self.document.components


def gather(version: ProcedureVersion, office: str = "") -> Shown:
    """What is shown of a version, and of the office of that code when it offers the procedure."""
    document = catalogue.document(version)
    offices = find_offices(version.procedure, office)
    confirmed = frozenset(
        Confirmation.objects.filter(version=version).values_list("item", flat=True) if version.doubts else ()
    )
    files = tuple(
        FormFile.objects.filter(procedure=version.procedure).select_related("file").order_by(alphabetical("name"))[:120]
    )
    agency = offices.only.agency_id if offices.only else None
    route = routes.steps((offices.only.route if offices.only else None) or [])
    case = registry.Case(version, document, agency, confirmed, frozenset(one.name for one in files), route)
    return Shown(version, document, offices, frozenset(case.open_doubts()), files, judging.judge(case))


def find_offices(procedure: Procedure, code: str = "") -> Offices:
    """The offices in one statement: the one asked for, then those that promise most, a few at most."""
    asked = Case(When(agency__code=code, then=Value(0)), default=Value(1))
    rows = list(
        Offering.objects.filter(procedure=procedure, agency__is_active=True)
        .select_related("agency__unit")
        .order_by(asked, "-level", "agency__code")[: MOST_OFFICES + 1]
    )
    chosen = rows[0] if rows and code and rows[0].agency.code == code else None
    return Offices(tuple(rows[:MOST_OFFICES]), chosen, len(rows) > MOST_OFFICES)


def editions(version: ProcedureVersion) -> list[Edition]:
    """The published versions of its procedure, newest first; remembered for a minute. The first has none before."""
    if version.number == 1:
        return [Edition(1, version.decision, version.published_at, version.withdrawn_at)]
    return _editions.get(version.procedure_id)


def related(codes: Sequence[str]) -> list[tuple[str, str, str]]:
    """(code, name, kind) of those that are published, in the order given; remembered for a minute."""
    return _related.get(tuple(codes)) if codes else []


def forget() -> None:
    """After the catalogue changed in this process."""
    _editions.forget()
    _related.forget()


def _read_editions(procedure: UUID) -> list[Edition]:
    rows = ProcedureVersion.objects.filter(procedure=procedure).exclude(published_at=None).order_by("-number")
    found = rows.values_list("number", "decision", "published_at", "withdrawn_at")[:MOST_VERSIONS]
    return [Edition(*row) for row in found]


def _read_related(codes: tuple[str, ...]) -> list[tuple[str, str, str]]:
    found = Procedure.objects.filter(code__in=codes).exclude(current=None).values_list("code", "name", "kind")
    by_code = {row[0]: row for row in found}
    return [by_code[code] for code in dict.fromkeys(codes) if code in by_code]


_editions: Remembered[UUID, list[Edition]] = Remembered(_read_editions)
_related: Remembered[tuple[str, ...], list[tuple[str, str, str]]] = Remembered(_read_related)
