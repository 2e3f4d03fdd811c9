"""Who looked at a dossier: every look of anybody but its own applicant is recorded before it is answered.

The looks of one dossier are a chain of their own in the journal (ADR 25), so the dossier's own chain stays what it is:
what was done. A look says what was looked at and why. The reason is worked out from the state of the dossier and the
role of the officer, and never asked: who is asked to type a reason types anything.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from pydantic import BaseModel

from motcua.agencies import api as agencies
from motcua.catalogue import api as catalogue
from motcua.dossiers import policy, roles
from motcua.dossiers.models import Dossier
from motcua.journal import api as journal
from motcua.journal import kinds
from motcua.kit import clock
from motcua.kit.actor import Actor
from motcua.kit.words import N_

ONCE_SECONDS = 10 * 60
"""Looks of one person at one thing within this time count once."""
MOST_REMEMBERED = 5000
PAGE = 25
MOST_DOSSIERS = 500
"""Of the newest dossiers of a person, how many one list looks through."""

WHAT: Mapping[str, str] = {
    "dossier": N_("đã mở hồ sơ"),
    "draft": N_("đã mở bản nhập tại quầy"),
    "paper": N_("đã mở hoặc tải giấy tờ"),
    "declaration": N_("đã mở hoặc in tờ khai"),
    "receipt": N_("đã mở hoặc in giấy hẹn trả"),
    "result": N_("đã mở hoặc tải kết quả"),
    "export": N_("đã lấy dữ liệu hồ sơ sang hệ thống khác"),
}
"""What was looked at → the words for it."""
WHY: Mapping[str, str] = {
    "turn": N_("để xử lý hồ sơ"),
    "typing": N_("để nhập hồ sơ giúp người nộp"),
    "receipt": N_("để trả lời người nộp tại nơi tiếp nhận"),
    "supervision": N_("để giám sát"),
    "colleague": N_("khi chưa đến lượt xử lý"),
    "ended": N_("để xem lại hồ sơ đã kết thúc"),
    "pin": N_("bằng mã hồ sơ và mã tra cứu"),
    "mandate": N_("để làm thay bạn"),
    "together": N_("để cùng làm hồ sơ"),
    "system": N_("theo kết nối giữa các hệ thống"),
}
"""Why → the words for it."""
SUPERVISORS = frozenset({"leader", "police_chief"})


class Looked(BaseModel):
    """`item` names the paper, `role` is the officer's role that explains the look."""

    what: str
    item: str
    why: str
    role: str


LOOKED = kinds.kind("access.looked", Looked)


def subject(dossier: UUID) -> str:
    return f"access:{dossier}"


def note(actor: Actor, dossier: Dossier, what: str = "dossier", item: str = "") -> None:
    """Record a look, unless it is the applicant's own. Nothing is shown when this fails.

    At most one statement; none when this process saw the same look a moment ago.
    """
    if _own(actor, dossier):
        return
    key = (actor.account, actor.name, actor.on_behalf_of, dossier.pk, what, item)
    now = clock.now()
    if _noted.get(key, now) > now:
        return
    why, role = _why(actor, dossier, what)
    journal.record_unless_recent(
        LOOKED, subject(dossier.pk), actor=actor, payload=Looked(what=what, item=item, why=why, role=role),
        same=("what", "item"), seconds=ONCE_SECONDS,
    )  # fmt: skip
    transaction.on_commit(lambda: _remember(key, now + timedelta(seconds=ONCE_SECONDS)))


def paper_name(dossier: Dossier, component: str) -> str:
    """What the law calls this paper: never the name a person gave the file."""
    names = {one.code: one.name for one in catalogue.components(dossier.version_id)}
    return names.get(component, component)


_noted: dict[object, datetime] = {}


def _remember(key: object, until: datetime) -> None:
    if len(_noted) >= MOST_REMEMBERED:
        _noted.clear()
    _noted[key] = until


def _own(actor: Actor, dossier: Dossier) -> bool:
    """The owner in person, or the browser that began it; who acts for the owner is somebody else."""
    if dossier.owner_id is None:
        return dossier.pk in actor.held and actor.kind != "officer"
    return actor.account == dossier.owner_id


def _why(actor: Actor, dossier: Dossier, what: str) -> tuple[str, str]:
    """The reason of a look, and the role that gives it."""
    if actor.kind == "system":
        return "system", "system"
    if not policy.is_office(actor, dossier):
        if dossier.pk in actor.opened:
            return "pin", ""
        return ("mandate" if actor.on_behalf_of else "together"), ""
    if what == "draft" or dossier.state == "draft":
        return "typing", policy.CLERK
    if dossier.waiting_for in actor.roles:
        return "turn", dossier.waiting_for
    role = next((name for name in roles.OFFICE if name in actor.roles), "")
    if not dossier.waiting_for:
        return "ended", role
    if supervisor := next((name for name in roles.OFFICE if name in actor.roles & SUPERVISORS), ""):
        return "supervision", supervisor
    return ("receipt" if policy.CLERK in actor.roles else "colleague"), role


@dataclass(frozen=True, slots=True)
class Look:
    """One line of "Ai đã xem": `who` with post and office, `act` in words, `why` in words."""

    id: UUID
    dossier: UUID
    at: datetime
    who: str
    role: str
    office: str
    act: str
    why: str


@dataclass(frozen=True, slots=True)
class Page:
    """`next_key` leads to older looks; None at the end."""

    rows: list[Look]
    next_key: str | None


def looks(dossiers: Collection[UUID], before: UUID | None = None, limit: int = PAGE) -> Page:
    """Who looked at these dossiers, newest first; one statement, and one a minute for each office named."""
    facts = journal.newest([subject(id) for id in dossiers][:MOST_DOSSIERS], limit + 1, before=before)
    return Page([_look(fact) for fact in facts[:limit]], str(facts[limit - 1].id) if len(facts) > limit else None)


def _look(fact: journal.Fact) -> Look:
    told = Looked.model_validate(fact.payload)
    who = fact.actor_name
    if told.why == "pin" and fact.actor is None:
        who = _("Người có mã hồ sơ và mã tra cứu")
    act = _(WHAT[told.what])
    return Look(
        fact.id, UUID(fact.subject.removeprefix("access:")), fact.at, who,
        _(roles.TITLES[told.role]) if told.role in roles.TITLES else "",
        agencies.agency(fact.agency).name if fact.agency else "",
        _("%(act)s “%(item)s”") % {"act": act, "item": told.item} if told.item else act,
        _(WHY[told.why]),
    )  # fmt: skip
