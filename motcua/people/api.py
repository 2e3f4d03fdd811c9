"""What other parts ask of people: register, sign in, find an account."""

from datetime import date

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from motcua.journal import api as journal
from motcua.kit import identity
from motcua.kit.vietnamese import clean
from motcua.people import altcha, otp, throttle
from motcua.people.entries import REGISTERED, Registered
from motcua.people.errors import AlreadyRegistered, NoAccount, OfficerNeedsPassword, TooMany, WrongPassword
from motcua.people.models import Account
from motcua.people.sessions import actor_of

REGISTER = "register"
SIGN_IN = "sign-in"
PASSWORDS_PER_PHONE = 10
PASSWORDS_PER_ADDRESS = 60
WINDOW = 15 * 60


def register(
    phone: str, code: str, full_name: str, *, ip: str, email: str = "", personal_id: str = "",
    birth_date: date | None = None,
) -> Account:  # fmt: skip
    """Open an account for the holder of `phone`, proven by `code` (purpose `REGISTER`).

    Raises `WrongCode`, `ExpiredCode`, `TooMany`, `AlreadyRegistered`, or `kit.identity.Invalid`.
    """
    canonical = identity.phone(phone)
    otp.confirm(canonical, REGISTER, code, ip)
    return open_account(canonical, full_name, email=email, personal_id=personal_id, birth_date=birth_date)


def open_account(
    phone: str, full_name: str, *, email: str = "", personal_id: str = "", birth_date: date | None = None
) -> Account:
    """Make the account of a person whose phone is confirmed; raises `AlreadyRegistered`.

    An organisation has no phone: `organisations.add` makes it, with a person who acts for it.
    """
    kind = Account.Kind.CITIZEN
    try:
        with transaction.atomic():
            account = Account.objects.make(
                phone=phone, full_name=clean(full_name), kind=kind, email=email.strip(),
                personal_id=personal_id, birth_date=birth_date,
            )  # fmt: skip
            journal.record(REGISTERED, f"account:{account.id}", actor=actor_of(account), payload=Registered(kind=kind))
    except IntegrityError as error:
        if Account.objects.filter(phone=phone).exists():
            raise AlreadyRegistered from error
        raise
    return account


def sign_in(phone: str, code: str, *, ip: str) -> Account:
    """The account that `code` (purpose `SIGN_IN`) opens; then call `sessions.open_session`.

    Raises `WrongCode`, `ExpiredCode`, `TooMany`, `NoAccount`, `OfficerNeedsPassword`. Whether a phone has an
    account is told only after its holder proved to be the holder.
    """
    canonical = identity.phone(phone)
    otp.confirm(canonical, SIGN_IN, code, ip)
    account = find(canonical)
    if account is None:
        raise NoAccount
    if account.kind == Account.Kind.OFFICER:
        raise OfficerNeedsPassword
    return account


def sign_in_officer(phone: str, password: str, *, ip: str) -> Account:
    """The officer's account that `password` opens; raises `WrongPassword` or `TooMany`.

    An unknown phone costs the same hashing time as a known one, so time tells nothing.
    """
    try:
        canonical = identity.phone(phone)
    except ValueError:
        canonical = ""
    wait = throttle.hit_all(
        [
            throttle.Rule(f"password:{canonical}", PASSWORDS_PER_PHONE, WINDOW),
            throttle.Rule(f"password-from:{ip}", PASSWORDS_PER_ADDRESS, WINDOW),
        ]
    )
    if wait:
        raise TooMany(wait)
    account = find(canonical) if canonical else None
    if account is None or account.kind != Account.Kind.OFFICER:
        make_password(password)
        raise WrongPassword
    if not account.check_password(password):
        raise WrongPassword
    return account


def find(phone: str) -> Account | None:
    """The living account of a canonical phone."""
    return Account.objects.filter(phone=phone, is_active=True).first()


def sweep() -> int:
    """Forget what has expired: codes, windows of attempts, spent proofs. For a periodic job."""
    return otp.sweep() + throttle.sweep() + altcha.sweep()
