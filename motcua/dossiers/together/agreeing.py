"""Who must agree to a declaration before it is handed in, and that they agreed to exactly these answers.

The form names them (`FormDefinition.cosign`), the declaration tells their telephones. Who hands in with an account
that holds such a telephone agrees by handing in. Where a clerk types, both come and sign on paper.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.dossiers import policy
from motcua.dossiers.models import Dossier, Party
from motcua.dossiers.papers import official
from motcua.dossiers.together import parties
from motcua.dossiers.together.entries import AGREED, DECLINED, INVITED, LOST, Agreed, AgreementLost, Declined, PartyTold
from motcua.forms import api as forms
from motcua.forms import engine
from motcua.journal import api as journal
from motcua.kit import clock
from motcua.kit.actor import Actor

LONGEST_REASON = 500


class Changed(Exception):
    """The declaration is no longer the one that was read: it must be read again."""


class CannotAsk(Exception):
    """Nobody can be asked so far; the message says in Vietnamese what to do."""


@dataclass(frozen=True, slots=True)
class Person:
    """One who must agree. `place` is the question that tells the telephone; `party` what became of the asking."""

    place: str
    label: str
    name: str
    phone: str
    hands_in: bool
    party: Party | None
    digest: str

    @property
    def agreed(self) -> bool:
        """Whether nothing more is needed of this person."""
        signed = self.party is not None and self.party.standing == Party.State.SIGNED
        return self.hands_in or bool(signed and self.party and self.party.answers == self.digest)


def digest(dossier: Dossier) -> str:
    """What somebody agrees to: every answer, and the version of the form that asked."""
    text = json.dumps([str(dossier.form_id), dossier.answers], sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def persons(dossier: Dossier) -> list[Person]:
    """Everybody who must agree, in the form's order; no statement for a form that needs nobody."""
    form = forms.definition(dossier.form_id)
    if not form.cosign or dossier.channel != "online":
        return []
    view = engine.view(form, dossier.answers)
    asked = {(one.place, one.phone): one for one in dossier.parties.filter(part=Party.Part.COSIGNER)}
    own = dossier.owner.phone if dossier.owner is not None else None
    now = digest(dossier)
    found = []
    for one in form.cosign:
        if view.holds(one.show_when):
            name, phone = _said(dossier, one.name), _said(dossier, one.phone)
            hands_in = bool(phone) and phone == own
            found.append(Person(one.phone, one.label, name, phone, hands_in, asked.get((one.phone, phone)), now))
    return found


def _said(dossier: Dossier, path: str) -> str:
    section, _dot, key = path.partition(".")
    return str(dossier.answers.get(section, {}).get(key) or "")


def gap(dossier: Dossier) -> str | None:
    """What is missing of everybody's consent, in words; "" when nothing is, None when nobody need agree."""
    found = persons(dossier)
    if not found:
        return None
    for one in found:
        if not one.phone and not one.hands_in:
            return _("Hãy ghi số điện thoại của %(who)s trong tờ khai.") % {"who": one.label.lower()}
    waiting = [one.label.lower() for one in found if not one.agreed]
    return _("Đang chờ %(who)s đồng ý.") % {"who": ", ".join(waiting)} if waiting else ""


def ask(dossier: UUID, actor: Actor, place: str) -> Party:
    """Send somebody the link to read and agree; once more when asked again. Raises `CannotAsk`, `TooMany`."""
    with transaction.atomic():
        draft = Dossier.locked(dossier)
        if not policy.may_invite(actor, draft):
            raise policy.Forbidden("ask")
        person = next((one for one in persons(draft) if one.place == place), None)
        if person is None or not person.phone or not person.name:
            raise CannotAsk(_("Hãy điền họ tên và số điện thoại của người này trong tờ khai trước."))
        if draft.typed or engine.problems(forms.definition(draft.form_id), draft.answers):
            raise CannotAsk(_("Tờ khai còn mục chưa xong. Hãy điền xong rồi mới gửi cho người này đọc."))
        parties.may_send(draft, person.phone)
        token, stored = parties.new_token()
        draft.parties.filter(part=Party.Part.COSIGNER, place=place).exclude(phone=person.phone).delete()
        party = person.party or Party(dossier=draft, part=Party.Part.COSIGNER, place=place, phone=person.phone)
        party.name, party.digest, party.standing = person.name, stored, Party.State.INVITED
        party.invited_at, party.answers, party.reason = clock.now(), "", ""
        party.save()
        told = PartyTold(party=party.pk, name=party.name, label=person.label)
        journal.record(INVITED, draft.subject, actor=actor, payload=told)
        link = official.address("agree_open", token)
        parties.send(party, "agreement_asked", who=actor.name if actor.account else draft.contact_name, link=link)
    return party


def agree(party: UUID, actor: Actor, seen: str) -> Party:
    """Record the consent to the answers whose digest is `seen`. Raises `Changed` when they are others now."""
    with transaction.atomic():
        draft, found, label = _locked(party)
        if digest(draft) != seen:
            raise Changed
        if found.standing == Party.State.SIGNED and found.answers == seen:
            return found
        found.standing, found.answers, found.answered_at = Party.State.SIGNED, seen, clock.now()
        found.account_id = actor.account or found.account_id
        found.save()
        told = Agreed(party=found.pk, name=found.name, label=label, answers=seen)
        journal.record(AGREED, draft.subject, actor=_as(found, actor), payload=told)
        _tell_owner(draft, found, agreed=True)
    return found


def decline(party: UUID, actor: Actor, reason: str) -> None:
    """Record that somebody does not agree, and why; the one who fills the form in is told."""
    with transaction.atomic():
        draft, found, label = _locked(party)
        found.standing, found.answers = Party.State.DECLINED, ""
        found.reason, found.answered_at = reason[:LONGEST_REASON], clock.now()
        found.save()
        told = Declined(party=found.pk, name=found.name, label=label, reason=found.reason)
        journal.record(DECLINED, draft.subject, actor=_as(found, actor), payload=told)
        _tell_owner(draft, found, agreed=False)


def reopen(draft: Dossier, actor: Actor) -> None:
    """After a change of answers: whoever had agreed is asked anew, and both are told. In the change's transaction."""
    if not forms.definition(draft.form_id).cosign:
        return
    now = digest(draft)
    for party in draft.parties.filter(part=Party.Part.COSIGNER, standing=Party.State.SIGNED).exclude(answers=now):
        party.standing, party.answers = Party.State.INVITED, ""
        party.save(update_fields=["standing", "answers"])
        told = AgreementLost(party=party.pk, name=party.name)
        journal.record(LOST, draft.subject, actor=actor, payload=told)
        for phone in dict.fromkeys((party.phone, draft.phone)):
            parties.tell(draft, phone, "agreement_lost", name=party.name)


def lines(dossier: Dossier) -> tuple[tuple[str, datetime], ...]:
    """Who agreed electronically, and when, for the printed declaration; nothing for most forms."""
    form = forms.definition(dossier.form_id)
    if not form.cosign:
        return ()
    labels, now = {one.phone: one.label for one in form.cosign}, digest(dossier)
    signed = dossier.parties.filter(part=Party.Part.COSIGNER, standing=Party.State.SIGNED)
    # After handing in, answers corrected on request of the office are signed in the register, not here.
    kept = list(signed if dossier.state != "draft" else signed.filter(answers=now))
    found = [(f"{labels.get(one.place, '')}, {one.name}", one.answered_at) for one in kept if one.answered_at]
    handed_in = [one for one in persons(dossier) if one.hands_in]
    if dossier.submitted_at is not None:
        found += [(f"{one.label}, {one.name}", dossier.submitted_at) for one in handed_in]
    return tuple(found)


def _locked(party: UUID) -> tuple[Dossier, Party, str]:
    """The draft of an invitation and the invitation, held; raises DoesNotExist when it was taken back."""
    where = Party.objects.values_list("dossier_id", flat=True).get(pk=party)
    draft = Dossier.locked(where)
    found = Party.objects.get(pk=party, part=Party.Part.COSIGNER)
    if draft.state != "draft":
        raise Party.DoesNotExist
    labels = {one.phone: one.label for one in forms.definition(draft.form_id).cosign}
    if _said(draft, found.place) != found.phone:  # the telephone in the declaration is another by now
        raise Party.DoesNotExist
    return draft, found, labels.get(found.place, "")


def _as(party: Party, actor: Actor) -> Actor:
    """The person who agrees; without an account by the name in the declaration."""
    return actor if actor.account is not None else Actor(None, party.name, "anonymous")


def _tell_owner(draft: Dossier, party: Party, *, agreed: bool) -> None:
    if draft.phone:
        link = official.address("dossier", draft.pk)
        words = {"name": party.name, "agreed": agreed, "reason": party.reason, "link": link}
        parties.tell(draft, draft.phone, "agreement_answered", **words)
