"""Those who hold certificates, and those who forge them: authorities, keys and the software that signs."""

import asyncio
import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx
import pikepdf
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter

from motcua.kit import clock
from motcua.people.certificates import Challenge
from tests.contracts.process import SandboxProcess

PASSWORD = b"motcua"
DAY = timedelta(days=1)
NONCE = "A1B2-C3D4"


@dataclass
class Token:
    """A key with its certificate, and software that signs with it."""

    content: bytes
    certificate: x509.Certificate = field(init=False)

    def __post_init__(self) -> None:
        _key, certificate, _more = pkcs12.load_key_and_certificates(self.content, PASSWORD)
        assert certificate is not None
        self.certificate = certificate

    @property
    def serial(self) -> str:
        return format(self.certificate.serial_number, "x")

    def signer(self) -> signers.SimpleSigner:
        key, certificate, more = pkcs12.load_key_and_certificates(self.content, PASSWORD)
        return _signer(key, certificate, more)

    def sign(self, pdf: bytes, field_name: str = "Signature1", signer: Any = None) -> bytes:
        """As signing software does: a signature added to the file."""
        metadata = signers.PdfSignatureMetadata(field_name=field_name, subfilter=SigSeedSubFilter.PADES)
        writer = IncrementalPdfFileWriter(BytesIO(pdf))
        return bytes(signers.sign_pdf(writer, metadata, signer=signer or self.signer()).getvalue())

    def beside(self, text: bytes, detached: bool = True) -> bytes:
        made = asyncio.run(self.signer().async_sign_general_data(text, "sha256", detached=detached))
        return bytes(made.dump())


def _signer(key: Any, certificate: x509.Certificate | None, more: Any) -> signers.SimpleSigner:
    from asn1crypto import keys
    from asn1crypto import x509 as asn1
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    assert certificate is not None
    private = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    store = SimpleCertificateStore()
    store.register_multiple([_asn1(one) for one in more])
    return signers.SimpleSigner(
        signing_cert=asn1.Certificate.load(certificate.public_bytes(serialization.Encoding.DER)),
        signing_key=keys.PrivateKeyInfo.load(private), cert_registry=store,
    )  # fmt: skip


def _asn1(certificate: x509.Certificate) -> Any:
    from asn1crypto import x509 as asn1

    return asn1.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))


def issued(sandbox: SandboxProcess, **wanted: Any) -> Token:
    """From the sandbox's authority, which the installation of the test trusts."""
    said = {"name": "Công ty Thử Nghiệm", **wanted}
    if not said.get("personal_id"):
        said.setdefault("tax_code", "0100109106")
    answer = httpx.post(f"{sandbox.url}/ca/issue", json=said)
    return Token(answer.raise_for_status().content)


def revoke(sandbox: SandboxProcess, token: Token) -> None:
    httpx.post(f"{sandbox.url}/ca/revoke", json={"serial": token.serial}).raise_for_status()


def stranger(
    uid: str = "MST:0100109106", name: str = "Motcua - CA thử nghiệm cho người dùng thử", *, authority: bool = False,
    employer: str = "",
) -> Token:  # fmt: skip
    """A certificate of an authority that nobody trusts, though it bears the name of the trusted one.

    `authority`: it says of itself that it may issue others. `employer`: a second number, before the holder's own.
    """
    root_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    issuer = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    numbers = [x509.NameAttribute(NameOID.USER_ID, one) for one in (employer, uid) if one]
    subject = x509.Name([*numbers, x509.NameAttribute(NameOID.COMMON_NAME, "Công ty Giả")])
    now = datetime.now(UTC)
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    made = (
        x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now - DAY).not_valid_after(now + DAY)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(usage, critical=True).sign(root_key, hashes.SHA256())
    )  # fmt: skip
    lock = serialization.BestAvailableEncryption(PASSWORD)
    return Token(pkcs12.serialize_key_and_certificates(b"x", key, made, None, lock))


@cache
def page() -> bytes:
    """A page to sign, ready as the portal makes it."""
    made = BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(420, 595))
        document.Root.AcroForm = document.make_indirect(pikepdf.Dictionary(Fields=pikepdf.Array(), SigFlags=0))
        document.save(made, deterministic_id=True)
    return made.getvalue()


def challenge(pdf: bytes | None = None) -> Challenge:
    asked = page() if pdf is None else pdf
    until = clock.now().timestamp() + 600
    return Challenge(NONCE, until, f"Tôi ký\n{NONCE}\n", len(asked), hashlib.sha256(asked).hexdigest())


def trust(sandbox: SandboxProcess, folder: Path) -> None:
    """Make the sandbox's root the only one that an installation trusts."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "root.pem").write_bytes(httpx.get(f"{sandbox.url}/ca/root.pem").raise_for_status().content)
