"""The result document: register data and declared facts on official paper, with a QR to the public check."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from motcua.agencies import api as agencies
from motcua.agencies.places import Places
from motcua.catalogue import api as catalogue
from motcua.dossiers import completeness
from motcua.dossiers.models import Dossier, Result
from motcua.forms import engine
from motcua.kit.vietnamese import slug


def render(dossier: Dossier, result: Result, at: datetime) -> bytes:
    """The PDF as it stands at `at`; the same dossier, result and time give the same bytes."""
    from motcua.ui import pdf

    version = catalogue.version(dossier.version_id)
    return pdf.render("dossiers/civil_status_result.typ", data(dossier, result, at), at=at, title=version.result["title"])


def data(dossier: Dossier, result: Result, at: datetime) -> dict[str, Any]:
    return {}


def file_name(dossier: Dossier) -> str:
    title = catalogue.version(dossier.version_id).result["title"]
    return f"{slug(title)}-{dossier.code}.pdf"


_ = (settings, reverse, agencies, Places, completeness, engine)
