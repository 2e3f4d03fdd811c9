"""What one wants to know before starting, in a few words: fee, time, visits, ways."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.catalogue import api as catalogue
from motcua.catalogue.models import ProcedureVersion


def visits(count: int) -> str:
    """How often one must come to the office."""
    if count == 0:
        return _("Không phải đến cơ quan")
    words = ngettext("Đến cơ quan %(count)d lần", "Đến cơ quan %(count)d lần", count)
    return words % {"count": count}


def ways(online: bool) -> str:
    """How one may hand in."""
    return _("Trực tuyến hoặc trực tiếp") if online else _("Trực tiếp tại cơ quan")


def channels() -> dict[str, str]:
    """The channels by which one hands in, in words."""
    return {"direct": _("Trực tiếp"), "online": _("Trực tuyến"), "post": _("Bưu chính")}


def glance(hit: catalogue.Hit) -> list[tuple[str, str]]:
    """The four facts of a search result."""
    return [
        (_("Lệ phí"), hit.fee),
        (_("Thời hạn"), hit.limit),
        (_("Số lần đến"), visits(hit.visits)),
        (_("Cách nộp"), ways(hit.online)),
    ]


def before_starting(version: ProcedureVersion) -> list[tuple[str, str]]:
    """The same four in full sentences, as the procedure's page opens."""
    content = catalogue.content(version)
    return [
        (_("Lệ phí"), content.fee_text),
        (_("Thời hạn"), content.limit_text),
        (_("Số lần đến"), content.visits_text or visits(version.procedure.visits)),
        (_("Cách nộp"), ways(version.procedure.level >= 3)),
    ]


@dataclass(frozen=True, slots=True)
class Needed:
    """A paper to prepare; `count` says originals and copies."""

    name: str
    note: str
    count: str


def papers(version: ProcedureVersion) -> tuple[list[Needed], list[Needed]]:
    """Papers nearly everyone must send, and papers for some cases or by choice.

    A rule "not (…)" leaves out a rare case, so its paper stands with the first.
    """
    must: list[Needed] = []
    sometimes: list[Needed] = []
    for paper in catalogue.components(version.id):
        needed = Needed(paper.name, paper.note, _count(paper.originals, paper.copies))
        usual = paper.must and (not paper.when or paper.when.startswith("not "))
        (must if usual else sometimes).append(needed)
    return must, sometimes


def _count(originals: int, copies: int) -> str:
    parts = []
    if originals:
        parts.append(_("bản chính: %(count)d") % {"count": originals})
    if copies:
        parts.append(_("bản sao: %(count)d") % {"count": copies})
    return ", ".join(parts)
