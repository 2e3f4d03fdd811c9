"""A person's full name: family name, middle name, given name."""

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from pydantic import JsonValue

from motcua.forms.kinds.base import Circumstances, Invalid, Options, Places, Sampling, Typed, cleaned, text_of
from motcua.forms.kinds.text import Line

if TYPE_CHECKING:
    from motcua.forms.schema import Field

SHORTEST, LONGEST = 2, 100
FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô")
GIVEN = {
    "male": ("Văn An", "Đức Bình", "Quốc Cường", "Minh Dũng", "Hữu Nghĩa", "Gia Huy", "Thanh Tùng"),
    "female": ("Thị Ánh", "Ngọc Bích", "Thùy Dương", "Thị Hoa", "Mai Hương", "Thanh Thủy", "Hải Yến"),
}
_ALIKE = str.maketrans("’‘ʼ`´‐‑–—", "'" * 5 + "-" * 4)
_HEAPED = re.compile("[\u0300-\u036f]{3}")
"""More marks on one letter than any language of the country writes."""


@lru_cache(maxsize=2000)
def _latin(char: str) -> bool:
    """Whether a letter belongs to our alphabet and its marks: a Cyrillic а looks like ours and is another name."""
    name = unicodedata.name(char, "")
    return char in " '-" or name.startswith(("LATIN ", "COMBINING ", "MODIFIER LETTER "))


class PersonName(Line[Options]):
    """Stored as typed (NFC), shown in capitals as civil-status papers print it (DOMAIN §3.4)."""

    name = "person_name"

    def parse(self, field: "Field", typed: Typed, setting: Circumstances) -> JsonValue | None:
        text = cleaned(typed, limit=LONGEST).translate(_ALIKE)
        if not text:
            return None
        for char in text:
            if not (char in " '-" or unicodedata.category(char)[0] in "LM"):
                raise Invalid(_("Họ tên chỉ gồm chữ cái. Hãy bỏ chữ số và ký hiệu, ví dụ: Nguyễn Thị Hoa."))
            if not _latin(char):
                message = _("Chữ “%(letter)s” không có trong bảng chữ cái của ta. Hãy xóa chữ này và gõ lại.")
                raise Invalid(message % {"letter": char})
        if _HEAPED.search(text):
            raise Invalid(_("Họ tên có dấu lạ. Hãy gõ lại, ví dụ: Nguyễn Thị Hoa."))
        if sum(char.isalpha() for char in text) < SHORTEST:
            raise Invalid(_("Hãy ghi đủ họ, chữ đệm và tên, ví dụ: Nguyễn Thị Hoa."))
        return text

    def shown(self, field: "Field", value: JsonValue, places: Places | None = None) -> str:
        return text_of(value).upper()

    def sample(self, field: "Field", dice: Sampling) -> JsonValue:
        sex = field.sample.sex or str(dice.made.get("sex") or dice.random.choice(("male", "female")))
        given = GIVEN["female" if sex == "female" else "male"]
        return f"{dice.random.choice(FAMILY)} {dice.random.choice(given)}"

    def json_schema(self, field: "Field") -> dict[str, Any]:
        return {"type": "string", "minLength": SHORTEST, "maxLength": LONGEST}
