"""What a document breaks, in words and with its place: for people who type it and for files they bring."""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from motcua.backstage.catalogue.fields import Field
from motcua.backstage.catalogue.problems import Problem
from motcua.backstage.catalogue.sections import SECTIONS, Section
from motcua.kit.words import N_

Place = tuple[int | str, ...]
MOST_SAID = 20
KINDS: Mapping[str, str] = {
    "missing": N_("Mục này còn trống. Hãy điền vào."),
    "string_too_short": N_("Mục này còn trống. Hãy điền vào."),
    "string_too_long": N_("Mục này dài quá %(max_length)s ký tự. Hãy viết ngắn lại."),
    "string_pattern_mismatch": N_("Mục này viết chưa đúng kiểu. Hãy xem lời nhắc dưới tên mục."),
    "string_type": N_("Mục này phải là chữ. Hãy đặt trong dấu ngoặc kép."),
    "literal_error": N_("Mục này chỉ nhận một trong các giá trị: %(expected)s."),
    "extra_forbidden": N_("Không có mục nào tên như vậy. Hãy xóa mục này hoặc sửa lại tên."),
    "too_long": N_("Danh sách có nhiều hơn %(max_length)s dòng. Hãy bỏ bớt."),
    "too_short": N_("Danh sách còn trống. Hãy thêm ít nhất một dòng."),
    "int_parsing": N_("Mục này cần một con số. Hãy chỉ gõ chữ số, ví dụ 15."),
    "int_type": N_("Mục này cần một con số. Hãy chỉ gõ chữ số, ví dụ 15."),
    "float_parsing": N_("Mục này cần một con số. Hãy chỉ gõ chữ số, ví dụ 15."),
    "bool_parsing": N_("Mục này chỉ nhận true hoặc false."),
    "date_from_datetime_parsing": N_("Ngày chưa đúng. Trong tệp, ngày viết như 2026-11-23."),
    "date_parsing": N_("Ngày chưa đúng. Trong tệp, ngày viết như 2026-11-23."),
    "greater_than": N_("Con số này quá nhỏ. Hãy xem lại."),
    "greater_than_equal": N_("Con số này quá nhỏ. Hãy xem lại."),
    "less_than_equal": N_("Con số này quá lớn. Hãy xem lại."),
    "list_type": N_("Mục này phải là một danh sách, mỗi dòng bắt đầu bằng dấu gạch ngang."),
    "model_type": N_("Mục này phải có các mục con bên trong."),
    "dict_type": N_("Mục này phải có các mục con bên trong."),
}
RULES: Mapping[str, str] = {
    "a limit in": N_("Thời hạn theo ngày, giờ, tháng hay năm cần ghi bao nhiêu."),
    "a limit that varies": N_("Thời hạn tùy trường hợp thì phải ghi rõ tùy thế nào."),
    "the lower end of a span": N_("Số “nhanh nhất” phải nhỏ hơn số “bao nhiêu”."),
    "a fixed charge": N_("Chỉ “Số tiền cố định” mới có số tiền, và phải ghi số tiền."),
    "a formula is said": N_("Tính theo công thức thì phải viết công thức."),
    "a law has a number": N_("Hãy ghi số hiệu hoặc tên văn bản."),
    "a demand to come": N_("Buộc có mặt thì phải ghi ai phải có mặt và văn bản nào buộc."),
    "an amount has a label": N_("Có số tiền thì phải có tên khoản thu. Số tiền cố định thì phải có cả hai."),
    "a fee by formula": N_("Tính theo công thức: chọn “Tổng do tờ khai tính”, ghi tên khoản thu, không ghi số tiền."),
    "a fee per copy": N_("Tính theo bản thì phải ghi mục nào của tờ khai cho biết số bản."),
    "free only where": N_("Chỉ miễn phí khi luật cho miễn. Hãy ghi văn bản cho miễn."),
    "the route has the steps": N_("Quy trình phải đủ năm bước: tiếp nhận, thẩm tra, ký, đóng dấu, trả kết quả."),
    "a paper code is used twice": N_("Hai giấy tờ có cùng một mã. Hãy đổi mã của một giấy."),
    "a doubt is about": N_("Điều chưa xác minh phải nói về một mục của thủ tục."),
    "no digital signature": N_("Buộc người dân ký số thì phải ghi văn bản nào buộc."),
}
"""How a rule of the schema begins → the same in words."""


def said(error: ErrorDetails) -> str:
    """One mistake in words that say how to put it right."""
    if error["type"] == "value_error":
        told = str(error.get("ctx", {}).get("error", error["msg"]))
        found = next((words for start, words in RULES.items() if told.startswith(start)), "")
        return _(found) if found else _("Mục này chưa đúng: %(why)s.") % {"why": told[:300]}
    words = KINDS.get(error["type"], "")
    if not words:
        return _("Mục này chưa đúng: %(why)s.") % {"why": error["msg"][:300]}
    return _(words) % error["ctx"] if "%(" in words else _(words)


def on_page(error: ValidationError, section: Section, number: int | None) -> list[Problem]:
    """The mistakes beside the inputs of one page; what lies elsewhere is said with its place."""
    found = []
    for one in error.errors()[:MOST_SAID]:
        place = _inside(one["loc"], section, number)
        inputs = _input(place, section.fields) if place is not None else ""
        words = said(one)
        found.append(Problem(inputs, words if inputs or not one["loc"] else f"{spoken(one['loc'])}: {words}"))
    return found


def _inside(place: Place, section: Section, number: int | None) -> Place | None:
    """The place within the item of a list section; None when it is about another item or section."""
    if not section.items:
        return place
    before: Place = (*section.items.split("."), number if number is not None else -1)
    return place[len(before) :] if place[: len(before)] == before else None


def _input(place: Place, fields: Sequence[Field]) -> str:
    """The id of the input a place belongs to: that of the deepest control on the way."""
    for one in fields:
        path = tuple(one.path.split("."))
        if place[: len(path)] != path:
            continue
        rest = place[len(path) :]
        if one.kind == "rows" and rest:
            inner = _input(rest[1:], one.columns) or one.columns[0].name
            return f"{one.name}-{rest[0]}-{inner}"
        if one.kind == "group":
            return f"{one.name}-{_input(rest, one.columns) or one.columns[0].name}"
        return one.name
    return ""


def spoken(place: Place) -> str:
    """A place in the words of the sections: ("content", "steps", 2) → "Các bước, dòng 3"; else as in the file."""
    for section in SECTIONS:
        path = tuple(section.items.split(".")) if section.items else ()
        if path and place[: len(path)] == path:
            number = place[len(path)] if len(place) > len(path) else None
            head = _(section.title) if not isinstance(number, int) else f"{_(section.title)}, {_line(number)}"
            inner = _labels(place[len(path) + 1 :], section.fields)
            return ", ".join([head, *inner])
        if not path and (labels := _labels(place, section.fields)):
            return ", ".join(labels)
    return written(place)


def _labels(place: Place, fields: Iterable[Field]) -> list[str]:
    for one in fields:
        path = tuple(one.path.split("."))
        if place[: len(path)] == path:
            rest = place[len(path) :]
            line = [_line(rest[0])] if rest and isinstance(rest[0], int) else []
            return [_(one.label), *line, *_labels(rest[len(line) :], one.columns)]
    return []


def _line(number: int) -> str:
    return _("dòng %(number)d") % {"number": number + 1}


def written(place: Place) -> str:
    """A place as one finds it in a file: content.methods[3].limit (lines counted from 1)."""
    words = ""
    for part in place:
        words += f"[{part + 1}]" if isinstance(part, int) else f".{part}"
    return words.removeprefix(".")[:300]


def in_file(error: ValidationError, where: str = "") -> list[str]:
    """The mistakes of a file, each with its place in words and as it stands in the file."""
    found = []
    for one in error.errors()[:MOST_SAID]:
        exact, words = written(one["loc"]), spoken(one["loc"])
        place = f"{words} ({exact})" if exact and exact != words else exact or where
        found.append(f"{place}: {said(one)}" if place else said(one))
    return found
