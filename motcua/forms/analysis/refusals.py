"""What loading refuses, in words for the author of a form: where it is, and what to write instead."""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from django.utils.translation import gettext as _
from pydantic_core import ErrorDetails

from motcua.forms.analysis import places
from motcua.forms.analysis.report import Finding
from motcua.forms.analysis.walk import Index
from motcua.kit.words import N_

LONGEST = 400
SHAPES: Mapping[str, str] = {
    "missing": N_("Còn thiếu mục này. Hãy ghi thêm."),
    "string_too_short": N_("Mục này còn trống. Hãy điền vào."),
    "string_too_long": N_("Dài quá %(max_length)s ký tự. Hãy viết ngắn lại."),
    "string_pattern_mismatch": N_("Chỉ dùng chữ thường không dấu, chữ số và dấu gạch, bắt đầu bằng chữ."),
    "string_type": N_("Phải là chữ. Hãy đặt trong dấu ngoặc kép."),
    "extra_forbidden": N_("Không có mục nào tên như vậy. Hãy xóa hoặc sửa lại tên."),
    "too_long": N_("Nhiều hơn %(max_length)s dòng. Hãy bỏ bớt."),
    "too_short": N_("Danh sách còn trống. Hãy thêm ít nhất một dòng."),
    "int_type": N_("Cần một số nguyên, ví dụ 15."),
    "int_parsing": N_("Cần một số nguyên, ví dụ 15."),
    "bool_parsing": N_("Chỉ nhận true hoặc false."),
    "bool_type": N_("Chỉ nhận true hoặc false."),
    "list_type": N_("Phải là một danh sách, mỗi dòng bắt đầu bằng dấu gạch ngang."),
    "model_type": N_("Phải có các mục con bên trong."),
    "dict_type": N_("Phải có các mục con bên trong."),
}
RULES: tuple[tuple[str, str], ...] = (
    (r"unknown name (?P<a>\S+)", N_("Không có mục nào tên “%(a)s”.")),
    (r"unknown function (?P<a>\w+)", N_("Không có phép tính nào tên “%(a)s”.")),
    (r"(?P<a>\w+) takes (?P<b>\d+) arguments", N_("Phép tính “%(a)s” cần %(b)s giá trị trong ngoặc.")),
    (r"if takes 3 arguments", N_("Phép “if” cần ba giá trị: điều kiện, giá trị khi đúng, giá trị khi sai.")),
    (r"(?P<a>\w+) takes the name of rows", N_("Phép “%(a)s” cần tên một nhóm nhiều dòng và một điều kiện về item.")),
    (r"(?P<a>[\w ]+) expected, (?P<b>\w+) found", N_("Sai kiểu: cần %(a)s mà ở đây là %(b)s.")),
    (r"(?P<a>\w+) cannot be compared with (?P<b>\w+)", N_("Không so sánh được %(a)s với %(b)s.")),
    (r"(?P<a>\w+) cannot be in a list", N_("Không hỏi được %(a)s có trong danh sách hay không.")),
    (r"(?P<a>\w+) has no order", N_("Không so được lớn bé với %(a)s.")),
    (r"a rule must be true or false", N_("Quy tắc phải cho kết quả đúng hoặc sai.")),
    (r"a rule must be a (?P<a>\w+), and this is a (?P<b>\w+)", N_("Kết quả phải là %(a)s, mà đây là %(b)s.")),
    (r"rule not understood at character (?P<a>\d+)", N_("Không hiểu quy tắc từ ký tự thứ %(a)s.")),
    (r"rule nested too deeply", N_("Quy tắc lồng nhiều lớp ngoặc quá. Hãy tách ra.")),
    (r"rule longer than (?P<a>\d+)", N_("Quy tắc dài quá %(a)s ký tự. Hãy tách ra.")),
    (r"rules? takes? up to", N_("Quy tắc phải tính quá nhiều bước. Hãy giảm số dòng hoặc viết gọn lại.")),
    (r"the rules take up to", N_("Các quy tắc cộng lại phải tính quá nhiều bước. Hãy bớt quy tắc hoặc số dòng.")),
    (r"a list holds only texts and numbers", N_("Danh sách trong ngoặc vuông chỉ gồm chữ và số.")),
    (r"unexpected 'end of rule'", N_("Quy tắc viết dở, còn thiếu phần cuối.")),
    (r"unexpected (?P<a>.+?)(?: in |$)", N_("Quy tắc viết chưa đúng ở %(a)s.")),
    (r"(?P<a>'.') expected", N_("Quy tắc thiếu %(a)s.")),
    (r"(?P<a>\S+) comes later in the form", N_("Mục “%(a)s” đứng sau trong tờ khai. Chỉ dùng được mục đứng trước.")),
    (r"prefill source (?P<a>\S+) is not an earlier", N_("Điền sẵn từ “%(a)s” không được: mục đó phải đứng trước.")),
    (r"prefill needs a source or a value", N_("Điền sẵn cần một nguồn, hoặc một giá trị, không cả hai.")),
    (r"what the form works out itself", N_("Mục tự tính thì không điền sẵn.")),
    (r"the account knows one person", N_("Tài khoản chỉ biết một người, không điền sẵn cho mọi dòng được.")),
    (r"derive and compute both", N_("Chỉ dùng một trong hai: derive hoặc compute.")),
    (r"(?P<a>\w+) cannot be computed", N_("Loại mục “%(a)s” không tự tính được.")),
    (r"derived value (?P<a>.+)", N_("Giá trị tự điền %(a)s không hợp với loại mục này.")),
    (r"unknown kind (?P<a>'[^']*')", N_("Không có loại mục %(a)s.")),
    (r"options of an unknown kind", N_("Loại mục chưa đúng nên chưa đọc được phần options.")),
    (r"a section key is used twice or reserved", N_("Mã của phần này bị trùng, hoặc là từ dành riêng. Hãy đổi mã.")),
    (r"a field key is used twice|a field key is reserved", N_("Mã của mục bị trùng, hoặc là từ dành riêng. Hãy đổi.")),
    (r"fields belong to rows and group", N_("Chỉ loại rows và group có fields, và phải có ít nhất một mục.")),
    (r"rows and groups hold no other", N_("Trong nhóm nhiều dòng không đặt được nhóm khác.")),
    (r"(?P<a>rows|group) is asked, not worked out", N_("Nhóm thì được hỏi, không tự tính và không có autocomplete.")),
    (r"no such field|there is no (?P<a>\S+)", N_("Không có mục nào ở địa chỉ này.")),
    (r"there is no section", N_("Danh sách giấy tờ nhắc đến phần không có trong tờ khai.")),
    (r"papers: a key is used twice", N_("Hai giấy tờ có cùng một mã. Hãy đổi mã.")),
    (r"legal .* say where it is asked", N_("Hãy ghi mục này được hỏi ở đâu (at), hoặc vì sao không hỏi (elsewhere).")),
    (r"minimum is more than maximum", N_("Số ít nhất lớn hơn số nhiều nhất.")),
    (r"two choices with the same value", N_("Hai lựa chọn có cùng một giá trị.")),
    (r"more than (?P<a>\d+) fields", N_("Tờ khai có hơn %(a)s mục. Hãy chia thành nhiều tờ.")),
)
TYPES = {
    "text": N_("chữ"), "number": N_("số"), "boolean": N_("đúng hoặc sai"), "date": N_("ngày"), "record": N_("nhóm ô"),
    "list": N_("danh sách"), "rows": N_("nhóm nhiều dòng"), "texts": N_("chữ ở mọi dòng"),
    "numbers": N_("số ở mọi dòng"), "booleans": N_("đúng sai ở mọi dòng"), "dates": N_("ngày ở mọi dòng"),
    "records": N_("nhóm ô ở mọi dòng"), "lists": N_("danh sách ở mọi dòng"),
}  # fmt: skip


LISTS = {"sections": N_("Phần “%(name)s”"), "fields": N_("mục “%(name)s”"), "choices": N_("lựa chọn “%(name)s”")}


def structural(raw: Mapping[str, Any], error: ErrorDetails) -> Finding:
    """A piece that is missing, has the wrong shape or an unknown name."""
    words = SHAPES.get(error["type"], "")
    if words:
        said = _(words) % error["ctx"] if "%(" in words else _(words)
    else:
        said = spoken(str(error.get("ctx", {}).get("error", error["msg"])))
    path, place = located(raw, error["loc"])
    return Finding("error", "shape", path, place, said)


def told(index: Index, where: str, why: str) -> Finding:
    """A refusal of the proof, which says the place in front: "child.sex", "check at child.sex", "legal 'Tên'"."""
    address = next(iter(re.findall(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*", where.removeprefix("check at "))), "")
    spot = index.by_key.get(address)
    section = next((one for one in index.form.sections if one.key == address.split(".")[0]), None)
    place = places.of_spot(spot) if spot else places.of_section(section) if section else _("Cả tờ khai")
    if listed := re.match(r"(legal|paper) '?(.+?)'?$", where):
        place = _("Danh sách %(list)s, “%(name)s”") % {"list": listed[1], "name": listed[2]}
    if where.startswith("check at "):
        place = _("Điều kiểm tra ở %(place)s") % {"place": place}
    return Finding("error", "rule", address, place, _with_advice(index, why))


def _with_advice(index: Index, why: str) -> str:
    said = spoken(why)
    if name := re.search(r"unknown name (\S+)", why):
        near = get_close_matches(name[1], list(index.by_key), n=1, cutoff=0.7)
        said += " " + _("Có phải “%(name)s”?") % {"name": near[0]} if near else ""
    if rule := re.search(r" in (?P<quote>['\"])(?P<rule>.+)(?P=quote)$", why):
        said += " " + _("Quy tắc: %(rule)s") % {"rule": rule["rule"][:120]}
    return said[:LONGEST]


def spoken(why: str) -> str:
    """A refusal in words; what nobody foresaw is told as it is."""
    for pattern, words in RULES:
        if match := re.search(pattern, why):
            values = {key: _kinds(value or "") for key, value in match.groupdict().items()}
            return _(words) % values if values else _(words)
    return _("Mục này chưa đúng: %(why)s.") % {"why": why[:200]}


def _kinds(text: str) -> str:
    parts = text.split(" or ")
    return _(" hoặc ").join(_(TYPES[part]) if part in TYPES else part for part in parts)


def located(raw: Mapping[str, Any], loc: tuple[int | str, ...]) -> tuple[str, str]:
    """The address and the words of a place in plain values: ("child.sex", "Phần “Trẻ”, mục “Giới tính”, options")."""
    words: list[str] = []
    address: list[str] = []
    at: Any = raw
    for step in loc:
        at = _inside(at, step)
        if isinstance(step, int) and isinstance(at, Mapping):
            name = str(at.get("title") or at.get("label") or at.get("key") or step + 1)[:80]
            head = words.pop() if words else ""
            known = LISTS.get(head)
            number = _("%(list)s, dòng %(number)d") % {"list": head, "number": step + 1}
            words.append(_(known) % {"name": name} if known else number)
            if head in ("sections", "fields"):
                address.append(str(at.get("key", "")))
        else:
            words.append(str(step + 1) if isinstance(step, int) else step)
    return ".".join(filter(None, address)), ", ".join(words) or _("Cả tờ khai")


def _inside(at: Any, step: int | str) -> Any:
    if isinstance(at, Mapping):
        return at.get(step)
    return at[step] if isinstance(at, list) and isinstance(step, int) and step < len(at) else None
