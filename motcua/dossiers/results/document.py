"""The result document: register data and declared facts on official paper, with a QR to the public check."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils import translation

from motcua.agencies import api as agencies
from motcua.agencies.places import Places
from motcua.catalogue import api as catalogue
from motcua.dossiers import completeness, roles
from motcua.dossiers.models import Dossier, Result
from motcua.dossiers.papers import official
from motcua.forms import engine
from motcua.kit.dates import short_date
from motcua.kit.vietnamese import slug
from motcua.ui import pdf

TEMPLATE = "dossiers/civil_status_result.typ"
IN_HEAD = frozenset({"so", "quyen_so"})
"""Register data that stands in the head of the paper, not in its body."""


def render(dossier: Dossier, result: Result, at: datetime) -> bytes:
    """The PDF as it stands at `at`; the same dossier, result and time give the same bytes."""
    title = str(catalogue.result(dossier.version_id)["title"])
    return pdf.render(TEMPLATE, data(dossier, result, at), at=at, title=title)


def data(dossier: Dossier, result: Result, at: datetime) -> dict[str, Any]:
    """What stands on the paper, in the shape of its template."""
    assert dossier.agency_id is not None
    agency = agencies.agency(dossier.agency_id)
    said = catalogue.result(dossier.version_id)
    police = roles.is_police(catalogue.version(dossier.version_id).route)
    check = official.address("check_result", result.check_code)
    return {
        "agency": official.police_masthead(agency) if police else official.masthead(agency),
        "place_date": official.place_date(agency, at),
        "title": said["title"], "subtitle": "", "number": result.data.get("so", result.number),
        "book": result.data.get("quyen_so", ""), "sections": [*_declared(dossier, said), _registered(result, said)],
        "signer": {
            "on_behalf": "" if police else "TM. Ủy ban nhân dân", "post": result.signer_post, "name": result.signed_by,
        },
        "officer": {"post": "Người thực hiện", "name": result.proposed_by},
        "signed": bool(result.signed_by), "note": "", "qr": check,
        "check_code": _grouped(result.check_code), "check_address": official.shown(official.address("check")),
    }  # fmt: skip


def _declared(dossier: Dossier, said: dict[str, Any]) -> list[dict[str, Any]]:
    with translation.override(settings.LANGUAGE_CODE):  # whatever language the screen has
        pages = engine.review(completeness.form_of(dossier), dossier.answers, Places())
    repeats: dict[str, list[str]] = said["repeats"]
    return [
        {
            "title": page.title,
            "rows": [{"label": row.label, "value": row.text} for row in page.rows if row.key in repeats[page.key]],
        }
        for page in pages
        if page.key in repeats
    ]


def _registered(result: Result, said: dict[str, Any]) -> dict[str, Any]:
    rows = [
        {"label": field["label"], "value": _value(field, result.data[field["key"]])}
        for field in said["fields"]
        if field["key"] in result.data and field["key"] not in IN_HEAD
    ]
    return {"title": "Nội dung đăng ký", "rows": rows}


def _value(field: dict[str, Any], text: str) -> str:
    return short_date(date.fromisoformat(text)) if field.get("kind") == "date" else text


def _grouped(code: str) -> str:
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))


def file_name(dossier: Dossier) -> str:
    title = catalogue.result(dossier.version_id)["title"]
    return f"{slug(title)}-{dossier.code}.pdf"
