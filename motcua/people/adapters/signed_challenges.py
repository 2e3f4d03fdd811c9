"""Checks a signed challenge (PAdES in the PDF, or CMS beside or around the text) and the certificate that signed it."""

import asyncio
import hashlib
import logging
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC
from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar

from asn1crypto import cms, pem, x509  # type: ignore[import-untyped]
from django.conf import settings
from pyhanko.keys import load_certs_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import (
    DEFAULT_DIFF_POLICY,
    FormUpdatingRule,
    SigFieldCreationRule,
    SigFieldModificationRule,
    StandardDiffPolicy,
    SuspiciousModification,
)
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.general import extract_certificate_info
from pyhanko.sign.validation import SignatureCoverageLevel, async_validate_pdf_signature
from pyhanko.sign.validation.generic_cms import async_validate_cms_signature, async_validate_detached_cms
from pyhanko.sign.validation.status import SignatureStatus
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import ExpiredError, NotYetValidError, PathBuildingError
from pyhanko_certvalidator.path import ValidationPath
from pyhanko_certvalidator.policy_decl import NO_REVOCATION, CertRevTrustPolicy

from motcua.kit import identity
from motcua.people.adapters import revocation
from motcua.people.certificates import CertificateRefused, Challenge, Holder

T = TypeVar("T")
log = logging.getLogger(__name__)
MOST_CERTIFICATES = 20
"""In one file: a chain has three or four."""
ORGANISATION, PERSON = ("MST",), ("CCCD", "CMND", "CMT", "CC", "DDCN")
"""What stands before the number in the subject's UID, as certification authorities of Viet Nam write it."""
ONE_SIGNATURE = StandardDiffPolicy(
    global_rules=DEFAULT_DIFF_POLICY.global_rules,
    form_rule=FormUpdatingRule(
        field_rules=[
            SigFieldCreationRule(allow_new_visible_after_certify=True),  # type: ignore[no-untyped-call]
            SigFieldModificationRule(),
        ],
        ignored_acroform_keys={"/Fields", "/SigFlags", "/DR", "/DA", "/NeedAppearances"},
    ),
)
"""What signing software adds to a page: a field of signature and its drawing. Nothing else may change."""
LARGEST_DRAWING = 60_000
"""Square points a drawn signature may cover: a third of the page (A5), so that nothing hides the words."""
UID = "0.9.2342.19200300.100.1.1"


@dataclass(frozen=True, slots=True)
class Signed:
    """The certificate that signed, and those that came along."""

    by: x509.Certificate
    others: list[x509.Certificate]


class SignedChallenges:
    """Port `Verifier`."""

    def check(self, signed: bytes, challenge: Challenge) -> Holder:
        return _apart(_checked(signed, challenge))


def roots() -> list[x509.Certificate]:
    """The roots (and intermediates beside them) that this installation trusts: PEM or DER files of one folder."""
    folder = Path(settings.MOTCUA_TRUST)
    files = sorted(str(path) for path in folder.glob("*") if path.suffix in (".pem", ".crt", ".cer", ".der"))
    return list(load_certs_from_pemder(files))  # type: ignore[no-untyped-call]


async def _checked(signed: bytes, challenge: Challenge) -> Holder:
    try:
        if signed.startswith(b"%PDF-"):
            found = await _pdf(signed, challenge)
        else:
            found = await _cms(signed, challenge)
    except CertificateRefused:
        raise
    except Exception as error:  # a file made by a stranger can be wrong in any way
        log.info("a signed challenge was refused: %s", type(error).__name__)
        raise CertificateRefused("unreadable") from error
    await _trusted(found)
    return _holder(found.by)


async def _pdf(signed: bytes, challenge: Challenge) -> Signed:
    """The file begins with our very bytes; what follows adds one signature over everything, and nothing else."""
    begin = signed[: challenge.pdf_length]
    if hashlib.sha256(begin).hexdigest() != challenge.pdf_digest:
        raise CertificateRefused("other_document")
    reader = PdfFileReader(BytesIO(signed))
    signatures = reader.embedded_signatures
    if len(signatures) != 1:
        raise CertificateRefused("several" if signatures else "unsigned")
    signature = signatures[0]
    if _signers(signature.signed_data) != 1:
        raise CertificateRefused("several")
    if signature.evaluate_signature_coverage() != SignatureCoverageLevel.ENTIRE_FILE:
        raise CertificateRefused("changed")
    before = PdfFileReader(BytesIO(begin)).total_revisions - 1
    try:
        ONE_SIGNATURE.apply(
            reader.get_historical_resolver(before),
            reader.get_historical_resolver(signature.signed_revision),
            doc_mdp=MDPPerm.FILL_FORMS,
        )
    except SuspiciousModification as error:
        raise CertificateRefused("other_document") from error
    left, low, right, high = (float(one) for one in signature.sig_field.get("/Rect", (0, 0, 0, 0)))
    if abs((right - left) * (high - low)) > LARGEST_DRAWING:
        raise CertificateRefused("other_document")
    status = await async_validate_pdf_signature(signature, _context([]), skip_diff=True)
    if not (status.intact and status.valid):
        raise CertificateRefused("broken")
    return Signed(signature.signer_cert, _few(signature.other_embedded_certs))


async def _cms(signed: bytes, challenge: Challenge) -> Signed:
    """The signature is over the text of the challenge: beside it (.p7s), or around the same words (.p7m)."""
    content = cms.ContentInfo.load(_unwrapped(signed), strict=True)
    if content["content_type"].native != "signed_data":
        raise CertificateRefused("unsigned")
    data = content["content"]
    if _signers(data) != 1:
        raise CertificateRefused("several" if _signers(data) else "unsigned")
    text = challenge.text.encode()
    inside = data["encap_content_info"]["content"].native
    if inside is not None and inside != text:
        raise CertificateRefused("other_document")
    status: SignatureStatus
    if inside is None:
        status = await async_validate_detached_cms(text, data, _context([]))
    else:
        status = await async_validate_cms_signature(data, validation_context=_context([]))
    if not status.intact:
        raise CertificateRefused("other_document")
    if not status.valid:
        raise CertificateRefused("broken")
    known = extract_certificate_info(data)
    return Signed(known.signer_cert, _few(known.other_certs))


def _unwrapped(signed: bytes) -> bytes:
    return bytes(pem.unarmor(signed)[2]) if pem.detect(signed) else signed


def _signers(data: cms.SignedData) -> int:
    """How many signed."""
    return len(data["signer_infos"])


def _few(others: list[x509.Certificate]) -> list[x509.Certificate]:
    if len(others) > MOST_CERTIFICATES:
        raise CertificateRefused("unreadable")
    return list(others)


def _context(others: list[x509.Certificate]) -> ValidationContext:
    return ValidationContext(
        trust_roots=roots(), other_certs=others, allow_fetching=False,
        revinfo_policy=CertRevTrustPolicy(NO_REVOCATION),
    )  # fmt: skip


async def _trusted(found: Signed) -> None:
    """Chain, dates and use first, without the network; then revocation, from the addresses of that chain only."""
    usage = found.by.key_usage_value
    if found.by.ca or usage is None or not usage.native & {"digital_signature", "non_repudiation"}:
        raise CertificateRefused("usage")
    try:
        path: ValidationPath = await CertificateValidator(
            found.by, found.others, _context(found.others)
        ).async_validate_path()
    except (ExpiredError, NotYetValidError) as error:
        raise CertificateRefused("expired") from error
    except Exception as error:
        if not isinstance(error, PathBuildingError):
            log.info("a certificate was refused: %s", type(error).__name__)
        raise CertificateRefused("unknown_root") from error
    try:
        await revocation.check(path, roots(), found.others)
    except revocation.Revoked as error:
        raise CertificateRefused("revoked") from error
    except revocation.Silent as error:
        raise CertificateRefused("silent") from error


def _holder(certificate: x509.Certificate) -> Holder:
    """A person's number makes it a person's certificate, even when it also names where they work."""
    uids: list[str] = []
    names: dict[str, str] = {}
    for part in certificate.subject.chosen:
        for one in part:
            kind = one["type"].dotted
            uids.append(str(one["value"].native)) if kind == UID else names.setdefault(one["type"].native, "")
            if kind != UID:
                names[one["type"].native] = names[one["type"].native] or str(one["value"].native)
    personal = _number(uids, PERSON)
    tax = "" if personal else _number(uids, ORGANISATION)
    whole = names.get("common_name", "") or names.get("organization_name", "")
    return Holder(
        fingerprint=certificate.sha256.hex(), name=whole[:250], issuer=_authority(certificate),
        serial=format(certificate.serial_number, "x")[:60], valid_to=certificate.not_valid_after.astimezone(UTC),
        tax_code=_canonical(tax, identity.tax_code), personal_id=_canonical(personal, _personal),
    )  # fmt: skip


def _number(uids: list[str], before: tuple[str, ...]) -> str:
    for uid in uids:
        kind, colon, number = uid.partition(":")
        if colon and kind.strip().upper() in before:
            return number.strip()
    return ""


def _personal(text: str) -> str:
    return identity.PersonalId.parse(text).number


def _canonical(text: str, rule: Any) -> str:
    """The number as accounts have it; an old identity card's nine figures, or a slip, is no number to go by."""
    try:
        return str(rule(text)) if text else ""
    except identity.Invalid:
        return ""


def _authority(certificate: x509.Certificate) -> str:
    said = certificate.issuer.native
    name = said.get("common_name") or said.get("organization_name") or ""
    return str(name if isinstance(name, str) else name[0])[:250]


def _apart(work: Coroutine[Any, Any, T]) -> T:
    """In a thread of its own: it needs an event loop, and the caller's thread may run one."""
    with ThreadPoolExecutor(1, thread_name_prefix="certificate") as thread:
        return thread.submit(asyncio.run, work).result()
