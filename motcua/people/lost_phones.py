"""A person whose telephone is lost, at the counter with their identity paper: the clerk asks for the new number.

It is the change with the delay that the person could ask for themselves (`phones`): the old number is told at once
and can stop it, so a clerk alone takes nobody's account.
"""

from django.utils.translation import gettext as _

from motcua.kit.actor import Actor
from motcua.kit.vietnamese import fold
from motcua.people import api as people
from motcua.people import otp, phones, throttle
from motcua.people.errors import Refused, SamePhone, TooMany
from motcua.people.models import Account, PhoneChange

TRIES_AN_HOUR = 20
"""Searches of one officer: enough for a busy counter, too few to try out numbers."""


class NoMatch(Refused):
    """No account fits what was read from the paper; which part differs is not told."""

    @property
    def message(self) -> str:
        return _("Không tìm thấy tài khoản nào khớp cả ba điều. Hãy xem lại.")


def find(phone: str, personal_id: str, full_name: str, *, actor: Actor) -> Account:
    """The citizen's account of the old number and this identity. Raises `NoMatch`, `TooMany`.

    The personal number decides; the name only where the account has none. An officer's number is their office's matter.
    """
    if wait := throttle.hit(f"lost-phone:{actor.account}", TRIES_AN_HOUR, otp.HOUR):
        raise TooMany(wait)
    found = people.find(phone)
    if found is None or found.kind != Account.Kind.CITIZEN:
        raise NoMatch
    same = found.personal_id == personal_id if found.personal_id else fold(found.full_name) == fold(full_name)
    if not same:
        raise NoMatch
    return found


def send_code(account: Account, new: str, office_name: str, ip: str) -> None:
    """A code to the new number, which its holder reads to the clerk. Raises `SamePhone`, `TooMany`."""
    if new == account.phone:
        raise SamePhone
    if wait := throttle.hit(f"phone-change:{account.pk}", phones.ASKED_A_DAY, otp.DAY):
        raise TooMany(wait)
    otp.request(
        new, _purpose(account), ip, about=f"account:{account.pk}",
        message="counter_phone_code", words={"office_name": office_name},
    )  # fmt: skip


def ask(account: Account, new: str, code: str, ip: str, *, actor: Actor) -> PhoneChange:
    """Begin the change, with the officer in the journal. Raises `WrongCode`, `ExpiredCode`, `TooMany`, `PhoneTaken`."""
    return phones.ask_with_delay(account, new, code, ip, actor)


def _purpose(account: Account) -> str:
    return phones.purpose_of(account, "new")
