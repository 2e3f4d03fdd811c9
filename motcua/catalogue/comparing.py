"""What changed between two documents of a procedure, in words for administrators. Where from it was taken is no change.

Everything in a document is compared: when two documents differ, there is at least one change, and none otherwise.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from motcua.catalogue.fees import said
from motcua.catalogue.schema import ProcedureFile
from motcua.catalogue.titles import DOUBTED
from motcua.catalogue.values import Limit
from motcua.kit.words import N_

ITEMS = {
    "name": N_("Tên thủ tục"), "kind": N_("Loại"), "origin": N_("Nguồn gốc"), "field_code": N_("Mã lĩnh vực"),
    "field_name": N_("Lĩnh vực"), "tiers": N_("Cấp thực hiện"), "decision": N_("Số quyết định công bố"),
    "decision_date": N_("Ngày quyết định"), "summary": N_("Tóm tắt"), "cases": N_("Trường hợp"),
    "steps": N_("Trình tự thực hiện"), "methods": N_("Cách nộp"), "components": N_("Giấy tờ"), "sets": N_("Số bộ"),
    "limit": N_("Thời hạn"), "limit_text": N_("Lời về thời hạn"), "subjects": N_("Đối tượng"),
    "agency_text": N_("Lời về cơ quan"), "authorities": N_("Cơ quan"), "promulgator": N_("Cơ quan công bố"),
    "result_text": N_("Lời về kết quả"), "results": N_("Kết quả"), "form_text": N_("Lời về mẫu đơn"),
    "forms": N_("Mẫu đơn"), "requirements": N_("Yêu cầu, điều kiện"), "fee": N_("Tiền thu tại quầy"),
    "fee_text": N_("Lời về phí, lệ phí"), "receipt_ways": N_("Cách nhận kết quả"), "legal_basis": N_("Căn cứ pháp lý"),
    "bring": N_("Mang theo"), "presence": N_("Phải có mặt"), "signature": N_("Chữ ký số"),
    "visits_text": N_("Số lần đến"), "life_events": N_("Sự kiện trong đời"), "keywords": N_("Từ khóa"),
    "related": N_("Thủ tục liên quan"), "territory": N_("Nơi nộp theo"), "territory_question": N_("Câu hỏi về nơi nộp"),
    "form": N_("Biểu mẫu trên mạng"), "legal_fields": N_("Thông tin luật đòi hỏi"),
    "min_assurance": N_("Mức định danh"), "supplement_effect": N_("Thời hạn khi bổ sung"),
    "delivery_methods": N_("Cách trả kết quả"), "route": N_("Quy trình trong cơ quan"), "result": N_("Mẫu kết quả"),
    "doubts": N_("Chưa xác minh"),
}  # fmt: skip
"""Items of a document in reading order."""
_DETAILS = {
    "amount": N_("số tiền"), "articles": N_("điều"), "at_counter": N_("nộp trực tiếp"),
    "authority": N_("văn bản quy định"), "basis": N_("căn cứ"),
    "case": N_("trường hợp"), "charges": N_("khoản thu"), "code": N_("mã"), "copies": N_("bản sao"),
    "database": N_("có trong"), "definition": N_("biểu mẫu"), "duty": N_("cách giao"), "electronic": N_("bản điện tử"),
    "exemption": N_("miễn"), "form": N_("mẫu"), "group": N_("nhóm"), "issued": N_("ban hành"),
    "issuer": N_("nơi ban hành"), "item": N_("mục"), "legal_source": N_("căn cứ"), "limit": N_("thời hạn"),
    "must": N_("bắt buộc"), "name": N_("tên"), "note": N_("ghi chú"), "number": N_("số"),
    "originals": N_("bản chính"), "rule": N_("cách thu"), "source": N_("nguồn"), "text": N_("nội dung"),
    "title": N_("tên"), "unit": N_("tính theo"), "valid_from": N_("hiệu lực từ"), "valid_to": N_("hiệu lực đến"),
    "value": N_("giá trị"), "when": N_("khi"), "who": N_("ai"), "why": N_("vì sao"), "channel": N_("kênh"),
    "kind": N_("loại"), "hours": N_("giờ"), "role": N_("người làm"), "required": N_("bắt buộc"),
}  # fmt: skip
_VALUES = {
    "direct": N_("trực tiếp"), "online": N_("trực tuyến"), "post": N_("bưu chính"), "counter": N_("tại quầy"),
    "ministry": N_("cấp bộ"), "province": N_("cấp tỉnh"), "commune": N_("cấp xã"), "vertical": N_("ngành dọc"),
    "free": N_("không thu"), "council": N_("Hội đồng nhân dân tỉnh quy định"), "fixed": N_("mức cố định"),
    "formula": N_("theo cách tính"), "unknown": N_("chưa rõ"), "fee": N_("phí"), "charge": N_("lệ phí"),
    "service": N_("giá dịch vụ"), "submit": N_("nộp"), "present": N_("xuất trình"), "note": N_("lưu ý"),
    "national": N_("cả nước"), "provincial": N_("riêng của tỉnh"), "internal": N_("giữa các cơ quan"),
    "other": N_("cơ quan khác"),
}  # fmt: skip
_TITLE = ("name", "title", "text", "item")


@dataclass(frozen=True, slots=True)
class Change:
    """One item that differs: its name, what stood there and what stands there now ("" = nothing)."""

    item: str
    before: str
    after: str
    key: str = ""


def compare(old: ProcedureFile, new: ProcedureFile) -> list[Change]:
    """The items that differ, in reading order; of a list only the entries that went or came."""
    before, after = _items(old), _items(new)
    made = []
    for key in dict.fromkeys([*ITEMS, *before, *after]):
        one, other = before.get(key), after.get(key)
        if one != other:
            was, now = _told(one, other)
            made.append(Change(_(ITEMS.get(key, key)), was, now, key))
    return made


def _items(document: ProcedureFile) -> dict[str, Any]:
    """The document without its source, items and content side by side."""
    whole = document.model_dump(mode="json", exclude={"source"}, exclude_defaults=True)
    content = whole.pop("content", {})
    return {**whole, **content}


def _told(one: Any, other: Any) -> tuple[str, str]:
    if not isinstance(one, list | None) or not isinstance(other, list | None):
        return _words(one), _words(other)
    old, new = [_words(each) for each in one or []], [_words(each) for each in other or []]
    gone, come = [each for each in old if each not in new], [each for each in new if each not in old]
    if not gone and not come:  # only the order, or a repetition
        return "\n".join(old), "\n".join(new)
    return "\n".join(gone), "\n".join(come)


def _words(value: Any) -> str:
    """A value as people say it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if isinstance(value, dict):
        return _said(value)
    if isinstance(value, list):
        return "; ".join(_words(each) for each in value)
    text = str(value)
    return _(_VALUES[text]) if text in _VALUES else text


def _said(value: dict[str, Any]) -> str:
    """An entry: what names it first, then "detail: value"."""
    if value.get("kind") in Limit.model_fields["kind"].annotation.__args__:  # type: ignore[union-attr]
        return said(Limit.model_validate(value))
    titles: Sequence[str] = [key for key in _TITLE if value.get(key)][:1]
    parts = [_(DOUBTED.get(value[key], value[key])) if key == "item" else _words(value[key]) for key in titles]
    parts += [f"{_(_DETAILS.get(key, key))}: {_words(inner)}" for key, inner in value.items() if key not in titles]
    return " · ".join(parts)
