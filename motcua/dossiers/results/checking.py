"""The public check of a result: it exists, who issued it, whether its signatures hold; no one's data."""

import re
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.agencies import api as agencies
from motcua.catalogue import api as catalogue
from motcua.dossiers.models import Result
from motcua.files import api as files
from motcua.signing import api as signing
from motcua.signing.api import Signature

__all__ = ["Checked", "Signature", "find", "normal", "shown"]

LENGTH = 16
SIGNATURES = 2
"""The signer's and the organisation's (Decree 30/2020 Art 5)."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A result as anyone may know it: no name and no fact of the applicant."""

    code: str
    title: str
    number: str
    agency: UUID
    agency_name: str
    signed_at: datetime
    signatures: list[Signature]

    @property
    def sound(self) -> bool:
        """Both signatures are there, intact and trusted; what cannot be verified is not sound."""
        return len(self.signatures) >= SIGNATURES and all(one.valid for one in self.signatures)


def normal(text: str) -> str:
    """A check code as stored, however typed; "" when it cannot be one."""
    code = re.sub(r"[\s.\-–_]", "", text).upper()
    return code if re.fullmatch(rf"[0-9A-Z]{{{LENGTH}}}", code) else ""


def shown(code: str) -> str:
    """In groups of four, as printed."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))


def find(text: str) -> Checked | None:
    """The sealed result of a check code; None when there is none (a proposal not yet sealed is none)."""
    code = normal(text)
    if not code:
        return None
    result = (
        Result.objects.filter(check_code=code, sealed_at__isnull=False, file__isnull=False)
        .select_related("file", "dossier")
        .first()
    )
    if result is None or result.file is None or result.dossier.agency_id is None or result.signed_at is None:
        return None
    return Checked(
        code=code,
        title=str(catalogue.result(result.dossier.version_id)["title"]),
        number=result.number,
        agency=result.dossier.agency_id,
        agency_name=agencies.agency(result.dossier.agency_id).name,
        signed_at=result.signed_at,
        signatures=_signatures(files.read_bytes(result.file)),
    )


def _signatures(pdf: bytes) -> list[Signature]:
    """A damaged file is shown as not confirmed, never as an error page."""
    try:
        return signing.verify(pdf)
    except Exception:
        return []
