"""The result reaches its owner (trả kết quả): at the counter with identity and fee checked, or published online."""

from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel

from motcua.catalogue import api as catalogue
from motcua.catalogue.models import ProcedureVersion
from motcua.dossiers import policy
from motcua.dossiers.actions.base import Act, Refused
from motcua.dossiers.lifecycle import State
from motcua.dossiers.models import Dossier
from motcua.journal import kinds
from motcua.kit import clock
from motcua.kit.actor import Actor
from motcua.kit.money import dong

MOST_FEE = 100_000_000


class Returned(BaseModel):
    method: str
    fee_collected: int
    identity_checked: bool
    papers_checked: bool


class ReturnResult(Act):
    transition = "return_result"
    kind = kinds.kind("dossier.returned", Returned)
    title = _("Trả kết quả")
    done = _("Đã trả kết quả")

    def __init__(
        self, dossier: UUID, actor: Actor, *, identity_checked: bool = False, papers_checked: bool = False,
        fee_collected: int = 0,
    ) -> None:  # fmt: skip
        """`fee_collected` in đồng, as counted on the counter; it must be what is due."""
        super().__init__(dossier, actor)
        self.identity_checked, self.papers_checked = identity_checked, papers_checked
        self.fee_collected = fee_collected

    def change(self, dossier: Dossier, now: datetime) -> Returned:
        due = fee_due(dossier)
        if self.actor.kind == "system":
            if due != 0 or dossier.delivery_method != "online":
                raise Refused(str(_("Kết quả này trả tại quầy.")))
        else:
            self._check_hand_over(dossier, due)
        return Returned(
            method=dossier.delivery_method, fee_collected=self.fee_collected,
            identity_checked=self.identity_checked, papers_checked=self.papers_checked,
        )  # fmt: skip

    def _check_hand_over(self, dossier: Dossier, due: int | None) -> None:
        if dossier.delivery_method == "counter" and not self.identity_checked:
            raise Refused(str(_("Hãy kiểm tra giấy tờ tùy thân của người nhận rồi đánh dấu.")))
        if due is not None and self.fee_collected != due:
            raise Refused(str(_("Số tiền đã thu phải bằng số tiền phải thu: %(due)s.") % {"due": dong(due)}))
        if not 0 <= self.fee_collected <= MOST_FEE:
            raise Refused(str(_("Số tiền chưa đúng. Hãy nhập số tiền đã thu, tính bằng đồng.")))


def fee_due(dossier: Dossier) -> int | None:
    """What is to be paid at hand-over, in đồng; a refused dossier owes nothing.

    Where the provincial council sets the fee: the amount this office had named on the day of submission (for a
    draft, names now), else None. Zero is never assumed to be free: the clerk enters what was collected.
    """
    version = catalogue.version(dossier.version_id)
    if dossier.state == State.REFUSED_MERITS:
        return 0
    lines = sum(line.total for line in fee_lines(dossier))
    rule = catalogue.fee_rule(version, dossier.answers, _day(dossier))
    if rule not in ("council", "unknown"):
        return lines
    handling = _local_fee(dossier, version) if rule == "council" else None
    return None if handling is None else handling + lines


def fee_lines(dossier: Dossier) -> list[catalogue.FeeLine]:
    """What there is to pay line by line, for the way this dossier came."""
    version = catalogue.version(dossier.version_id)
    in_person = dossier.channel == policy.COUNTER
    return catalogue.fee_lines(version, dossier.answers, _day(dossier), in_person=in_person)


def _day(dossier: Dossier) -> date | None:
    """The day of submission where the office is; None for a draft."""
    return dossier.submitted_at.astimezone(clock.HANOI).date() if dossier.submitted_at else None


def _local_fee(dossier: Dossier, version: ProcedureVersion) -> int | None:
    if dossier.submitted_at is not None or dossier.agency_id is None:
        return dossier.local_fee
    terms = catalogue.terms(dossier.agency_id, version.procedure_id)
    return terms.fee if terms else None


def in_hand(dossier: Dossier) -> bool:
    """Whether the applicant may hold the result: handed over, or asked for online with nothing left to pay."""
    if dossier.state == State.RETURNED:
        return True
    return dossier.state == State.RESOLVED and dossier.delivery_method == "online" and fee_due(dossier) == 0
