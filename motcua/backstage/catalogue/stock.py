"""The list of procedures as administrators look through it: search or filter, one page at a time, few statements."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import BooleanField, Exists, F, Func, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from motcua.catalogue.models import Confirmation, Offering, Procedure, ProcedureVersion
from motcua.catalogue.search import Query, search
from motcua.kit.words import N_

SIZE = 20
MOST_SEARCHED = 50
"""Of a search that is narrowed by a state, the best hits that are looked at: as many as search gives at once."""
STATES: Mapping[str, str] = {
    "": N_("Tất cả"),
    "nhap": N_("Có bản nháp"),
    "cong-bo": N_("Đang công bố"),
    "chua-cong-bo": N_("Chưa công bố"),
    "bai-bo": N_("Đã bãi bỏ"),
    "nghi-ngo": N_("Còn nghi ngờ"),
    "cung-cap": N_("Đang cung cấp ở cơ quan tôi"),
}
FOR_PUBLISHERS = ("nhap", "chua-cong-bo", "bai-bo", "nghi-ngo")


@dataclass(frozen=True, slots=True)
class Row:
    """One procedure. `withdrawn` by a decision; `level` at which this office offers it (0 = not), `doubts` open."""

    code: str
    name: str
    field_name: str
    in_force: bool
    withdrawn: bool
    draft: bool
    level: int
    doubts: int


@dataclass(frozen=True, slots=True)
class Page:
    """`next` is the key of the page after this one; `capped`: the search had more than were looked at."""

    rows: list[Row]
    next: str
    capped: bool = False


def page(text: str, state: str, agency: UUID | None, after: str, publishes: bool) -> Page:
    """A page of the list. Who does not publish sees only what is in force; words are searched in everything."""
    wanted = _in_state(state, agency, publishes)
    if not text:
        found = list(wanted.filter(code__gt=after).order_by("code")[: SIZE + 1])
        return Page(_rows(found[:SIZE], agency, publishes), found[SIZE - 1].code if len(found) > SIZE else "")
    narrowed = state in FOR_PUBLISHERS
    query = Query(q=text, agency=agency if state == "cung-cap" else None, everything=publishes and state != "cong-bo")
    hits = search(query, after="" if narrowed else after, size=MOST_SEARCHED if narrowed else SIZE)
    codes = [hit.code for hit in hits.hits]
    known = {one.code: one for one in wanted.filter(code__in=codes)}
    best = _rows([known[code] for code in codes if code in known], agency, publishes)
    return Page(best, "", capped=bool(hits.next)) if narrowed else Page(best, hits.next)


def _in_state(state: str, agency: UUID | None, publishes: bool) -> QuerySet[Procedure]:
    found = Procedure.objects.all() if publishes else Procedure.objects.exclude(current=None)
    match state:
        case "nhap":
            return found.filter(Exists(_drafts().filter(procedure=OuterRef("id"))))
        case "cong-bo":
            return found.exclude(current=None)
        case "chua-cong-bo":
            return found.filter(current=None).exclude(Exists(_withdrawn().filter(procedure=OuterRef("id"))))
        case "bai-bo":
            return found.filter(Exists(_withdrawn().filter(procedure=OuterRef("id"))), current=None)
        case "nghi-ngo":
            return found.filter(Exists(_doubtful().filter(procedure=OuterRef("id"))))
        case "cung-cap":
            return found.filter(Exists(Offering.objects.filter(agency=agency, procedure=OuterRef("id"))))
        case _:
            return found


def _drafts() -> QuerySet[ProcedureVersion]:
    return ProcedureVersion.objects.filter(published_at=None, withdrawn_at=None)


def _withdrawn() -> QuerySet[ProcedureVersion]:
    """Versions that a decision took out of force; those replaced by a newer one have no such decision."""
    return ProcedureVersion.objects.filter(withdrawal__isnull=False)


class OpenDoubt(Func):
    """Whether one of a version's doubts (doubts, id) is about an item that nobody has confirmed."""

    template = (
        "EXISTS (SELECT 1 FROM (SELECT %(expressions)s) AS v (doubts, id), jsonb_array_elements(v.doubts) AS d "
        "WHERE NOT EXISTS (SELECT 1 FROM catalogue_confirmation c "
        "WHERE c.version_id = v.id AND c.item = d->>'item'))"
    )
    output_field = BooleanField()


def _doubtful() -> QuerySet[ProcedureVersion]:
    """Drafts and versions in force with an open doubt."""
    open_now = ProcedureVersion.objects.filter(withdrawn_at=None).exclude(doubts=[])
    return open_now.filter(OpenDoubt(F("doubts"), F("id")))


def _rows(procedures: Iterable[Procedure], agency: UUID | None, publishes: bool) -> list[Row]:
    """Three statements however many there are; drafts are the province's."""
    wanted = list(procedures)
    ids = [one.id for one in wanted]
    levels = dict(Offering.objects.filter(agency=agency, procedure__in=ids).values_list("procedure", "level"))
    told = ProcedureVersion.objects.filter(Q(withdrawn_at=None) | Q(withdrawal__isnull=False), procedure__in=ids)
    told = told if publishes else told.exclude(published_at=None)
    known = list(told.values_list("id", "procedure", "published_at", "doubts", "withdrawn_at"))
    gone = {row[1] for row in known if row[4]}
    versions = [row[:4] for row in known if row[4] is None]
    confirmed: dict[UUID, set[str]] = {}
    for version, item in Confirmation.objects.filter(version__in=[row[0] for row in versions]).values_list(
        "version", "item"
    ):
        confirmed.setdefault(version, set()).add(item)
    drafts = {procedure for _id, procedure, published, _doubts in versions if published is None}
    doubts: dict[UUID, int] = {}
    for version, procedure, _published, said in versions:
        left = {doubt["item"] for doubt in said} - confirmed.get(version, set())
        doubts[procedure] = max(doubts.get(procedure, 0), len(left))
    return [
        Row(one.code, one.name, one.field_name, one.current_id is not None, one.current_id is None and one.id in gone,
            one.id in drafts, levels.get(one.id, 0), doubts.get(one.id, 0))
        for one in wanted
    ]  # fmt: skip


def states(publishes: bool) -> list[tuple[str, str]]:
    """The filters one may choose, with their words."""
    return [(key, _(words)) for key, words in STATES.items() if publishes or key not in FOR_PUBLISHERS]
