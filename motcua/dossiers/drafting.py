"""Work on a draft before it is submitted: every step is saved at once, so nothing typed is ever lost."""

import hashlib
import json
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.agencies.models import Agency
from motcua.agencies.places import Places
from motcua.catalogue import api as catalogue
from motcua.catalogue.models import ProcedureVersion
from motcua.dossiers import completeness, policy, prefilling
from motcua.dossiers.actions.base import Refused
from motcua.dossiers.models import Dossier, Paper
from motcua.dossiers.prefilling import Known
from motcua.dossiers.together import agreeing
from motcua.files import api as files
from motcua.files.api import Upload
from motcua.files.models import StoredFile
from motcua.forms import api as forms
from motcua.forms import engine
from motcua.forms.schema import FormDefinition
from motcua.kit import clock
from motcua.kit.actor import Actor
from motcua.people import mandates
from motcua.people.models import Account

MOST_DRAFTS = 20
MOST_PAPERS = 20
MOST_TYPED = 2 * 1024 * 1024
"""Bytes of answers and half-typed text of one draft, all pages together."""


class ChangedElsewhere(Exception):
    """Another window saved this section since the page was opened."""


def start(
    version: ProcedureVersion, actor: Actor, *, agency: Agency | None, account: Account | None, language: str,
    channel: str = "online", form: UUID | None = None,
) -> Dossier:  # fmt: skip
    """A new draft, prefilled with what the account already tells (once-only, Circular 32/2017 Art 4).

    `form`: another form than the version's own, for a paper that is only printed.
    """
    if not mandates.covers(actor.scope, version.code):
        raise Refused(_("Việc bạn được giao không gồm thủ tục này. Hãy xin thêm quyền, hoặc chuyển sang làm cho mình."))
    if account and Dossier.objects.filter(owner=account, state="draft")[:MOST_DRAFTS].count() >= MOST_DRAFTS:
        raise Refused(_("Bạn đã có %(most)s bản nháp. Hãy nộp hoặc xóa bớt rồi làm hồ sơ mới.") % {"most": MOST_DRAFTS})
    form = form or version.form_id
    if form is None:
        raise Refused(_("Thủ tục này chưa nộp trực tuyến được. Hãy nộp tại cơ quan."))
    now = clock.now()
    found = prefilling.known_to(actor, account)
    hands_in = _who_hands_in(actor, found.values)
    offered = version.delivery_methods
    return Dossier.objects.create(
        version=version, form_id=form, agency=agency, owner=account, language=language, channel=channel,
        answers=_first(forms.definition(form), found) if account else {},
        contact_name=hands_in.get("full_name", ""), phone=hands_in.get("phone", ""), email=hands_in.get("email", ""),
        delivery_method=offered[0] if len(offered) == 1 else "", created_at=now, updated_at=now,
    )  # fmt: skip


def _who_hands_in(actor: Actor, known: dict[str, Any]) -> dict[str, Any]:
    """Name, phone and e-mail of the person at the keyboard: messages go to who acts, not to a child or a company."""
    if actor.on_behalf_of is None:
        return known
    acting = Account.objects.get(pk=actor.account or actor.on_behalf_of)
    return {"full_name": acting.full_name, "phone": acting.phone or "", "email": acting.email}


def offered(dossier: Dossier, known: Known) -> engine.Answers:
    """The answers that came from what is known of the owner, so that each can say where from."""
    return _first(completeness.form_of(dossier), known)


def _first(form: FormDefinition, known: Known) -> engine.Answers:
    return engine.prefilled(form, known.values, places=Places(), subject=known.subject)


def known_of(dossier: Dossier, actor: Actor, account: Account | None) -> Known:
    """What is known of the owner of a draft to who fills it in; nothing about anybody else."""
    return prefilling.known_to(actor, account if account is not None and account.pk == dossier.owner_id else None)


def edit(dossier: UUID, actor: Actor, change: Callable[[Dossier], Any]) -> Any:
    """Lock a draft, check that this actor may edit it, change it, save it."""
    with transaction.atomic():
        draft = Dossier.locked(dossier)
        if not policy.may_edit_draft(actor, draft):
            raise policy.Forbidden("draft")
        before = draft.as_loaded()
        outcome = change(draft)
        _bounded(draft, before)
        if draft.answers is not before["answers"]:
            agreeing.reopen(draft, actor)
        draft.updated_at = clock.now()
        draft.save_changed(before)
        return outcome


def _bounded(draft: Dossier, before: dict[str, Any]) -> None:
    """Raises `Refused` when what was typed grew beyond all use; what is no longer than before always passes."""
    now, then = (_size(one["answers"], one["typed"]) for one in (draft.__dict__, before))
    if now > MOST_TYPED and now > then:
        raise Refused(_("Tờ khai này đã quá dài. Hãy viết ngắn lại, hoặc gửi phần dài thành tệp kèm theo."))


def _size(*documents: Any) -> int:
    return sum(len(json.dumps(one, ensure_ascii=False).encode()) for one in documents)


def fingerprint(dossier: Dossier, section: str) -> str:
    """What of a section was saved when a page was shown; tells a second window's change."""
    text = json.dumps(dossier.answers.get(section), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def save_section(dossier: UUID, actor: Actor, section: str, data: engine.Posted, seen: str) -> engine.Reading:
    """Read one page of the declaration: good answers are kept, faulty ones stay as typed with their problem."""

    def change(draft: Dossier) -> engine.Reading:
        if seen and seen != fingerprint(draft, section):
            raise ChangedElsewhere(section)
        return _read(draft, section, data)

    return edit(dossier, actor, change)  # type: ignore[no-any-return]


def _read(draft: Dossier, section: str, data: engine.Posted) -> engine.Reading:
    reading = engine.read_section(completeness.form_of(draft), section, data, draft.answers, places=Places())
    draft.answers = reading.answers
    draft.typed = {key: value for key, value in draft.typed.items() if key != section}
    if not reading.done:
        draft.typed[section] = reading.typed
    return reading


def autosave(dossier: UUID, actor: Actor, section: str, data: engine.Posted, seen: str) -> None:
    """Keep what is being typed, so that a closed window loses nothing; answers wait for "Tiếp tục".

    Raises `ChangedElsewhere` like `save_section`: an old window must not put its answers over newer ones.
    """

    def change(draft: Dossier) -> None:
        if seen and seen != fingerprint(draft, section):
            raise ChangedElsewhere(section)
        reading = engine.read_section(completeness.form_of(draft), section, data, draft.answers, places=Places())
        draft.typed = {**draft.typed, section: reading.typed}

    edit(dossier, actor, change)


def choose_agency(dossier: UUID, actor: Actor, agency: Agency) -> None:
    def change(draft: Dossier) -> None:
        if not catalogue.offers(agency.id, catalogue.version(draft.version_id).procedure_id):
            raise Refused(_("Cơ quan này không làm thủ tục này nữa. Hãy chọn cơ quan khác."))
        draft.agency = agency

    edit(dossier, actor, change)


def contact_of(dossier: Dossier) -> dict[str, str]:
    """Who hands in and where messages go: as saved, else as the declaration already says (asked once)."""
    saved = {"name": dossier.contact_name, "phone": dossier.phone, "email": dossier.email}
    said = dossier.answers.get("requester", {})
    told = {"name": said.get("full_name", ""), "phone": said.get("phone", ""), "email": said.get("email", "")}
    return saved if saved["name"] else {key: str(saved[key] or told[key] or "") for key in saved}


def set_contact(dossier: UUID, actor: Actor, *, name: str, phone: str, email: str) -> None:
    def change(draft: Dossier) -> None:
        if not policy.may_discard(actor, draft):  # who helps must not turn the messages to themselves
            raise policy.Forbidden("contact")
        draft.contact_name, draft.phone, draft.email = name, phone, email

    edit(dossier, actor, change)


def set_delivery(dossier: UUID, actor: Actor, method: str) -> None:
    def change(draft: Dossier) -> None:
        if method not in catalogue.version(draft.version_id).delivery_methods:
            raise Refused(_("Cách nhận kết quả này không còn. Hãy chọn cách khác."))
        draft.delivery_method = method

    edit(dossier, actor, change)


def add_paper(dossier: Dossier, actor: Actor, component: str, upload: Upload) -> Paper:
    """Take a photograph, scan or file for a component; raises `files.api.Refused` with what to do."""
    check_component(dossier, component)
    return attach(dossier, actor, component, files.take(upload, subject=dossier.subject, actor=actor))


def check_component(dossier: Dossier, component: str) -> None:
    """Raises `policy.Forbidden` for a paper this dossier does not need."""
    if component not in {item.code for item in completeness.components(dossier)}:
        raise policy.Forbidden("component")


def attach(dossier: Dossier, actor: Actor, component: str, stored: StoredFile) -> Paper:
    """Make a stored file of this dossier a paper of it; a file that is refused is taken away again."""

    def change(draft: Dossier) -> Paper:
        if draft.papers.count() >= MOST_PAPERS:
            told = _("Hồ sơ đã có %(most)s tệp. Hãy bỏ bớt, hoặc gộp nhiều trang vào một tệp PDF.")
            raise Refused(told % {"most": MOST_PAPERS})
        return Paper.objects.create(dossier=draft, component=component, file=stored)

    try:
        return edit(dossier.id, actor, change)  # type: ignore[no-any-return]
    except (Refused, policy.Forbidden):
        files.remove(stored)
        raise


def remove_paper(dossier: UUID, actor: Actor, paper: UUID) -> None:
    def change(draft: Dossier) -> None:
        found = draft.papers.select_related("file").filter(pk=paper).first()
        if found is None:  # a second click: the first one took it away
            return
        found.delete()
        files.remove(found.file)

    edit(dossier, actor, change)


def discard(dossier: UUID, actor: Actor) -> None:
    """Throw a draft away. One that was submitted before is withdrawn instead, since it has a history."""
    with transaction.atomic():
        draft = Dossier.locked(dossier)
        if not policy.may_discard(actor, draft) or draft.submission_code:
            raise policy.Forbidden("draft")
        stored = [paper.file for paper in draft.papers.select_related("file")]
        draft.delete()
        for file in stored:
            files.remove(file)


def claim(account: Account, drafts: frozenset[UUID]) -> int:
    """Drafts begun in this browser without an account become the account's once it signs in."""
    if not drafts:
        return 0
    found = Dossier.objects.filter(pk__in=drafts, owner=None, state="draft")
    for draft in found.filter(contact_name=""):
        draft.contact_name, draft.phone, draft.email = account.full_name, account.phone or "", account.email
        draft.save(update_fields=["contact_name", "phone", "email"])
    return found.update(owner=account)
