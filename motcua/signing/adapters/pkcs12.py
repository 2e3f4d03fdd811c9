"""Signs with keys kept as PKCS#12 files in the data folder, each under a passphrase of this installation."""

import hashlib
import hmac
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import TypeVar

from asn1crypto import x509  # type: ignore[import-untyped]
from django.conf import settings
from pyhanko.keys import load_certs_from_pemder
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from motcua.signing.api import CannotSign, Signature
from motcua.signing.models import SigningKey

T = TypeVar("T")


def folder() -> Path:
    return Path(settings.MOTCUA_HOME) / "signing"


def passphrase(holder: str) -> bytes:
    digest = hmac.new(settings.SECRET_KEY.encode(), f"signing:{holder}".encode(), hashlib.sha256)
    return digest.hexdigest().encode()


class Pkcs12:
    """Port `Signer` over PKCS#12 files."""

    def sign(self, pdf: bytes, key: SigningKey, *, reason: str, at: datetime) -> bytes:
        return _apart(lambda: self._signed(pdf, key, reason))

    def _signed(self, pdf: bytes, key: SigningKey, reason: str) -> bytes:
        path = folder() / key.location
        signer = signers.SimpleSigner.load_pkcs12(  # type: ignore[no-untyped-call]
            str(path), passphrase=passphrase(key.holder)
        )
        if signer is None:
            raise CannotSign(f"cannot open {path.name}")
        writer = IncrementalPdfFileWriter(BytesIO(pdf))
        count = len(PdfFileReader(BytesIO(pdf)).embedded_signatures)
        metadata = signers.PdfSignatureMetadata(
            field_name=f"Signature{count + 1}", reason=reason, name=key.label, subfilter=SigSeedSubFilter.PADES
        )
        return signers.sign_pdf(writer, metadata, signer=signer).getvalue()  # type: ignore[no-any-return]

    def verify(self, pdf: bytes) -> list[Signature]:
        return _apart(lambda: self._verified(pdf))

    def _verified(self, pdf: bytes) -> list[Signature]:
        context = ValidationContext(trust_roots=_roots())
        found = []
        for embedded in PdfFileReader(BytesIO(pdf)).embedded_signatures:
            status = validate_pdf_signature(embedded, context)
            found.append(
                Signature(
                    signer=str(status.signing_cert.subject.native.get("common_name", "")),
                    at=embedded.self_reported_timestamp,
                    intact=bool(status.intact and status.valid),
                    trusted=bool(status.trusted),
                )
            )
        return found


def _apart(work: Callable[[], T]) -> T:
    """Do it in a thread of its own: the library starts an event loop, and the caller's thread may run one."""
    with ThreadPoolExecutor(1, thread_name_prefix="signing") as thread:
        return thread.submit(work).result()


def _roots() -> list[x509.Certificate]:
    files = sorted(str(path) for path in folder().glob("root*.pem"))
    return list(load_certs_from_pemder(files))  # type: ignore[no-untyped-call]
