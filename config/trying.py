"""What a holder of a token has and we lend to who tries the demonstration: a certificate, and software that signs."""

import asyncio
import json
import urllib.error
import urllib.request
from io import BytesIO
from pathlib import Path

import click
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter

from config.running import running

PASSWORD = b"motcua"


def certificate(**wanted: str) -> bytes:
    """A PKCS#12 file from the sandbox that runs here. `wanted` as `motcua.sandbox.authority.Wanted`."""
    from config.settings.services import MOTCUA_SANDBOX_URL

    base = running().get("sandbox") or MOTCUA_SANDBOX_URL
    request = urllib.request.Request(f"{base}/ca/issue", json.dumps(wanted).encode())  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
            return bytes(answer.read())
    except (urllib.error.URLError, OSError) as error:
        raise click.ClickException(
            f"The sandbox does not answer at {base} ({error}). Start it with: make run"
        ) from None


def signed(content: bytes, key: Path) -> bytes:
    """A PDF with one signature (PAdES), or for any other content a signature to lie beside it (CMS, detached)."""
    signer = signers.SimpleSigner.load_pkcs12(str(key), passphrase=PASSWORD)  # type: ignore[no-untyped-call]
    if signer is None:
        raise click.ClickException(f"{key} is no PKCS#12 file of the sandbox")
    if not content.startswith(b"%PDF-"):
        made = asyncio.run(signer.async_sign_general_data(content, "sha256", detached=True))
        return bytes(made.dump())
    metadata = signers.PdfSignatureMetadata(field_name="Signature1", subfilter=SigSeedSubFilter.PADES)
    writer = IncrementalPdfFileWriter(BytesIO(content))
    return bytes(signers.sign_pdf(writer, metadata, signer=signer).getvalue())
