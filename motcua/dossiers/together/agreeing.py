"""Who must agree to a declaration before it is handed in, and that they agreed to exactly these answers.

The form names them (`FormDefinition.cosign`), the declaration tells their telephones. Who hands in with an account
that holds such a telephone agrees by handing in. Where a clerk types, both come and sign on paper.

A supplement that corrects an answer needs the same consent to the corrected declaration before it is sent; one that
only brings papers needs none. Until then the consent to the answers in force stands beside it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.dossiers import policy
from motcua.dossiers.models import Dossier, Party, SupplementRequest
from motcua.dossiers.papers import official
from motcua.dossiers.together import parties, proposed
from motcua.dossiers.together.entries import AGREED, DECLINED, INVITED, LOST, Agreed, AgreementLost, Declined, PartyTold
from motcua.forms import api as forms
from motcua.forms import engine
from motcua.forms.schema import Cosign
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
    """Of what there is to agree to now: the draft, or the declaration as the open supplement corrects it."""
    return proposed.of(dossier).digest


def persons(dossier: Dossier) -> list[Person]:
    """Everybody who must agree, in the form's order; no statement for a form that needs nobody."""
    form = forms.definition(dossier.form_id)
    if not form.cosign:
        return []
    now = proposed.of(dossier)
    if not (now.changes if now.request else dossier.channel == "online"):
        return []
    rows = dossier.parties.filter(part=Party.Part.COSIGNER, supplement=now.request)
    asked = {(one.place, one.phone): one for one in rows}
    found = []
    for one in _named(dossier, now.answers):
        name, phone = _said(now.answers, one.name), _said(now.answers, one.phone)
        row = asked.get((one.phone, phone))
        found.append(Person(one.phone, one.label, name, phone, _is_own(dossier, phone), row, now.digest))
    return found


def _named(dossier: Dossier, answers: engine.Answers) -> list[Cosign]:
    """Who must agree to these answers."""
    form = forms.definition(dossier.form_id)
    view = engine.view(form, answers)
    return [one for one in form.cosign if view.holds(one.show_when)]


def _is_own(dossier: Dossier, phone: str) -> bool:
    return bool(phone) and dossier.owner is not None and phone == dossier.owner.phone


def _said(answers: engine.Answers, path: str) -> str:
    section, _dot, key = path.partition(".")
    return str(answers.get(section, {}).get(key) or "")


def gap(dossier: Dossier) -> str | None:
    """What is missing of everybody's consent, in words; "" when nothing is, None when nobody need agree."""
    found = persons(dossier)
    if not found:
        return None
    for one in found:
        if not one.phone and not one.hands_in:
            if dossier.state != "draft":  # the office must ask for it: nothing else can be corrected now
                return _("Tờ khai chưa có số điện thoại của %(who)s. Hãy gọi cho cơ quan.") % {"who": one.label.lower()}
            return _("Hãy ghi số điện thoại của %(who)s trong tờ khai.") % {"who": one.label.lower()}
    waiting = [one.label.lower() for one in found if not one.agreed]
    return _("Đang chờ %(who)s đồng ý.") % {"who": ", ".join(waiting)} if waiting else ""


def withheld(actor: Actor, dossier: Dossier) -> str:
    """Why a supplement may not be sent yet, in words; "" when nobody's consent is missing.

    At the counter both come and sign the corrected declaration on paper.
    """
    if policy.stands_in(actor, dossier) or not persons(dossier):
        return ""
    if actor.on_behalf_of is not None:
        return _("Tờ khai có sửa nên phải do chính người khai gửi, không nhờ người khác gửi thay được.")
    return gap(dossier) or ""


def put_in_force(dossier: Dossier) -> None:
    """A supplement is being sent: consent to its answers takes the place of that to the former ones.

    Nothing changes where it brings papers only. What was agreed before stays in the journal.
    """
    if not forms.definition(dossier.form_id).cosign:
        return
    now = proposed.of(dossier)
    if now.request is None or not now.changes:
        return
    everybody = dossier.parties.filter(part=Party.Part.COSIGNER)
    everybody.filter(supplement=None).delete()
    everybody.filter(supplement=now.request, standing=Party.State.SIGNED, answers=now.digest).update(supplement=None)


def ask(dossier: UUID, actor: Actor, place: str) -> Party:
    """Send somebody the link to read and agree; once more when asked again. Raises `CannotAsk`, `TooMany`."""
    with transaction.atomic():
        draft = Dossier.locked(dossier)
        if not policy.may_ask(actor, draft):
            raise policy.Forbidden("ask")
        now = proposed.of(draft)
        person = next((one for one in persons(draft) if one.place == place), None)
        if person is None or not person.phone or not person.name:
            raise CannotAsk(_("Hãy điền họ tên và số điện thoại của người này trong tờ khai trước."))
        if draft.typed or now.unfinished or engine.problems(forms.definition(draft.form_id), now.answers):
            raise CannotAsk(_("Tờ khai còn mục chưa xong. Hãy điền xong rồi mới gửi cho người này đọc."))
        parties.may_send(draft, person.phone)
        token, stored = parties.new_token()
        others = draft.parties.filter(part=Party.Part.COSIGNER, place=place, supplement=now.request)
        others.exclude(phone=person.phone).delete()
        party = person.party or Party(
            dossier=draft, part=Party.Part.COSIGNER, place=place, phone=person.phone, supplement=now.request
        )
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
    now = proposed.of(draft)
    if now.request is not None and not now.changes:  # as it was agreed to before: nobody is asked
        return
    signed = draft.parties.filter(part=Party.Part.COSIGNER, standing=Party.State.SIGNED, supplement=now.request)
    for party in signed.exclude(answers=now.digest):
        party.standing, party.answers = Party.State.INVITED, ""
        party.save(update_fields=["standing", "answers"])
        told = AgreementLost(party=party.pk, name=party.name)
        journal.record(LOST, draft.subject, actor=actor, payload=told)
        for phone in dict.fromkeys((party.phone, draft.phone)):
            parties.tell(draft, phone, "agreement_lost", name=party.name)


def lines(dossier: Dossier) -> tuple[tuple[str, datetime], ...]:
    """Who agreed electronically to the answers in force, and when, for the printed declaration; for most forms none."""
    form = forms.definition(dossier.form_id)
    if not form.cosign:
        return ()
    labels = {one.phone: one.label for one in form.cosign}
    signed = dossier.parties.filter(part=Party.Part.COSIGNER, standing=Party.State.SIGNED, supplement=None)
    kept = list(signed if dossier.state != "draft" else signed.filter(answers=digest(dossier)))
    found = [(f"{labels.get(one.place, '')}, {one.name}", one.answered_at) for one in kept if one.answered_at]
    if dossier.submitted_at is not None and (kept or dossier.channel == "online"):
        found += [
            (f"{one.label}, {_said(dossier.answers, one.name)}", _sent_at(dossier, kept))
            for one in _named(dossier, dossier.answers)
            if _is_own(dossier, _said(dossier.answers, one.phone))
        ]
    return tuple(found)


def _sent_at(dossier: Dossier, signed: Iterable[Party]) -> datetime:
    """When the answers in force were sent: handed in, or corrected after that and agreed to anew."""
    assert dossier.submitted_at is not None
    if any(one.answered_at and one.answered_at > dossier.submitted_at for one in signed):
        sent = dossier.supplements.filter(answered_at__gt=dossier.submitted_at).exclude(answers={})
        if (last := sent.order_by("answered_at").last()) is not None and last.answered_at is not None:
            return last.answered_at
    return dossier.submitted_at


def _locked(party: UUID) -> tuple[Dossier, Party, str]:
    """The draft of an invitation and the invitation, held; raises DoesNotExist when it was taken back."""
    where = Party.objects.values_list("dossier_id", flat=True).get(pk=party)
    draft = Dossier.locked(where)
    found = Party.objects.get(pk=party, part=Party.Part.COSIGNER)
    now = proposed.of(draft)
    if not _asks(now.request, found, draft):
        raise Party.DoesNotExist
    labels = {one.phone: one.label for one in forms.definition(draft.form_id).cosign}
    if _said(now.answers, found.place) != found.phone:  # the telephone in the declaration is another by now
        raise Party.DoesNotExist
    return draft, found, labels.get(found.place, "")


def _asks(request: SupplementRequest | None, party: Party, dossier: Dossier) -> bool:
    """Whether an invitation is still open: for this draft, or for the supplement that waits now."""
    if request is None:
        return dossier.state == "draft" and party.supplement_id is None
    return party.supplement_id == request.pk


def _as(party: Party, actor: Actor) -> Actor:
    """The person who agrees; without an account by the name in the declaration."""
    return actor if actor.account is not None else Actor(None, party.name, "anonymous")


def _tell_owner(draft: Dossier, party: Party, *, agreed: bool) -> None:
    if draft.phone:
        link = official.address("dossier" if draft.state == "draft" else "supplement", draft.pk)
        words = {"name": party.name, "agreed": agreed, "reason": party.reason, "link": link}
        parties.tell(draft, draft.phone, "agreement_answered", **words)
