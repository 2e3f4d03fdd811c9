"""A certificate authority for demonstration and training: it says so in its name, and no one else trusts it."""

import os
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from motcua.kit import clock
from motcua.signing.adapters.pkcs12 import folder, passphrase
from motcua.signing.models import SigningKey

ROOT_NAME = "Motcua - CA thử nghiệm"
YEARS = 5
QUICKLY = serialization.PrivateFormat.PKCS12.encryption_builder()
"""A lock that opens at once: for keys that live for a second and open nothing."""


def issue(holder: str, label: str, organisation: str) -> SigningKey:
    """Give `holder` a key and a certificate of the demonstration authority; the same again when it has one."""
    found = SigningKey.objects.filter(holder=holder).first()
    if found and (folder() / found.location).exists():
        return found
    root_key, root = _root()
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = _certificate(_name(label, organisation), key, root.subject, root_key, authority=False)
    location = f"{holder.replace(':', '-')}.p12"
    _write(
        folder() / location,
        pkcs12.serialize_key_and_certificates(
            label.encode(), key, certificate, [root], serialization.BestAvailableEncryption(passphrase(holder))
        ),
    )
    stored, _created = SigningKey.objects.update_or_create(
        holder=holder,
        defaults={
            "label": label,
            "location": location,
            "certificate": certificate.public_bytes(serialization.Encoding.PEM).decode(),
            "valid_to": certificate.not_valid_after_utc,
        },
    )
    return stored


def throwaway(holders: Sequence[str], label: str, into: Path) -> None:
    """Keys that nobody trusts, for a rehearsal: files in `into`, rows that the caller's transaction takes back."""
    root_key = ec.generate_private_key(ec.SECP256R1())
    name = _name("Motcua - khóa chạy thử", label)
    root = _certificate(name, root_key, name, root_key, authority=True)
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = _certificate(_name(label, label), key, name, root_key, authority=False)
    for number, holder in enumerate(holders):
        location = into / f"{number}.p12"
        lock = QUICKLY.kdf_rounds(1).build(passphrase(holder))
        _write(location, pkcs12.serialize_key_and_certificates(label.encode(), key, certificate, [root], lock))
        SigningKey.objects.create(
            holder=holder, label=label, location=str(location.absolute()),
            certificate=certificate.public_bytes(serialization.Encoding.PEM).decode(),
            valid_to=certificate.not_valid_after_utc,
        )  # fmt: skip


def _root() -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    key_path, path = folder() / "root.key", folder() / "root.pem"
    if not (key_path.exists() and path.exists()):
        key = ec.generate_private_key(ec.SECP256R1())
        name = _name(ROOT_NAME, "Motcua")
        certificate = _certificate(name, key, name, key, authority=True)
        _write(
            key_path,
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.BestAvailableEncryption(passphrase("root")),
            ),
        )
        _write(path, certificate.public_bytes(serialization.Encoding.PEM))
    loaded = serialization.load_pem_private_key(key_path.read_bytes(), passphrase("root"))
    assert isinstance(loaded, ec.EllipticCurvePrivateKey)
    return loaded, x509.load_pem_x509_certificate(path.read_bytes())


def _name(common: str, organisation: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation[:64]),
            x509.NameAttribute(NameOID.COMMON_NAME, common[:64]),
        ]
    )


def _certificate(
    subject: x509.Name, key: ec.EllipticCurvePrivateKey, issuer: x509.Name, by: ec.EllipticCurvePrivateKey,
    *, authority: bool,
) -> x509.Certificate:  # fmt: skip
    start = clock.now().astimezone(UTC) - timedelta(days=1)
    usage = x509.KeyUsage(
        digital_signature=not authority, content_commitment=not authority, key_encipherment=False,
        data_encipherment=False, key_agreement=False, key_cert_sign=authority, crl_sign=authority,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(_end(start))
        .add_extension(x509.BasicConstraints(ca=authority, path_length=0 if authority else None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(by.public_key()), critical=False)
        .sign(by, hashes.SHA256())
    )


def _end(start: datetime) -> datetime:
    return start + timedelta(days=365 * YEARS)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
