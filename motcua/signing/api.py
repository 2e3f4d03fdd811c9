"""Sign a PDF, and say who signed one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from motcua.signing.models import SigningKey


class CannotSign(Exception):
    """No usable key; the message tells the officer whom to ask."""


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature of a document, as checked against the roots this office trusts."""

    signer: str
    at: datetime | None
    intact: bool
    trusted: bool

    @property
    def valid(self) -> bool:
        return self.intact and self.trusted


class Signer(Protocol):
    """Port: puts one signature on a PDF with the key it guards."""

    def sign(self, pdf: bytes, key: SigningKey, *, reason: str, at: datetime) -> bytes: ...

    def verify(self, pdf: bytes) -> list[Signature]: ...


def _signer(name: str) -> Signer:
    return import_string(settings.MOTCUA_SIGNERS[name])()  # type: ignore[no-any-return]


def sign(pdf: bytes, *, holder: str, reason: str, at: datetime) -> bytes:
    """Add `holder`'s invisible PAdES signature. Checks the certificate's dates first (Decree 23/2025 Art 17)."""
    key = SigningKey.objects.filter(holder=holder).first()
    if key is None:
        raise CannotSign(_("Bạn chưa có chữ ký số trong hệ thống. Hãy liên hệ quản trị viên."))
    if key.valid_to <= at:
        raise CannotSign(_("Chứng thư chữ ký số đã hết hạn. Hãy gia hạn rồi ký lại."))
    return _signer(key.adapter).sign(pdf, key, reason=reason, at=at)


def verify(pdf: bytes) -> list[Signature]:
    """Every signature of a PDF in order of signing; empty when there is none. Unknown roots are not trusted."""
    return _signer("pkcs12").verify(pdf)
