"""The national portal's raw API answer, brought into the normalised shape."""

from datetime import datetime

from motcua.catalogue.importers.record import Data, Wrong, entry, number, rows, words
from motcua.kit.clock import HANOI

SOURCE = "Cổng Dịch vụ công quốc gia"
CHANNELS = {"OFFLINE": "direct", "DIRECT": "direct", "ONLINE": "online", "POSTAL": "postal", "POST": "postal"}
_LEVELS = {
    "isMinistry": "ministry", "isProvince": "province", "isDistrict": "district", "isWard": "commune",
    "isVertical": "vertical", "isOtherAgency": "other_agency",
}  # fmt: skip
_ROLES = {
    "implementing": ("departmentsExecuting", "unitGroupsExecuting", "executingAgencies"),
    "authority": ("departmentsAuthority", "unitGroupsAuthority", "delegatedAgencies"),
    "coordinating": ("departmentsCoordinating", "unitGroupsCoordinating", "coordinatingAgencies"),
}
_PLACES = {
    "AT_SUBMISSION_PLACE": "Nhận tại nơi nộp hồ sơ.",
    "AT_HOME": "Nhận tại nhà qua bưu chính.",
    "ONLINE": "Nhận bản điện tử qua mạng.",
    "POSTAL": "Nhận qua bưu chính.",
}


def is_answer(data: Data) -> bool:
    """Whether an object is an answer of the portal: `{"code": "OK", "data": {…}}`, or its inner record."""
    inner = data.get("data")
    if isinstance(inner, dict | list) and "name" not in data:
        return True
    return "executionMethods" in data or "executionCases" in data or "executionSteps" in data


def inner_records(data: Data) -> list[Data]:
    """The records in an answer. Raises Wrong when the portal answered with an error."""
    if "data" not in data:
        return [data]
    inner = data["data"]
    if isinstance(inner, dict) and isinstance(inner.get("content"), list):
        inner = inner["content"]
    found = inner if isinstance(inner, list) else [inner]
    if not found or not all(isinstance(one, dict) for one in found):
        raise Wrong(f"data: câu trả lời của Cổng không có thủ tục (code: {str(data.get('code'))[:40]})")
    return found


def normalised(data: Data) -> Data:
    """The portal's record in the normalised shape. Raises Wrong with the portal's own names of keys."""
    proposal = entry(data, "procedureProposal")
    return {
        "code": data.get("code") or data.get("codeNotation"),
        "name": data.get("name"),
        "decision_no": words(data, "decisionNo") or words(proposal, "decisionNumber")
        or words(proposal, "proposalNumber"),
        "decision_date": _day(number(proposal, "decisionDate", "procedureProposal.")),
        "field": entry(data, "category") or next(iter(rows(data, "categoriesDetails")), {}),
        "levels": [level for key, level in _LEVELS.items() if data.get(key) is True],
        "portal_type": "STANDARD_INTERNAL" if data.get("isInternal") is True else data.get("type"),
        "promulgating_agency": {"name": words(data, "departmentPromulgateName")},
        **{f"{role}_agencies": _bodies(data, keys) for role, keys in _ROLES.items()},
        "receiving_address": data.get("dossierReceivingAddresses"),
        "subjects": rows(data, "subjectTypesDetails"),
        "steps": [
            {"name": step.get("name"), "text": step.get("description")} for step in rows(data, "executionSteps")
        ],
        "methods": [_method(row, place) for place, row in enumerate(rows(data, "executionMethods"))],
        "components": [
            {"group": case.get("name"), "items": [_item(item) for item in rows(case, "profileComponents")]}
            for case in [*rows(data, "executionCases"), {"profileComponents": data.get("profileComponents")}]
        ],
        "results": rows(data, "resultsDetails"),
        "legal_basis": [
            {"number": law.get("code"), "title": law.get("name")} for law in rows(data, "legalBasisesDetails")
        ],
        "requirements": data.get("requirementsAndConditions"),
        "cases": [_case(row) for row in rows(data, "cases")],
        "keywords": data.get("keywords"),
        "service_level": "toan_trinh" if data.get("isFullProcess") is True else None,
        "returning": _returning(data),
        "source": SOURCE,
    }  # fmt: skip


def _bodies(data: Data, keys: tuple[str, str, str]) -> list[Data]:
    departments, groups, text = keys
    told = words(data, text, lines=True)
    free = [{"name": line} for line in told.split("\n") if line]
    return [*rows(data, departments), *rows(data, groups), *free]


def _method(row: Data, place: int) -> Data:
    where = f"executionMethods[{place}]."
    channel = words(row, "submissionMethod", where=where).upper()
    return {
        "channel": CHANNELS.get(channel, channel),
        "time_value": row.get("processingTime"),
        "time_unit": row.get("processingTimeUnit"),
        "description": row.get("description"),
        "fees": [_fee(fee, where) for fee in rows(row, "fees", where)],
    }


def _fee(row: Data, where: str) -> Data:
    """A currency that is not đồng is kept in the text: the amount is not one in đồng."""
    currency = words(row, "currencyName", where=where)
    value = number(row, "value", where)
    if value and currency and "đồng" not in currency.lower():
        text = ". ".join(filter(None, (f"{value:g} {currency}", words(row, "description", lines=True))))
        return {"type": row.get("type"), "amount_vnd": None, "text": text}
    return {"type": row.get("type"), "amount_vnd": value, "text": row.get("description")}


def _item(row: Data) -> Data:
    return {
        "code": row.get("code"), "name": row.get("name"), "originals": row.get("originalQty"),
        "copies": row.get("copyQty"), "required": row.get("required"), "electronic_form": row.get("hasElectronicForm"),
        "forms": [{"file_name": file.get("fileName")} for file in rows(row, "attachments")],
    }  # fmt: skip


def _case(row: Data) -> Data:
    day = entry(row, "processingDay")
    return {"code": row.get("code"), "name": row.get("name"), "time_value": day.get("qty"),
            "time_unit": day.get("type")}  # fmt: skip


def _returning(data: Data) -> list[str]:
    places = []
    for row in rows(data, "returningMethods"):
        values = row.get("value") if isinstance(row.get("value"), list) else []
        places += [value for value in values or [row.get("type")] if isinstance(value, str)]
    return [_PLACES[place] for place in dict.fromkeys(places) if place in _PLACES]


def _day(epoch: float | None) -> str:
    """The day in Hà Nội of a moment in milliseconds."""
    if not epoch:
        return ""
    try:
        return datetime.fromtimestamp(epoch / 1000, HANOI).date().isoformat()
    except (OverflowError, ValueError, OSError):
        return ""
