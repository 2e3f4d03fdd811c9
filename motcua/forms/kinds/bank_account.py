"""An account at a bank: where money is paid to."""

import re
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from markupsafe import Markup
from pydantic import JsonValue

from motcua.forms.catalogues import catalogue
from motcua.forms.kinds._boxes import box
from motcua.forms.kinds._choosing import Offer, select
from motcua.forms.kinds.base import (
    STAR,
    Circumstances,
    Invalid,
    Kind,
    Look,
    Options,
    Places,
    Sampling,
    Typed,
    cleaned,
    grouped,
    text_of,
)
from motcua.kit.words import N_

if TYPE_CHECKING:
    from motcua.forms.schema import Field

LONGEST_HOLDER = 100
_NUMBER = re.compile(r"(?=(?:.*[0-9]){4})[0-9A-Z]{6,20}")
_CARD = re.compile(r"9704[0-9]{12}(?:[0-9]{3})?")
"""The number printed on a domestic card (NAPAS), which is not the number of an account."""


class BankAccount(Kind[Options]):
    """Stored as {"bank", "number", "holder"}: the bank by its code in library/catalogues/banks.yaml.

    The holder is kept as typed and shown in capitals, as banks write it; organisations have accounts, too.
    """

    name = "bank_account"
    found = N_("Chọn ngân hàng, rồi gõ số tài khoản ghi trong ứng dụng ngân hàng.")
    rule_type = "record"
    parts = {"bank": "text", "number": "text", "holder": "text"}
    inputs = ("-bank", "-number", "-holder")

    def parse(self, field: "Field", typed: Typed, setting: Circumstances) -> JsonValue | None:
        bank = typed.get("-bank", "")[:40]
        number = re.sub(r"[\s.\-–]", "", cleaned(typed, "-number", 40)).upper()
        holder = cleaned(typed, "-holder", LONGEST_HOLDER)
        if not (bank or number or holder):
            return None
        if bank not in catalogue("banks").by_code:
            raise Invalid(_("Hãy chọn ngân hàng trong danh sách."), "-bank")
        if not number:
            raise Invalid(_("Hãy ghi số tài khoản."), "-number")
        if _CARD.fullmatch(number):
            message = _("Đây là số in trên thẻ. Hãy ghi số tài khoản, xem trong ứng dụng của ngân hàng.")
            raise Invalid(message, "-number")
        if not _NUMBER.fullmatch(number):
            raise Invalid(_("Số tài khoản có từ 6 đến 20 chữ số, không có dấu. Hãy xem lại."), "-number")
        if sum(char.isalpha() for char in holder) < 2:
            raise Invalid(_("Hãy ghi tên chủ tài khoản, ví dụ: Nguyễn Thị Hoa."), "-holder")
        return {"bank": bank, "number": number, "holder": holder}

    def typed(self, field: "Field", value: JsonValue) -> dict[str, str]:
        if not isinstance(value, dict) or value.keys() != self.parts.keys():
            raise Invalid(_("Tài khoản ngân hàng chưa đúng. Hãy ghi lại."), "-bank")
        return {f"-{part}": text_of(given) for part, given in value.items()}

    def shown(self, field: "Field", value: JsonValue, places: Places | None = None) -> str:
        return self.facts(field, value)[""]

    def facts(self, field: "Field", value: JsonValue) -> dict[str, str]:
        filled = self.typed(field, value)
        bank = catalogue("banks").by_code.get(filled["-bank"])
        parts = {"bank": bank.name if bank else filled["-bank"], "code": filled["-bank"]}
        told = {**parts, "number": filled["-number"], "holder": filled["-holder"].upper()}
        whole = _("Số tài khoản %(number)s, %(bank)s, chủ tài khoản %(holder)s") % told
        return {"": whole, **told}

    def veiled(self, field: "Field", value: JsonValue) -> str:
        return f"••••{self.typed(field, value)['-number'][-3:]}"

    def adopt(self, field: "Field", source: object, setting: Circumstances) -> JsonValue | None:
        if not isinstance(source, dict):
            return None
        try:
            return self.parse(field, self.typed(field, source), setting)
        except Invalid:
            return None

    def render(self, field: "Field", look: Look) -> str:
        star = STAR if look.starred else ""
        offers = [Offer(item.code, item.name) for item in catalogue("banks").choices]
        heading = {"label": {"text": _("Ngân hàng") + star}}
        number = {"inputmode": "numeric", "classes": "govuk-input--width-20"}
        holder = {"autocomplete": "name"} if field.autocomplete else {}
        inner = (
            select(f"{field.key}-bank", look.typed.get("-bank", ""), offers, Look(look.typed), heading),
            box(field, look, "-number", _("Số tài khoản"), starred=True, **number),
            box(field, look, "-holder", _("Tên chủ tài khoản"), starred=True, **holder),
        )
        return grouped(field, look, Markup("").join(inner))

    def sample(self, field: "Field", dice: Sampling) -> JsonValue:
        banks = catalogue("banks").choices
        holder = dice.made.get("full_name")
        return {
            "bank": dice.random.choice(banks).code,
            "number": f"{dice.random.randint(0, 10**12 - 1):012}",
            "holder": holder if isinstance(holder, str) else "Nguyễn Thị Hoa",
        }

    def json_schema(self, field: "Field") -> dict[str, Any]:
        properties = {
            "bank": {"enum": sorted(catalogue("banks").by_code)},
            "number": {"type": "string", "pattern": "^[0-9A-Z]{6,20}$"},
            "holder": {"type": "string", "minLength": 2, "maxLength": LONGEST_HOLDER},
        }
        required = list(properties)
        return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}
