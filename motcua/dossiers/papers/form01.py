"""Form 01, giấy tiếp nhận hồ sơ và hẹn trả kết quả (Circular 03/2025, Annex I), drawn from what was recorded.

The PIN in force stands on it, so a renewed PIN is on the next print. Everything else is as it was at receipt.
"""

from typing import Any

from motcua.agencies import api as agencies
from motcua.catalogue import api as catalogue
from motcua.catalogue.models import Component
from motcua.dossiers import completeness, pin
from motcua.dossiers.actions.return_result import fee_due
from motcua.dossiers.models import Dossier, Paper
from motcua.dossiers.papers import official
from motcua.journal import api as journal
from motcua.kit.identity import phone_display
from motcua.kit.money import dong
from motcua.kit.references import parse_dossier_code, pin_display
from motcua.kit.vietnamese import fold, weekday_date
from motcua.ui import pdf

TEMPLATE = "dossiers/form01.typ"
TITLE = "Giấy tiếp nhận hồ sơ và hẹn trả kết quả"
WAYS = {
    "online": "Bản điện tử trên cổng dịch vụ công",
    "counter": "Tại %(centre)s, %(address)s",
}


def render(dossier: Dossier) -> bytes:
    """The PDF; ValueError before receipt."""
    if dossier.received_at is None:
        raise ValueError("the dossier has not been received")
    return pdf.render(TEMPLATE, data(dossier), at=dossier.received_at, title=TITLE)


def data(dossier: Dossier) -> dict[str, Any]:
    """What stands on the paper, in the shape of its template."""
    assert dossier.agency_id and dossier.code and dossier.received_at and dossier.due_original
    agency = agencies.agency(dossier.agency_id)
    card = agencies.contact_for(dossier.agency_id)
    version = catalogue.version(dossier.version_id)
    owner, by_another = dossier.owner, _through_another(dossier)
    said = {} if by_another else _declared(dossier)
    residence = said.get("residence") or {}
    return {
        "agency": official.masthead(agency), "place_date": official.place_date(agency, dossier.received_at),
        "number": str(parse_dossier_code(dossier.code).sequence).zfill(4),
        "code": dossier.code, "submission_code": dossier.submission_code or "",
        "received_from": owner.display_name if owner and by_another else dossier.contact_name,
        "personal_id": (owner.tax_code or owner.personal_id if owner else "") or str(said.get("personal_id") or ""),
        "address": (owner.address if owner else "") or str(residence.get("text") or ""),
        "phone": dossier.phone, "email": dossier.email,
        "content": version.name, "components": _components(dossier), "sets": 1,
        "legal_time": version.content["limit_text"],
        "received_at": weekday_date(dossier.received_at), "return_at": weekday_date(dossier.due_original),
        "return_way": WAYS[dossier.delivery_method] % {"centre": card.name, "address": card.address},
        "fee": _fee(dossier), "submitter": dossier.contact_name, "receiver": _receiver(dossier),
        "contact": f"{card.official_in_charge}, {phone_display(card.phone)}", "pin": pin_display(pin.of(dossier)),
        "lookup_address": official.shown(official.address("track")),
        "qr": official.address("track", query=f"?ma={dossier.code}"),
    }  # fmt: skip


def _through_another(dossier: Dossier) -> bool:
    """Whether somebody handed it in for its owner: then the paper is the owner's, and the other one signs it."""
    return any(fact.on_behalf_of for fact in journal.entries(dossier.subject) if fact.kind == "dossier.submitted")


def _declared(dossier: Dossier) -> dict[str, Any]:
    """What the declaration states of its requester, when that is who hands it in: accounts need not know it."""
    said: dict[str, Any] = dossier.answers.get("requester") or {}
    return said if fold(str(said.get("full_name") or "")) == fold(dossier.contact_name) else {}


def _components(dossier: Dossier) -> list[dict[str, Any]]:
    """The papers handed in at submission; what a later supplement replaced is counted as it was given."""
    given: dict[str, int] = {}
    for component in Paper.objects.filter(dossier=dossier, supplement=None).values_list("component", flat=True):
        given[component] = given.get(component, 0) + 1
    declaration = {"name": "Tờ khai điện tử", "originals": 0, "copies": 0, "electronic": 1}
    listed: list[Component] = [one for one in completeness.components(dossier) if one.code in given]
    return [
        declaration,
        *({"name": one.name, "originals": 0, "copies": 0, "electronic": given[one.code]} for one in listed),
    ]


def _fee(dossier: Dossier) -> str:
    due = fee_due(dossier)
    if due is None:
        return "Theo mức của Hội đồng nhân dân tỉnh, nộp khi nhận kết quả"
    return f"{dong(due)}, nộp khi nhận kết quả" if due else "Không thu"


def _receiver(dossier: Dossier) -> str:
    facts = journal.entries(dossier.subject)
    return next((fact.actor_name for fact in facts if fact.kind == "dossier.received"), "")
