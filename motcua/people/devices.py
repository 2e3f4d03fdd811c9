"""The browsers an account is signed in on: each one listed, any one ended, a new one announced, idle ones closed."""

import time
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from motcua.journal import jobs
from motcua.journal.models import Entry
from motcua.kit import clock
from motcua.messaging import api as messaging
from motcua.people import names_of_devices
from motcua.people.entries import SIGNED_IN, How
from motcua.people.models import Account, Device
from motcua.people.origin import ip_of

MARK = "entered"
"""Session key: when this session began and was last used, in seconds of the machine's clock."""
KNOWN = "motcua_known"
"""Cookie: for which accounts this browser has been used before, as keyed digests that name nobody."""
KNOWN_SECONDS = 400 * 24 * 3600
MOST_KNOWN = 10
MOST = 50
"""Devices shown of one account, the last used first."""
SEEN_EVERY = 600
OFFICER_SEEN_EVERY = 60

_FORGET = """
    DELETE FROM people_device AS d WHERE NOT EXISTS (
        SELECT FROM django_session AS s WHERE s.session_key = d.session_key AND s.expire_date > %s)
"""


def begin_clock(session: Any, account: Account) -> None:
    """Begin the clock of a session; every way of signing in passes here."""
    now = int(time.time())
    session[MARK] = {"officer": account.kind == Account.Kind.OFFICER, "opened": now, "seen": now}


def note(request: HttpRequest, account: Account, how: How) -> None:
    """List the browser that has just signed in; a job tells the owner when it was never used for this account.

    One statement, two in an unknown browser; an officer's costs one more.
    """
    now = clock.now()
    made = Device.objects.create(
        account=account, session_key=request.session.session_key or "", how=how, opened_at=now, seen_at=now,
        name=names_of_devices.device(request.META.get("HTTP_USER_AGENT", "")),
        network=names_of_devices.network(ip_of(request)),
    )  # fmt: skip
    if account.kind == Account.Kind.OFFICER:
        _end_the_oldest(account)
    if not is_known(request, account):
        tell_of_new.defer(account=str(account.pk), device=str(made.pk))
    remember(request, account)


@jobs.task("people.tell_of_new_sign_in")
def tell_of_new(account: str, device: str) -> None:
    """Write to the owner of the account; nothing is said of the very first sign-in."""
    opened = Device.objects.filter(pk=device).first()
    until = opened.opened_at if opened else clock.now()
    times = Entry.objects.filter(subject=f"account:{account}", kind=SIGNED_IN, at__lte=until)[:2].count()
    owner = Account.objects.filter(pk=account, is_active=True).first()
    if owner is None or times < 2:
        return
    messaging.send(
        "new_sign_in",
        to=messaging.Contact(phone=owner.phone or "", email=owner.email),
        context={
            "language": "en" if owner.language == "en" else "vi",
            "device": opened.name if opened else _("Trình duyệt khác"),
            "at": until,
            "link": settings.MOTCUA_URL + reverse("devices"),
        },
        about=f"account:{account}",
        entry=UUID(device),  # a job that runs twice writes once
    )  # fmt: skip


def of(account: UUID) -> list[Device]:
    """The browsers signed in now, the last used first (at most `MOST`)."""
    return list(Device.objects.filter(account_id=account).order_by("-seen_at", "-id")[:MOST])


def end(account: UUID, device: UUID) -> bool:
    """End one browser of this account; False when it is none of its own or gone already."""
    return _end(Device.objects.filter(account_id=account, pk=device).values_list("session_key", flat=True)) > 0


def end_all(account: UUID, *, keep: str | None = None) -> int:
    """End every browser of an account, but the session `keep`; gives how many."""
    found = Device.objects.filter(account_id=account)
    return _end((found.exclude(session_key=keep) if keep else found).values_list("session_key", flat=True))


def forget_session(key: str | None) -> None:
    """A session was left by its owner: its row in the list goes too."""
    if key:
        Device.objects.filter(session_key=key).delete()


def sweep() -> int:
    """Forget sessions that expired, and devices without a session; gives how many devices."""
    Session.objects.filter(expire_date__lt=clock.now()).delete()
    with connection.cursor() as cursor:
        cursor.execute(_FORGET, [clock.now()])
        return int(cursor.rowcount)


def over(session: Any) -> bool:
    """Whether a signed-in session has lived too long or lain idle too long; one without a clock is over."""
    found = session.get(MARK)
    if not isinstance(found, dict):
        return True
    now = time.time()
    if not found["officer"]:
        return False  # the cookie's own fortnight
    idle, longest = settings.MOTCUA_STAFF_IDLE_SECONDS, settings.MOTCUA_STAFF_SESSION_SECONDS
    return bool(now - found["seen"] > idle or now - found["opened"] > longest)


def seen(request: HttpRequest) -> None:
    """Move the clock of this session, and the line in the list, both seldom."""
    found, now = request.session[MARK], int(time.time())
    grain = OFFICER_SEEN_EVERY if found["officer"] else SEEN_EVERY
    if now - found["seen"] < grain:
        return
    request.session[MARK] = {**found, "seen": now}
    late = clock.now() - timedelta(seconds=SEEN_EVERY)
    Device.objects.filter(session_key=request.session.session_key, seen_at__lt=late).update(seen_at=clock.now())


def signed_in(request: HttpRequest) -> bool:
    """Whether the session names an account; no statement beyond reading the session."""
    return SESSION_KEY in request.session


def is_known(request: HttpRequest, account: Account) -> bool:
    """Whether this browser was used for this account before."""
    wanted = _digest(account)
    return any(constant_time_compare(wanted, one) for one in _known(request))


def remember(request: HttpRequest, account: Account) -> None:
    """Let the answer's cookie say that this browser was used for this account."""
    mine = _digest(account)
    others = [one for one in _known(request) if one != mine]
    request._motcua_known = ".".join([*others, mine][-MOST_KNOWN:])  # type: ignore[attr-defined]


def _known(request: HttpRequest) -> list[str]:
    return [one for one in request.COOKIES.get(KNOWN, "")[:1000].split(".") if one]


def _digest(account: Account) -> str:
    """With the number of today: where the account was opened by an older one is a strange browser again."""
    return salted_hmac("motcua.people.devices", f"{account.pk}|{account.phone}", algorithm="sha256").hexdigest()[:32]


def _end(keys: Any) -> int:
    with transaction.atomic():
        gone = list(keys)
        Session.objects.filter(session_key__in=gone).delete()
        Device.objects.filter(session_key__in=gone).delete()
    return len(gone)


def _end_the_oldest(account: Account) -> None:
    """An officer works in few browsers at a time: the one used longest ago makes room."""
    keys = Device.objects.filter(account=account).order_by("-opened_at", "-id").values_list("session_key", flat=True)
    if gone := list(keys[settings.MOTCUA_STAFF_BROWSERS :][:MOST]):
        _end(gone)
