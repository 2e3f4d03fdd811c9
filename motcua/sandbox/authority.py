"""A certification authority as those of Viet Nam are: gives certificates, answers OCSP, publishes its list.

Its root says in its name that it is for trying out. On command it is silent, late, stale, forged or wrong.
"""

import json
import os
import threading
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509 import ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID, NameOID

NAME = "Motcua - CA thử nghiệm cho người dùng thử"
PASSWORD = b"motcua"
"""Of every PKCS#12 file it gives: these keys open a demonstration only."""
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MODES = ("ok", "fail", "delay", "stale", "forged", "nonce")
OCSP, LIST = "ca_ocsp", "ca_list"


@dataclass(frozen=True)
class Wanted:
    """Whom a certificate is for. Days count from now; `usage` is "sign" or "encipher"."""

    name: str
    tax_code: str = ""
    personal_id: str = ""
    begins: int = -1
    ends: int = 365
    usage: str = "sign"

    @classmethod
    def read(cls, body: bytes) -> "Wanted":
        """Raises ValueError for anything else than an order."""
        try:
            made = cls(**json.loads(body))
        except TypeError as error:
            raise ValueError(str(error)) from error
        if not made.name or not (made.tax_code or made.personal_id) or made.begins >= made.ends:
            raise ValueError("a certificate has a name, a tax_code or personal_id, and begins before it ends")
        return made


class Authority:
    """Key, root and the list of revoked numbers live in one folder, made at first use."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.key, self.root = self._kept()

    @property
    def root_pem(self) -> bytes:
        return self.root.public_bytes(serialization.Encoding.PEM)

    def _kept(self) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
        key_path, path = self.folder / "root.key", self.folder / "root.pem"
        if not (key_path.exists() and path.exists()):
            key = ec.generate_private_key(ec.SECP256R1())
            name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
            begun = datetime.now(UTC) - DAY
            builder = _builder(name, name, key.public_key(), begun, begun + 3650 * DAY)
            builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            made = builder.add_extension(_usage("authority"), critical=True).sign(key, hashes.SHA256())
            private = key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
            with os.fdopen(os.open(key_path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(private)
            path.write_bytes(made.public_bytes(serialization.Encoding.PEM))
        loaded = serialization.load_pem_private_key(key_path.read_bytes(), None)
        assert isinstance(loaded, ec.EllipticCurvePrivateKey)
        return loaded, x509.load_pem_x509_certificate(path.read_bytes())

    def issue(self, wanted: Wanted, base: str) -> bytes:
        """A key and its certificate as PKCS#12; `base` is where this authority answers."""
        key = ec.generate_private_key(ec.SECP256R1())
        now = datetime.now(UTC)
        uid = f"MST:{wanted.tax_code}" if wanted.tax_code else f"CCCD:{wanted.personal_id}"
        subject = [
            x509.NameAttribute(NameOID.USER_ID, uid),
            x509.NameAttribute(NameOID.COMMON_NAME, wanted.name[:64]),
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
        ]
        begin, end = now + wanted.begins * DAY, now + wanted.ends * DAY
        answers = x509.AccessDescription(
            AuthorityInformationAccessOID.OCSP, x509.UniformResourceIdentifier(f"{base}/ca/ocsp")
        )
        published = x509.DistributionPoint([x509.UniformResourceIdentifier(f"{base}/ca/list.crl")], None, None, None)
        made = (
            _builder(x509.Name(subject), self.root.subject, key.public_key(), begin, end)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_usage(wanted.usage), critical=True)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()), critical=False)
            .add_extension(x509.AuthorityInformationAccess([answers]), critical=False)
            .add_extension(x509.CRLDistributionPoints([published]), critical=False)
            .sign(self.key, hashes.SHA256())
        )
        lock = serialization.BestAvailableEncryption(PASSWORD)
        return pkcs12.serialize_key_and_certificates(wanted.name.encode(), key, made, [self.root], lock)

    def revoke(self, serial: int) -> None:
        """From now on the certificate of this number is revoked."""
        with self._lock:
            kept = self.revoked() | {serial: datetime.now(UTC)}
            told = {format(number, "x"): at.timestamp() for number, at in kept.items()}
            (self.folder / "revoked.json").write_text(json.dumps(told))

    def revoked(self) -> dict[int, datetime]:
        path = self.folder / "revoked.json"
        kept: dict[str, float] = json.loads(path.read_text()) if path.exists() else {}
        return {int(number, 16): datetime.fromtimestamp(at, UTC) for number, at in kept.items()}

    def published(self, mode: str = "ok") -> bytes:
        """The list of revoked certificates (RFC 5280)."""
        begun, ends = _times(mode)
        builder = x509.CertificateRevocationListBuilder().issuer_name(self.root.subject)
        builder = builder.last_update(begun).next_update(ends).add_extension(x509.CRLNumber(1), critical=False)
        for number, at in self.revoked().items():
            row = x509.RevokedCertificateBuilder().serial_number(number).revocation_date(at)
            builder = builder.add_revoked_certificate(row.build())
        made = builder.sign(self._key_for(mode), hashes.SHA256())
        return made.public_bytes(serialization.Encoding.DER)

    def answered(self, question: bytes, mode: str = "ok") -> bytes:
        """The answer to one question (RFC 6960). Raises ValueError for what is none."""
        asked = ocsp.load_der_ocsp_request(question)
        at = self.revoked().get(asked.serial_number)
        begun, ends = _times(mode)
        builder: Any = ocsp.OCSPResponseBuilder().add_response_by_hash(
            asked.issuer_name_hash, asked.issuer_key_hash, asked.serial_number, asked.hash_algorithm,
            ocsp.OCSPCertStatus.REVOKED if at else ocsp.OCSPCertStatus.GOOD, begun, ends, at, None,
        )  # fmt: skip
        builder = builder.responder_id(ocsp.OCSPResponderEncoding.HASH, self.root)
        for extension in asked.extensions:
            if isinstance(extension.value, x509.OCSPNonce):
                nonce = b"another question" if mode == "nonce" else extension.value.nonce
                builder = builder.add_extension(x509.OCSPNonce(nonce), critical=False)
        answer = builder.sign(self._key_for(mode), hashes.SHA256())
        return bytes(answer.public_bytes(serialization.Encoding.DER))

    def _key_for(self, mode: str) -> ec.EllipticCurvePrivateKey:
        return ec.generate_private_key(ec.SECP256R1()) if mode == "forged" else self.key


def _times(mode: str) -> tuple[datetime, datetime]:
    now = datetime.now(UTC)
    return (now - 9 * DAY, now - 2 * DAY) if mode == "stale" else (now - HOUR, now + HOUR)


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, begin: datetime, end: datetime
) -> x509.CertificateBuilder:
    made = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key)
    made = made.serial_number(x509.random_serial_number()).not_valid_before(begin).not_valid_after(end)
    return made.add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)


def _usage(what: str) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=what == "sign", content_commitment=what == "sign", key_encipherment=what == "encipher",
        data_encipherment=False, key_agreement=False, key_cert_sign=what == "authority",
        crl_sign=what == "authority", encipher_only=False, decipher_only=False,
    )  # fmt: skip
