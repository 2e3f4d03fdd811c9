"""What every message about a dossier carries: code, procedure, the office to ask, the address to follow."""

from typing import Any

from motcua.agencies import api as agencies
from motcua.catalogue import api as catalogue
from motcua.dossiers.models import Dossier
from motcua.dossiers.papers import official
from motcua.messaging.api import Contact
from motcua.people import consents


def card(dossier: Dossier) -> dict[str, Any]:
    """The words of `messaging.purposes.AboutDossier`."""
    assert dossier.agency_id is not None
    office = agencies.contact_for(dossier.agency_id)
    return {
        "language": dossier.language, "code": dossier.shown_code,
        "procedure": catalogue.version(dossier.version_id).name,
        "link": official.address("dossier", dossier.id),
        "office": {
            "name": office.name, "phone": office.phone, "address": office.address, "hours": office.hours_text,
            "official": office.official_in_charge,
        },
    }  # fmt: skip


def recipient(dossier: Dossier) -> Contact:
    """The phone and e-mail given in this dossier; no e-mail for an owner who wants none (one statement if any)."""
    owner = dossier.owner_id
    wanted = owner is None or not dossier.email or consents.allowed(owner, consents.EMAIL_NEWS)
    return Contact(phone=dossier.phone, email=dossier.email if wanted else "")
