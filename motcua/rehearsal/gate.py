"""Nobody puts a procedure in force whose service would be online before it was rehearsed; the gate only reads that."""

from django.utils.translation import gettext as _

from motcua.catalogue import publishing
from motcua.catalogue.levels.judging import prove
from motcua.catalogue.levels.proof import Proof
from motcua.catalogue.models import ProcedureVersion
from motcua.kit.words import N_
from motcua.rehearsal import api, runs

KEY = "rehearsed"
BY_DECISION = {"laws"}
"""Conditions that the act of publishing itself fulfils."""
WORDS = {
    "none": N_("Bản nháp này chưa chạy thử. Hãy bấm “Chạy thử”, đợi đạt rồi công bố."),
    "waiting": N_("Bản nháp này đang chờ chạy thử. Hãy đợi đạt rồi công bố."),
    "running": N_("Đang chạy thử bản nháp này. Hãy đợi đạt rồi công bố."),
    "stopped": N_("Lần chạy thử đã dừng giữa chừng. Hãy bấm “Chạy thử lại”, đợi đạt rồi công bố."),
    "failed": N_("Hệ thống chưa chạy thử được. Hãy bấm “Chạy thử lại”, đợi đạt rồi công bố."),
}


def asks(proof: Proof) -> bool:
    """Whether nothing but the rehearsal keeps a draft from going online: what would not be online needs none."""
    return {finding.condition.key for finding in proof.lacking(api.ONLINE)} - BY_DECISION == {KEY}


def gate(draft: ProcedureVersion) -> str:
    """Why a draft may not be published, "" when it may: nothing online is published that does not work."""
    if draft.form_id is None or not asks(prove(draft)):
        return ""
    now = runs.standing(draft)
    if now.state == "green":
        return ""
    if now.state == "red" and now.outcome is not None:
        return _("Chạy thử chưa đạt nên chưa công bố được: %(said)s") % {"said": now.outcome.said}
    return _(WORDS[now.state])


def register() -> None:
    """Called once when the application starts."""
    publishing.before(gate)
