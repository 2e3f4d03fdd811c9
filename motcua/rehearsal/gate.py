"""Before people put a procedure in force whose service would be online, it is rehearsed."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from motcua.catalogue import publishing
from motcua.catalogue.levels.judging import prove
from motcua.catalogue.models import ProcedureVersion
from motcua.rehearsal import api, store

KEY = "rehearsed"
BY_DECISION = {"laws"}
"""Conditions that the act of publishing itself fulfils."""
SECONDS = 25.0
"""How long somebody waits for the answer at most; what was not reached by then counts as not rehearsed."""


def gate(draft: ProcedureVersion) -> str:
    """Why a draft may not be published, "" when it may: nothing online is published that does not work."""
    lacking = {finding.condition.key for finding in prove(draft).lacking(api.ONLINE)} - BY_DECISION
    if draft.form_id is None or lacking != {KEY}:
        return ""
    with translation.override(settings.LANGUAGE_CODE):  # what is kept is for every reader
        found = store.keep(api.rehearse(draft, seconds=SECONDS))
    if found.green:
        return ""
    return _("Chạy thử chưa đạt nên chưa công bố được: %(said)s") % {"said": found.said}


def register() -> None:
    """Called once when the application starts."""
    publishing.before(gate)
