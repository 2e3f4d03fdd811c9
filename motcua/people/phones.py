"""Changing the number that opens an account: at once with both telephones, after a delay when the old one is lost.

A lost telephone may hold passkeys: they end with it, and so does every browser signed in.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse

from motcua.journal import api as journal
from motcua.kit import clock
from motcua.kit.actor import Actor
from motcua.messaging import api as messaging
from motcua.people import devices, keys, otp, throttle
from motcua.people.entries import PHONE_CHANGING, PhoneChanging
from motcua.people.errors import PhoneTaken, Refused, SamePhone, TooMany
from motcua.people.models import Account, PhoneChange
from motcua.people.sessions import actor_of

STOP = "phone-stop"
"""The purpose of a code that stops a change."""
ASKED_A_DAY = 10
MOST_AT_ONCE = 200
"""Changes one run of the job carries out; the next run takes the rest."""


def purpose_of(account: Account, which: str) -> str:
    """The purpose of a code sent for this change: it serves this account and this side only."""
    return f"phone-{which}:{account.pk}"


def send_codes(account: Account, new: str, ip: str, *, old_at_hand: bool) -> None:
    """A code to the new number, and one to the old when it is at hand; raises `SamePhone`, `TooMany`.

    Whether the new number has an account is not told here: only its holder learns that, by `confirm`.
    """
    if new == account.phone:
        raise SamePhone
    if wait := throttle.hit(f"phone-change:{account.pk}", ASKED_A_DAY, otp.DAY):
        raise TooMany(wait)
    otp.request(new, purpose_of(account, "new"), ip, language=_language(account))
    if old_at_hand and account.phone:
        otp.request(account.phone, purpose_of(account, "old"), ip, language=_language(account))


def change_now(account: Account, new: str, new_code: str, old_code: str, ip: str, keep: str | None = None) -> None:
    """Both telephones proved themselves: the new number works at once, and only the session `keep` goes on.

    Raises `WrongCode`, `ExpiredCode`, `TooMany`, `PhoneTaken`. The old number's code is judged first, so that a
    thief with the session alone learns nothing.
    """
    try:
        otp.confirm(account.phone or "", purpose_of(account, "old"), old_code, ip)
    except Refused as error:
        error.old_number = True
        raise
    otp.confirm(new, purpose_of(account, "new"), new_code, ip)
    _refuse_taken(new)
    now = clock.now()
    with transaction.atomic():
        _cancel(account)
        change = PhoneChange.objects.create(
            account=account, old_phone=account.phone or "", new_phone=new, requested_at=now, effective_at=now
        )
        _carry_out(change, actor_of(account))
        devices.end_all(account.pk, keep=keep)
        _tell_both(change)


def ask_with_delay(account: Account, new: str, new_code: str, ip: str, actor: Actor | None = None) -> PhoneChange:
    """The old telephone is lost: the change waits, and the old number is told at once how to stop it.

    `actor` is the officer who asks for the person before them; None: the person. Raises `WrongCode`, `ExpiredCode`,
    `TooMany`, `PhoneTaken`.
    """
    otp.confirm(new, purpose_of(account, "new"), new_code, ip)
    _refuse_taken(new)
    effective = clock.now() + timedelta(hours=settings.MOTCUA_PHONE_CHANGE_HOURS)
    with transaction.atomic():
        Account.objects.select_for_update().get(pk=account.pk)
        _cancel(account)
        change = PhoneChange.objects.create(
            account=account, old_phone=account.phone or "", new_phone=new, effective_at=effective
        )
        _note(account, "asked", actor or actor_of(account))
        messaging.send(
            "phone_change_asked", to=messaging.Contact(phone=change.old_phone, email=account.email),
            context={
                "new_phone": shortened(new), "until": effective, "language": _language(account),
                "link": settings.MOTCUA_URL + reverse("phone_change_stop"),
            },
            about=f"account:{account.pk}", entry=change.pk,
        )  # fmt: skip
    return change


def pending(account: Account) -> PhoneChange | None:
    """The change that waits, if any."""
    return PhoneChange.objects.filter(account=account, done_at=None, cancelled_at=None).first()


def cancel(account: Account) -> bool:
    """Stop the change that waits; False when there is none."""
    with transaction.atomic():
        stopped = _cancel(account)
        if stopped:
            _note(account, "stopped", actor_of(account))
    return stopped


def stop_by_old_phone(old: str, code: str, ip: str) -> bool:
    """Stop what waits to replace `old`, by a code sent to it; raises as `otp.confirm` does. False: nothing waits."""
    otp.confirm(old, STOP, code, ip)
    found = PhoneChange.objects.filter(old_phone=old, done_at=None, cancelled_at=None).select_related("account").first()
    return cancel(found.account) if found else False


def carry_out_due() -> int:
    """Make the changes whose delay is over; gives how many. A number taken meanwhile ends its change."""
    due = PhoneChange.objects.filter(done_at=None, cancelled_at=None, effective_at__lte=clock.now())
    done = 0
    for found in due.order_by("effective_at")[:MOST_AT_ONCE]:
        try:
            with transaction.atomic():
                again = PhoneChange.objects.select_for_update().select_related("account").filter(
                    pk=found.pk, done_at=None, cancelled_at=None
                )  # fmt: skip
                if change := again.first():
                    _carry_out(change, Actor.SYSTEM)
                    keys.end_after_loss(change.account, Actor.SYSTEM)
                    _tell_both(change, lost=True)
                    done += 1
        except (IntegrityError, PhoneTaken):
            PhoneChange.objects.filter(pk=found.pk).update(cancelled_at=clock.now())
    return done


def shortened(phone: str) -> str:
    """Enough of a number for its owner to know it."""
    return f"{phone[:3]}…{phone[-3:]}"


def lost_at(account: Account) -> datetime | None:
    """When the number was last replaced because the telephone was lost; keys from before that moment are gone."""
    delayed = PhoneChange.objects.filter(account=account, done_at__isnull=False, effective_at__gt=F("requested_at"))
    return delayed.order_by("-done_at").values_list("done_at", flat=True).first()


def _carry_out(change: PhoneChange, actor: Actor) -> None:
    """The new number opens the account; the caller says what the old one opens no longer, and tells both."""
    account = change.account
    Account.objects.filter(pk=account.pk, phone=change.old_phone).update(phone=change.new_phone)
    account.phone = change.new_phone
    PhoneChange.objects.filter(pk=change.pk).update(done_at=clock.now())
    _note(account, "changed", actor)


def _tell_both(change: PhoneChange, *, lost: bool = False) -> None:
    account = change.account
    for phone in (change.old_phone, change.new_phone):
        messaging.send(
            "phone_changed", to=messaging.Contact(phone=phone, email=account.email),
            context={
                "new_phone": shortened(change.new_phone), "language": _language(account), "lost": lost,
                "link": settings.MOTCUA_URL + reverse("security") if lost else "",
            },
            about=f"account:{account.pk}",
        )  # fmt: skip


def _cancel(account: Account) -> bool:
    waiting = PhoneChange.objects.filter(account=account, done_at=None, cancelled_at=None)
    return waiting.update(cancelled_at=clock.now()) > 0


def _refuse_taken(new: str) -> None:
    if Account.objects.filter(phone=new).exists():
        raise PhoneTaken


def _note(account: Account, step: str, actor: Actor) -> None:
    told = PhoneChanging.model_validate({"step": step})
    journal.record(PHONE_CHANGING, f"account:{account.pk}", actor=actor, payload=told)


def _language(account: Account) -> str:
    return "en" if account.language == "en" else "vi"
