"""Digital certificates as a proof: a challenge is signed, the certificate checked, an account found.

Law on electronic transactions 20/2023 Arts 22–24, Decree 23/2025. A certificate is never trusted from here: chain,
dates and revocation are asked anew at every use, and no answer is a refusal.
"""

import hashlib
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, Protocol, Self

from django.conf import settings
from django.db import connection, transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from motcua.journal import api as journal
from motcua.kit import clock
from motcua.kit.actor import Actor
from motcua.kit.words import N_
from motcua.people import organisations, vouched
from motcua.people.entries import CERTIFICATE_PROVEN, CertificateProven
from motcua.people.errors import Refused
from motcua.people.models import Account, Certificate, Mandate

MINUTES = 10
"""How long a challenge may be signed."""
LARGEST = 1024 * 1024
"""Bytes of a signed file: the challenge has one page."""
SIGNATURE = 3
Reason = Literal[
    "unreadable", "unsigned", "other_document", "several", "changed", "broken", "unknown_root", "expired", "usage",
    "revoked", "silent", "nameless", "used", "too_large", "other_person", "unsure_person",
]  # fmt: skip
WORDS: dict[Reason, str] = {
    "unreadable": N_("Không đọc được tệp. Hãy tải tệp ở trên, ký bằng phần mềm ký số, rồi gửi lại."),
    "unsigned": N_("Tệp chưa có chữ ký số. Hãy ký tệp đã tải rồi gửi lại."),
    "other_document": N_("Nội dung đã ký không phải tệp của trang này. Hãy tải tệp ở trên, ký rồi gửi lại."),
    "several": N_("Tệp có nhiều chữ ký. Hãy tải lại tệp và chỉ ký một lần."),
    "changed": N_("Tệp đã bị sửa sau khi ký. Hãy tải lại tệp và ký lại."),
    "broken": N_("Chữ ký không khớp với tệp. Hãy tải lại tệp và ký lại."),
    "unknown_root": N_("Nơi cấp chứng thư này chưa được công nhận ở đây. Hãy dùng chứng thư khác."),
    "expired": N_("Chứng thư đã hết hạn hoặc chưa đến ngày dùng. Hãy gia hạn rồi ký lại."),
    "usage": N_("Chứng thư này không dùng để ký. Hãy chọn chứng thư chữ ký số."),
    "revoked": N_("Chứng thư này đã bị thu hồi. Hãy liên hệ nơi cấp chứng thư."),
    "silent": N_("Nơi cấp chứng thư chưa trả lời nên chưa xác nhận được. Hãy thử lại sau ít phút."),
    "nameless": N_("Chứng thư không ghi mã số thuế hoặc số định danh. Hãy liên hệ nơi cấp chứng thư."),
    "used": N_("Tệp này đã dùng hoặc đã quá 10 phút. Hãy tải tệp mới rồi ký."),
    "too_large": N_("Tệp lớn quá 1 MB. Hãy gửi đúng tệp đã tải và ký."),
    "other_person": N_("Chứng thư này của người khác. Hãy ký bằng chứng thư của chính bạn."),
    "unsure_person": N_("Hãy đăng nhập bằng số điện thoại trước, rồi xác nhận bằng chứng thư."),
}
_SPEND = "INSERT INTO people_spentproof (digest, expires_at) VALUES (%s, %s) ON CONFLICT DO NOTHING"


class CertificateRefused(Refused):
    """The signed file proves nothing; `reason` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason

    @property
    def message(self) -> str:
        return _(WORDS[self.reason])


@dataclass(frozen=True, slots=True)
class Challenge:
    """What one session asked to be signed: a small PDF (known by length and SHA-256) or a text with the same words."""

    nonce: str
    until: float
    text: str
    pdf_length: int
    pdf_digest: str

    def living(self) -> bool:
        """Whether there is still time to sign it."""
        return self.until > clock.now().timestamp()

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Any) -> Self | None:
        """The challenge a session kept; None when it kept none, or one that is over."""
        try:
            found = cls(**kept)
        except TypeError:
            return None
        return found if found.living() else None


@dataclass(frozen=True, slots=True)
class Holder:
    """What a certificate that passed every check says. `tax_code` (an organisation's) or `personal_id`, canonical."""

    fingerprint: str
    name: str
    issuer: str
    serial: str
    valid_to: datetime
    tax_code: str = ""
    personal_id: str = ""


class Verifier(Protocol):
    """Port: reads a signed file and checks everything about signature and certificate."""

    def check(self, signed: bytes, challenge: Challenge) -> Holder:
        """The holder of the one certificate that signed exactly this challenge. Raises `CertificateRefused`."""
        ...


def check(signed: bytes, challenge: Challenge) -> Holder:
    """Check a signed file; the challenge is spent by success. Raises `CertificateRefused`.

    Call it outside a transaction: it asks the certification authority over the network.
    """
    if len(signed) > LARGEST:
        raise CertificateRefused("too_large")
    if not challenge.living():
        raise CertificateRefused("used")
    verifier: Verifier = import_string(settings.MOTCUA_CERTIFICATES)()
    holder = verifier.check(signed, challenge)
    if not (holder.tax_code or holder.personal_id):
        raise CertificateRefused("nameless")
    _spend(challenge)
    return holder


def _spend(challenge: Challenge) -> None:
    digest = hashlib.sha256(f"certificate:{challenge.nonce}".encode()).hexdigest()
    with connection.cursor() as cursor:
        cursor.execute(_SPEND, [digest, clock.now() + timedelta(minutes=MINUTES)])
        if cursor.rowcount == 0:
            raise CertificateRefused("used")


def sign_in(holder: Holder, *, actor: Actor) -> Account:
    """The account that a certificate alone opens. Raises `CertificateRefused`.

    An organisation is its tax code, and comes to be when it is new. A person is found by their own certificate shown
    before, or by a number that an electronic identity vouched for: a number somebody only typed opens nothing.
    """
    with transaction.atomic():
        if holder.tax_code:
            account = organisations.by_tax_code(holder.tax_code) or _organisation(holder, actor)
            if not account.is_active:
                raise CertificateRefused("unsure_person")
            organisations.prove(account, None, name=holder.name, actor=actor)
        else:
            account = _person(holder)
        _link(holder, account, actor)
        return account


def prove(holder: Holder, person: Account, *, actor: Actor) -> Mandate | None:
    """Somebody who is signed in shows a certificate: their own, or that of an organisation they then represent.

    Gives the mandate for an organisation. Raises `CertificateRefused` for a certificate of somebody else.
    """
    with transaction.atomic():
        if holder.tax_code:
            organisation = organisations.by_tax_code(holder.tax_code) or _organisation(holder, actor)
            if not organisation.is_active:
                raise CertificateRefused("other_person")
            _link(holder, organisation, actor)
            return organisations.prove(organisation, person, name=holder.name, actor=actor)
        if person.personal_id and person.personal_id != holder.personal_id:
            raise CertificateRefused("other_person")
        known = Certificate.objects.filter(fingerprint=holder.fingerprint).exclude(account=person)
        sure = vouched.citizens(holder.personal_id).exclude(pk=person.pk)
        if known.exists() or sure.exists():
            raise CertificateRefused("other_person")
        person.personal_id, person.assurance = holder.personal_id, SIGNATURE
        person.save(update_fields=["personal_id", "assurance"])
        _link(holder, person, actor)
        return None


def _organisation(holder: Holder, actor: Actor) -> Account:
    facts = organisations.Facts(holder.tax_code, holder.name)
    return organisations.make(facts, full_name=holder.name, assurance=1, actor=actor)


def _person(holder: Holder) -> Account:
    shown = Certificate.objects.select_related("account").filter(fingerprint=holder.fingerprint).first()
    if shown is not None and shown.account.is_active and shown.account.personal_id == holder.personal_id:
        return shown.account
    found = list(vouched.citizens(holder.personal_id)[:2])
    if len(found) != 1:
        raise CertificateRefused("unsure_person")
    found[0].assurance = SIGNATURE
    found[0].save(update_fields=["assurance"])
    return found[0]


def _link(holder: Holder, account: Account, actor: Actor) -> None:
    Certificate.objects.update_or_create(
        fingerprint=holder.fingerprint,
        defaults={
            "account": account, "holder": holder.name[:250], "issuer": holder.issuer[:250], "serial": holder.serial,
            "valid_to": holder.valid_to, "used_at": clock.now(),
        },
    )  # fmt: skip
    told = CertificateProven(fingerprint=holder.fingerprint, issuer=holder.issuer, valid_to=holder.valid_to.isoformat())
    journal.record(CERTIFICATE_PROVEN, f"account:{account.pk}", actor=actor, payload=told)
