"""A record into a procedure document: what was understood, what is doubtful, what is missing, all of it said."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from motcua.catalogue.importers import fees, laws, money, names, papers, steps, times, wording
from motcua.catalogue.importers.record import Record, Way
from motcua.catalogue.importers.sets import sets_of
from motcua.catalogue.importers.text import folded, gathered, pieces, shortened, unique
from motcua.catalogue.schema import ProcedureFile
from motcua.catalogue.values import Charge, Method

CHANNELS = {"direct": "direct", "online": "online", "postal": "post", "post": "post"}
UNKNOWN_FIELD = "Chưa rõ lĩnh vực"
LIFE_EVENTS = {
    "hoc_tap": "Học tập", "viec_lam": "Việc làm", "cu_tru_va_giay_to_tuy_than": "Cư trú và giấy tờ tùy thân",
    "nguoi_than_qua_doi": "Người thân qua đời", "dien_luc_nha_o_dat_dai": "Điện, nhà ở, đất đai",
}  # fmt: skip
_SERVICE_LEVELS = {"toan_trinh": "trực tuyến toàn trình", "mot_phan": "trực tuyến một phần"}
MOST_DOUBTS = 100


@dataclass(slots=True)
class Made:
    """A document with the account of how it was made: understood (kind → sentences), items that are missing."""

    document: ProcedureFile
    understood: dict[str, list[str]]
    missing: list[str]


@dataclass(slots=True)
class Account:
    """Collects what is said about one record while it is mapped."""

    understood: dict[str, list[str]] = field(default_factory=dict)
    doubts: list[dict[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def know(self, kind: str, text: str = "") -> None:
        """Something was understood from prose."""
        told = self.understood.setdefault(kind, [])
        if text and text not in told and len(told) < 20:
            told.append(text)

    def doubt(self, item: str, value: str, why: str) -> None:
        """Something about an item of the document could not be verified."""
        made = {"item": item, "value": shortened(value, 1_000), "why": why}
        if made not in self.doubts and len(self.doubts) < MOST_DOUBTS:
            self.doubts.append(made)


def document_of(record: Record) -> Made:
    """The document of a record. Raises names.BadCode or pydantic's ValidationError when it cannot be one."""
    account = Account()
    code = names.code_of(record.code)
    name, tail = names.name_of(record.name)
    if tail:
        account.know("name_tail", name)
    tiers = _tiers(record, account)
    listed = papers.papers_of(record.groups)
    content, limit, charges = _content(record, listed, name, account)
    if code.copy_of:
        account.know("provincial_copy", f"{code.text}: bản của {code.province} của thủ tục {code.copy_of}")
        content["related"] = [code.copy_of]
    decision, sound = laws.decision(record.decision)
    if decision and not sound:
        account.doubt("decision", decision, "Số quyết định công bố không đúng dạng số/QĐ-cơ quan.")
    elif decision != record.decision:
        account.know("decision_rewritten", f"{record.decision} → {decision}")
    for kind, count in listed.understood.items():
        account.know(kind, f"{count}")
    for value, why in listed.doubts[:30]:
        account.doubt("components", value, why)
    _flawed(record, account)
    unsure = any(doubt["item"] == "fee" for doubt in account.doubts)
    document = ProcedureFile.model_validate({
        "code": code.text, "origin": names.origin_of(record, code), "name": name,
        "field_code": record.in_field.code[:24], "field_name": shortened(record.in_field.name, 240) or UNKNOWN_FIELD,
        "tiers": tiers, "decision": shortened(decision, 480), "decision_date": laws.day(record.decision_date),
        "content": content, "limit": limit, "fee": None if unsure else desk_fee(charges),
        "components": listed.papers, "doubts": [doubt | {"source": _source(record)} for doubt in account.doubts],
        "source": _origin_of_data(record, account, listed),
    })  # fmt: skip
    return Made(document, account.understood, missing_of(document, record))


def _content(record: Record, listed: papers.Papers, name: str, account: Account) -> tuple[Any, Any, list[list[Charge]]]:
    told = times.times_of(record)
    for kind, text in told.understood:
        account.know(kind, text)
    for value, why in told.doubts:
        account.doubt("limit", value, why)
    charges = [_charges(way, name, account) for way in record.ways]
    methods = _methods(record, told, charges, account)
    divided, was_divided = steps.steps_of(record.steps)
    if was_divided:
        account.know("steps_divided", f"{len(divided)} bước")
    basis, repeated, ended = laws.laws_of(record.laws)
    if repeated:
        account.know("laws_repeated", f"{repeated}")
    if ended:
        account.doubt("laws", ", ".join(ended[:20]), "Văn bản đã hết hiệu lực hoặc bị thay thế.")
    subjects, torn = names.subjects_of(record.subjects)
    if torn:
        account.know("subjects_joined", subjects[0])
    sets = sets_of(record)
    if sets:
        account.know("sets_from_text", f"{sets} bộ")
    content = {
        "cases": told.cases[:60], "steps": divided, "methods": methods, "sets": sets,
        "limit_text": _limit_text(told, methods, record), "subjects": subjects, **_agencies(record, account),
        "promulgator": shortened(record.promulgator, 480), **_results(record),
        "form_text": shortened("; ".join(_form(form.name, form.number) for form in listed.forms), 24_000),
        "forms": listed.forms, "requirements": steps.requirements_of(record.requirements),
        "fee_text": wording.fee_words(methods), "receipt_ways": unique(record.returning)[:20],
        "legal_basis": basis[:200], "keywords": _keywords(record.keywords),
        "life_events": [LIFE_EVENTS.get(record.life_event, "")] if LIFE_EVENTS.get(record.life_event) else [],
    }  # fmt: skip
    return content, told.whole, charges


def _methods(record: Record, told: times.Times, charges: list[list[Charge]], account: Account) -> list[Method]:
    """The ways to hand in; a limit that holds for the whole procedure is not repeated."""
    made = []
    for place, way in enumerate(record.ways[:120]):
        channel = CHANNELS.get(way.channel)
        if channel is None:
            account.doubt(
                "methods", way.channel, "Hình thức nộp lạ, không biết là trực tiếp, trực tuyến hay bưu chính."
            )
            continue
        limit = told.ways[place]
        made.append(Method.model_validate({
            "channel": channel, "text": shortened(way.text, 24_000), "case": told.cases_of[place],
            "limit": None if limit == told.whole else limit, "charges": charges[place],
        }))  # fmt: skip
    return made


def _charges(way: Way, name: str, account: Account) -> list[Charge]:
    made: list[Charge] = []
    for fee in way.fees[:60]:
        found = fees.charge_of(fee, name)
        if found is None:
            continue
        if found.how:
            account.know(found.how, shortened(found.charge.text, 160))
        if found.doubt:
            account.doubt("fee", shortened(found.charge.text, 300), found.doubt)
        if found.charge not in made:
            made.append(found.charge)
    return made


def desk_fee(charges: list[list[Charge]]) -> dict[str, object] | None:
    """What the desk would collect: only where every way says the same one thing; None otherwise."""
    distinct = {charge.model_copy(update={"text": "", "authority": ""}) for told in charges for charge in told}
    if len(distinct) != 1 or not all(len(told) == 1 for told in charges):
        return None
    charge = charges[0][0]
    if charge.rule in ("free", "council"):
        return {"rule": charge.rule, "note": shortened(charge.text, 2_000)}
    plain = charge.rule == "fixed" and not charge.exemption and charge.unit in ("", "hồ sơ", "lần", "giấy", "thẻ")
    if not plain or len(money.amounts(charge.text)) > 1:
        return None
    return {"rule": "fixed", "amount": charge.amount, "label": wording.KINDS[charge.kind].capitalize(),
            "note": shortened(charge.text, 2_000)}  # fmt: skip


def _limit_text(told: times.Times, methods: list[Method], record: Record) -> str:
    """Generated from what was understood; else the source's own sentence about time, if it is one."""
    made = wording.limit_words(told.whole, methods, told.cases)
    if made:
        return made
    own = unique([way.time for way in record.ways if isinstance(way.time, str)] + [way.raw for way in record.ways])
    return shortened("\n".join(text for text in own if len(text) > 12 and " " in text), 24_000)


def _agencies(record: Record, account: Account) -> dict[str, object]:
    doing = names.bodies_of(record.agencies.get("implementing", []))
    deciding = names.bodies_of(record.agencies.get("authority", []))
    helping = names.bodies_of(record.agencies.get("coordinating", []))
    for bodies in (doing, deciding, helping):
        if bodies.merged:
            account.know("agencies_merged", f"{bodies.merged}")
        for text in bodies.garbled:
            account.doubt("agency", shortened(text, 300), "Không phải tên cơ quan; nguồn để lẫn đoạn văn khác.")
        if bodies.districts:
            account.doubt(
                "agency", "; ".join(bodies.districts), "Cấp huyện không còn từ 01/7/2025. Cần ghi cơ quan nay."
            )
    lines = [
        f"{label}: {'; '.join(bodies.names)}."
        for label, bodies in (("Thực hiện", doing), ("Thẩm quyền", deciding), ("Phối hợp", helping)) if bodies.names
    ]  # fmt: skip
    if record.address:
        lines.append(f"Nơi nhận hồ sơ: {record.address}")
    if names.is_district(record.address):
        account.doubt("agency", shortened(record.address, 300), "Nơi nhận còn ghi cấp huyện, cấp này không còn.")
    authorities = unique([*doing.names, *deciding.names])[:60]
    return {"agency_text": shortened("\n".join(lines), 24_000), "authorities": authorities}


def _results(record: Record) -> dict[str, object]:
    found = {folded(one.name): one for one in reversed(record.results) if one.name}
    kept = [one for one in dict.fromkeys(record.results) if found.get(folded(one.name)) is one]
    outcomes = [{"code": one.code[:80], "name": shortened(" ".join(one.name.split()), 480)} for one in kept[:60]]
    text = "; ".join(" ".join(one.name.split()) for one in kept)
    return {"results": outcomes, "result_text": shortened(text, 24_000)}


def _tiers(record: Record, account: Account) -> list[str]:
    tiers, district = names.tiers_of(record)
    if district:
        account.doubt("agency", record.level_text or "district", "Nguồn còn ghi cấp huyện, cấp này không còn.")
    if "vertical" in tiers and "commune" in tiers:
        account.know("tiers_vertical", "cấp xã và ngành dọc")
    return tiers


def _flawed(record: Record, account: Account) -> None:
    """What the crawl itself could not take apart."""
    said = set(record.notes)
    if {"components_unparsed", "component_tail_without_qty"} & said:
        account.doubt("components", "", "Danh sách giấy tờ bị dính liền trong nguồn, không tách chắc chắn được.")
    if "component_qty_digit_glued" in said:
        account.doubt("components", "", "Số bản dính vào tên giấy tờ trong nguồn, có thể sai.")
    if "methods_time_fee_ambiguous" in said or any(way.ambiguous for way in record.ways):
        account.doubt("fee", "", "Thời hạn và phí dính liền trong nguồn, có thể lẫn nhau.")
        account.doubt("limit", "", "Thời hạn và phí dính liền trong nguồn, có thể lẫn nhau.")
    if "legal_tail_unparsed" in said:
        account.doubt("laws", "", "Căn cứ pháp lý bị cắt cụt trong nguồn.")
    if not record.in_field.name:
        account.know("field_unknown", UNKNOWN_FIELD)


def _origin_of_data(record: Record, account: Account, listed: papers.Papers) -> dict[str, object]:
    notes = [*listed.notes]
    level, _comma, basis = record.service_level.partition(", ")
    if level in _SERVICE_LEVELS:
        notes.append(f"Nguồn ghi dịch vụ công {_SERVICE_LEVELS[level]}{f' ({basis})' if basis else ''}.")
    notes += [f"Trường hợp: {case.name}" for case in record.cases if len(case.name) > 480]
    notes += [f"Kết quả: {one.name}" for one in record.results if len(one.name) > 480]
    notes += [f"Ghi chú của lần thu thập: {note}" for note in record.notes[:50]]
    return {
        "name": _source(record), "url": record.url if len(record.url) <= 480 else "", "taken_on": _taken(record.taken),
        "notes": gathered([piece for note in notes for piece in pieces(note)], 200),
    }  # fmt: skip


def _source(record: Record) -> str:
    return shortened(record.source, 480)


def _taken(text: str) -> date | None:
    return laws.day(text if text.count("-") != 1 else f"{text}-01")


def _keywords(text: str) -> list[str]:
    parts = [" ".join(part.split()) for part in text.replace(";", ",").replace("\n", ",").split(",")]
    return [shortened(part, 200) for part in unique(parts) if len(part) > 2][:120]


def _form(name: str, number: str) -> str:
    return f"{name} (mẫu {number})" if number and number.lower() not in name.lower() else name


def missing_of(document: ProcedureFile, record: Record) -> list[str]:
    """Items of the document that the record says nothing of (the eleven, the number of sets, the field)."""
    content = document.content
    there: dict[str, object] = {
        "field": record.in_field.name, "steps": content.steps, "methods": content.methods,
        "components": [paper for paper in document.components if paper.duty != "note"], "sets": content.sets,
        "limit": content.limit_text, "subjects": content.subjects, "agency": content.agency_text,
        "result": content.result_text, "forms": content.form_text, "requirements": content.requirements,
        "fee": content.fee_text, "receipt": content.receipt_ways, "laws": content.legal_basis,
        "decision": document.decision, "decision_date": document.decision_date,
    }  # fmt: skip
    return [item for item, value in there.items() if not value]
