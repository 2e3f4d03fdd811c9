"""An officer's account is one person: a real name, a telephone and a personal number of their own."""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction

from motcua.agencies.entries import ACCOUNT_OPENED, INVITED, AccountOpened, Invited
from motcua.agencies.models import Agency, FirstSignIn
from motcua.agencies.staff_models import in_two_weeks
from motcua.journal import api as journal
from motcua.kit import clock, identity
from motcua.kit.actor import Actor
from motcua.kit.vietnamese import clean, fold
from motcua.kit.words import N_, Invalid
from motcua.people.models import Account

LONGEST_NAME = 150
OFFICIAL_ASSURANCE = 2
"""The office has seen the person: as sure as an electronic identity (DOMAIN §2.9)."""

_SHARED = re.compile(
    r"\b(mot cua|van thu|bo phan|phong|ban|trung tam|tiep nhan|tra ket qua|quan tri|he thong|can bo|cong chuc|"
    r"truc ban|so|ubnd|uy ban|cong an|tai khoan|dung chung|thu nghiem|admin|administrator|test|user|it)\b"
)
_FAMILY_NAMES = frozenset("ban so phong".split())  # noqa: SIM905 - also words for offices, when they stand alone
_LETTERS = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")

NO_NAME = N_("Hãy ghi họ và tên của cán bộ, ví dụ Nguyễn Thị Lan.")
ONE_WORD = N_("Hãy ghi đủ họ và tên, ví dụ Nguyễn Thị Lan.")
NOT_LETTERS = N_("Họ tên chỉ gồm chữ cái. Hãy bỏ chữ số và dấu lạ.")
SHARED = N_("“%(name)s” là tên bộ phận, không phải tên người. Mỗi cán bộ cần tài khoản riêng. Hãy ghi họ tên thật.")
TOO_LONG = N_("Họ tên dài quá %(most)s ký tự. Hãy ghi ngắn hơn.")
FIXED_LINE = N_("Hãy ghi số di động riêng của cán bộ. Mã đăng nhập lần đầu được gửi tới số này.")
BAD_EMAIL = N_("Địa chỉ thư điện tử chưa đúng. Hãy xem lại, ví dụ lan@xa.gov.vn.")
PHONE_TAKEN = N_("Số điện thoại này đã có tài khoản. Mỗi người một số. Hãy ghi số khác hoặc tìm tài khoản đó.")
ID_TAKEN = N_("Số định danh này đã có tài khoản cán bộ. Hãy tìm cán bộ đó rồi giao thêm chức năng.")
EMAIL_TAKEN = N_("Địa chỉ thư này là của cán bộ khác. Hãy ghi địa chỉ riêng của người này.")


@dataclass(frozen=True, slots=True)
class Person:
    """What is known of an officer before the account exists; everything canonical."""

    full_name: str
    phone: str
    email: str
    personal_id: str


def name(text: str) -> str:
    """The name of one person, cleaned; Invalid for anything that sounds like a desk."""
    given = clean(text)
    if not given:
        raise Invalid(NO_NAME)
    if len(given) > LONGEST_NAME:
        raise Invalid(TOO_LONG, most=LONGEST_NAME)
    words = given.split()
    if not all(_LETTERS.fullmatch(word) for word in words):
        raise Invalid(NOT_LETTERS)
    said = fold(given)
    found = _SHARED.search(said)
    if found and not (found.group() in _FAMILY_NAMES and _reads_as_person(words)):
        raise Invalid(SHARED, name=given)
    if len(words) < 2:
        raise Invalid(ONE_WORD)
    return given


def _reads_as_person(words: list[str]) -> bool:
    """ "Ban Văn Sơn" and "Nguyễn Hải Phong" are people: every word is written with a capital, and there are three."""
    return len(words) >= 3 and all(word[:1].isupper() and not word.isupper() for word in words)


def person(full_name: str, phone: str, email: str, personal_id: str) -> Person:
    """The canonical person; Invalid for the first thing that is wrong. Whether they are known is `check_new`."""
    return Person(name(full_name), mobile(phone), mail(email), identity.PersonalId.parse(personal_id).number)


def mobile(text: str) -> str:
    """A mobile number: a code can be sent to it. Invalid for a fixed line."""
    number = identity.phone(text)
    if number.startswith("02"):
        raise Invalid(FIXED_LINE)
    return number


def mail(text: str) -> str:
    """An e-mail address in small letters, or nothing."""
    given = clean(text).lower()
    if not given:
        return ""
    try:
        validate_email(given)
    except ValidationError as error:
        raise Invalid(BAD_EMAIL) from error
    return given


def check_new(who: Person) -> dict[str, str]:
    """What of this person another account already has: field → msgid. Two statements."""
    found: dict[str, str] = {}
    if Account.objects.filter(phone=who.phone).exists():
        found["phone"] = PHONE_TAKEN
    officers = Account.objects.filter(kind=Account.Kind.OFFICER)
    if officers.filter(personal_id=who.personal_id).exists():
        found["personal_id"] = ID_TAKEN
    if who.email and officers.filter(email__iexact=who.email).exists():
        found["email"] = EMAIL_TAKEN
    return found


@transaction.atomic
def open_account(who: Person, agency: Agency, *, actor: Actor) -> Account:
    """An account without a password and without functions, invited to sign in the first time.

    Invalid when somebody else has the telephone, number or address meanwhile.
    """
    for sentence in check_new(who).values():
        raise Invalid(sentence)
    try:
        with transaction.atomic():
            made = Account.objects.make(
                phone=who.phone, full_name=who.full_name, email=who.email, personal_id=who.personal_id,
                kind=Account.Kind.OFFICER, assurance=OFFICIAL_ASSURANCE,
            )  # fmt: skip
    except IntegrityError as error:
        raise Invalid(PHONE_TAKEN) from error
    journal.record(ACCOUNT_OPENED, subject(made), actor=actor, payload=AccountOpened(agency=agency.id))
    invite(made, actor=actor, again=False)
    return made


@transaction.atomic
def invite(account: Account, *, actor: Actor, again: bool = True) -> None:
    """Let the officer set a (new) password at the first-sign-in page within two weeks; an old one opens no more."""
    if again:
        account.set_unusable_password()
        account.save(update_fields=["password"])
    FirstSignIn.objects.update_or_create(
        account=account, defaults={"made_at": clock.now(), "expires_at": in_two_weeks()}
    )
    journal.record(INVITED, subject(account), actor=actor, payload=Invited(again=again))


def subject(account: Account) -> str:
    """The journal's subject of a person."""
    return f"account:{account.pk}"
