"""A draft begun under an older version of its procedure: shown what changed, taken over with the applicant's consent.

Only drafts that were never handed in are taken over. Running dossiers, and those recalled to be corrected, stay under
the version they were handed in with.
"""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.agencies.places import Places
from motcua.catalogue import api as catalogue
from motcua.catalogue.models import ProcedureVersion
from motcua.dossiers import completeness, drafting
from motcua.dossiers.actions.base import Refused
from motcua.dossiers.models import Dossier
from motcua.forms import api as forms
from motcua.forms.carrying import Carried, carry, half_typed
from motcua.kit.actor import Actor


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is different now: its name, what it was and what it is ("" = nothing)."""

    title: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Renewal:
    """What taking a draft over to `version` would do. `questions`: labels that are asked now and were not before."""

    version: ProcedureVersion
    changes: tuple[Change, ...]
    questions: tuple[str, ...]
    carried: Carried


def newer(draft: Dossier) -> ProcedureVersion | None:
    """The version in force when this draft was begun under an older one, and a form goes with it (one statement)."""
    if draft.state != "draft" or draft.submission_code:
        return None
    current = catalogue.in_force(catalogue.version(draft.version_id).procedure_id)
    if current is None or current.id == draft.version_id or current.form_id is None:
        return None
    return current


def renewal(draft: Dossier, version: ProcedureVersion) -> Renewal:
    """What changes for this draft."""
    old, new = completeness.form_of(draft), forms.definition(_form(version, draft))
    before, after = catalogue.version(draft.version_id), version
    known = {(section.key, field.key) for section, field in old.every_field()}
    asked = [
        _(field.label)
        for section, field in new.every_field()
        if (section.key, field.key) not in known and not field.worked_out
    ]
    told = (
        (_("Thời hạn giải quyết"), before.content.get("limit_text", ""), after.content.get("limit_text", "")),
        (_("Phí, lệ phí"), before.content.get("fee_text", ""), after.content.get("fee_text", "")),
        (_("Giấy tờ cần gửi"), _papers(before), _papers(after)),
    )
    changes = tuple(Change(*one) for one in told if one[1] != one[2])
    return Renewal(version, changes, tuple(asked), carry(old, new, draft.answers, places=Places()))


def _papers(version: ProcedureVersion) -> str:
    return "\n".join(one.name for one in catalogue.components(version.id))


def _form(version: ProcedureVersion, draft: Dossier) -> UUID:
    """The form in force that the draft fills: the version's own, or another one that is only printed."""
    if version.form_id is None:
        raise Refused(_("Thủ tục này chưa nộp trực tuyến được. Hãy nộp tại cơ quan."))
    key, own = completeness.form_of(draft).key, catalogue.version(draft.version_id).form_id
    if draft.channel == "paper" and (own is None or forms.definition(own).key != key):
        return forms.current(key).id
    return version.form_id


def renew(dossier: UUID, actor: Actor, version: UUID) -> None:
    """Take the draft over to `version`, which its applicant was shown.

    Answers that fit stay; the others are set aside in words and shown until the dossier is handed in. Half-typed text
    stays where its question still exists, and is set aside where not. Raises `Refused` when a still newer version came
    in between.
    """

    def change(draft: Dossier) -> None:
        if draft.version_id == version:  # a second click
            return
        current = newer(draft)
        if current is None or current.id != version:
            raise Refused(_("Thủ tục vừa thay đổi lần nữa. Hãy xem lại điều thay đổi rồi đồng ý."))
        form = _form(current, draft)
        old, new = completeness.form_of(draft), forms.definition(form)
        carried = carry(old, new, draft.answers, places=Places())
        typed, unfinished = half_typed(old, new, draft.typed, Places())
        left = [*carried.left, *(one for one in unfinished if one not in carried.left)]
        told = [{"section": one.section, "label": one.label, "text": one.text} for one in left]
        draft.set_aside = [*draft.set_aside, *told]
        draft.answers = carried.answers
        draft.typed = typed
        draft.version_id, draft.form_id = current.id, form
        if draft.delivery_method not in current.delivery_methods:
            draft.delivery_method = ""

    drafting.edit(dossier, actor, change)
