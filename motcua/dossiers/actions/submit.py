"""The applicant hands the dossier in (nộp hồ sơ): R33–R41, DOMAIN §5.2 draft → submitted."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel

from motcua.catalogue import api as catalogue
from motcua.dossiers import completeness, policy
from motcua.dossiers.actions.base import Act, Refused
from motcua.dossiers.models import Dossier
from motcua.forms import engine
from motcua.journal import kinds
from motcua.kit.actor import Actor
from motcua.kit.references import submission_code

CONFIRMED = {"code": _("Người nộp xác nhận bằng mã gửi đến điện thoại"), "signed": _("Người nộp đã ký tờ khai in")}
"""How the person at the counter agrees to what a clerk hands in → in words."""


class Submitted(BaseModel):
    code: str
    procedure: str
    agency: str
    papers: dict[str, list[str]]
    channel: str = "online"
    applicant: str = ""
    """Whom a clerk typed it for, when the person came to the counter."""
    confirmed: str = ""
    """How that person said yes: "code" to their telephone, or "signed" on the printed declaration."""


class Incomplete(Refused):
    """Something is still missing; `tasks` names it."""

    def __init__(self, tasks: list[completeness.Task]) -> None:
        super().__init__(_("Hồ sơ còn thiếu. Hãy hoàn thành các mục còn lại rồi nộp."))
        self.tasks = tasks


class NeedsSignIn(Refused):
    """The procedure asks for a higher level of identity than this person has shown (DOMAIN §2.9)."""


class NoLongerOffered(Refused):
    """The office stopped taking the procedure, or it was withdrawn, after the draft was begun."""


class Unconfirmed(Refused):
    """A clerk hands in for somebody who has not said yes in a way that can be shown later."""


class Outdated(Refused):
    """The procedure changed since the draft was begun: the applicant sees what changed, and agrees, first."""


class OnlyPrinted(Refused):
    """A declaration filled to be printed is handed in on paper."""


class Submit(Act):
    transition = "submit"
    kind = kinds.kind("dossier.submitted", Submitted)
    title = _("Nộp hồ sơ")
    done = _("Đã nộp hồ sơ, chờ cơ quan tiếp nhận")

    def __init__(self, dossier: UUID, actor: Actor, *, confirmed: str = "") -> None:
        """`confirmed`: how the person at the counter agreed, where a clerk hands in for them."""
        super().__init__(dossier, actor)
        self.confirmed = confirmed

    def change(self, dossier: Dossier, now: datetime) -> Submitted:
        version = catalogue.version(dossier.version_id)
        direct = dossier.channel == policy.COUNTER
        if direct and self.confirmed not in CONFIRMED:
            raise Unconfirmed(_("Người nộp phải xác nhận bằng mã gửi đến điện thoại, hoặc ký tờ khai in."))
        if dossier.channel == "paper":
            raise OnlyPrinted(_("Tờ khai này điền để in. Hãy in ra, ký, rồi mang đến cơ quan nộp."))
        if self.actor.assurance < version.min_assurance and not direct:  # whoever comes shows papers
            raise NeedsSignIn(_("Hãy đăng nhập để nộp hồ sơ này. Những gì bạn đã điền vẫn được giữ."))
        if self.actor.on_behalf_of is not None and completeness.form_of(dossier).cosign:
            raise Refused(_("Việc này phải do chính người khai làm, không nhờ người khác nộp thay được."))
        papers = completeness.given(dossier)
        if lacking := completeness.missing(dossier, papers):
            raise Incomplete(lacking)
        least = 1 if direct else catalogue.ONLINE
        terms = catalogue.terms(dossier.agency_id, version.procedure_id, least) if dossier.agency_id else None
        if terms is None:
            raise NoLongerOffered(
                _("Cơ quan không còn nhận thủ tục này trên mạng. Bản nháp của bạn vẫn được giữ. Hãy gọi cho cơ quan.")
            )
        if terms.version != version.id and not dossier.submission_code:
            raise Outdated(_("Thủ tục đã có bản mới. Hãy xem điều thay đổi và đồng ý, rồi nộp. Điều đã khai vẫn còn."))
        dossier.submission_code = dossier.submission_code or submission_code(now)
        dossier.submitted_at, dossier.local_fee = now, terms.fee
        # What depends on the day is worked out for the day of handing in, not of the last page saved.
        today = engine.settled(completeness.form_of(dossier), dossier.answers)
        if today != dossier.answers:  # as a rule nothing changed, and the document is not written again
            dossier.answers = today
        dossier.typed, dossier.set_aside = {}, []
        if not direct:
            dossier.owner_id = dossier.owner_id or self.actor.party
        given: dict[str, list[str]] = {}
        for paper in papers:
            given.setdefault(paper.component, []).append(paper.sha256)
        return Submitted(
            code=dossier.submission_code, procedure=version.code, agency=str(dossier.agency_id), papers=given,
            channel=dossier.channel, applicant=dossier.contact_name if direct else "",
            confirmed=self.confirmed if direct else "",
        )  # fmt: skip
