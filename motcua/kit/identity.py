"""Numbers that say who someone is: personal identification number, telephone, tax code."""

import re
from dataclasses import dataclass
from typing import Literal, Self

from motcua.kit.clock import now
from motcua.kit.words import N_, Invalid

__all__ = ["Invalid", "PersonalId", "phone", "phone_display", "tax_code"]

PROVINCES = frozenset(
    """
    001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 035 036 037
    038 040 042 044 045 046 048 049 051 052 054 056 058 060 062 064 066 067 068 070 072 074 075 077 079
    080 082 083 084 086 087 089 091 092 093 094 095 096
    """.split()  # noqa: SIM905 - a table, easier to compare with the circular on three lines
)
"""Places of birth registration in the country (Circular 59/2021/TT-BCA, annex); from 101 on, abroad."""
_TAX_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)


def _figures(text: str) -> str:
    return re.sub(r"[\s.\-–()\u200b-\u200f\u2060\ufeff]", "", text)


@dataclass(frozen=True, slots=True)
class PersonalId:
    """Số định danh cá nhân (Decree 137/2015): place 3 figures, century and sex 1, birth year 2, serial 6."""

    number: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a typed number (blanks and dots allowed); Invalid says what to check on the card."""
        number = _figures(text)
        if not number:
            raise Invalid(N_("Hãy điền số định danh cá nhân, 12 chữ số in trên thẻ căn cước."))
        if not re.fullmatch(r"[0-9]+", number):
            raise Invalid(N_("Số định danh cá nhân chỉ gồm chữ số. Hãy nhập 12 chữ số in trên thẻ căn cước."))
        if len(number) != 12:
            raise Invalid(
                N_("Số định danh cá nhân có 12 chữ số, bạn đã nhập %(count)s. Hãy xem lại thẻ căn cước."),
                count=len(number),
            )
        self = cls(number)
        if number[:3] not in PROVINCES and int(number[:3]) <= 100:
            raise Invalid(
                N_("Ba chữ số đầu %(place)s không phải mã tỉnh, thành phố. Hãy xem lại thẻ căn cước."),
                place=number[:3],
            )
        if self.birth_year > now().year:
            raise Invalid(N_("Chữ số thứ 4 đến thứ 6 chưa đúng với năm sinh. Hãy xem lại thẻ căn cước."))
        return self

    @property
    def place(self) -> str:
        """Code of the place of birth registration."""
        return self.number[:3]

    @property
    def sex(self) -> Literal["male", "female"]:
        """Even century figure: male; odd: female."""
        return "female" if int(self.number[3]) % 2 else "male"

    @property
    def birth_year(self) -> int:
        """0–1: 1900s, 2–3: 2000s, and so on, two figures a century."""
        return 1900 + int(self.number[3]) // 2 * 100 + int(self.number[4:6])

    def __str__(self) -> str:
        return self.number


def phone(text: str) -> str:
    """A Vietnamese mobile or fixed number as "0912345678"; +84, 84, blanks, dots and dashes accepted."""
    number = re.sub(r"^(\+|00)?84(?=[2-9])|^(\+|00)840", "0", _figures(text))
    if re.fullmatch(r"0[35789][0-9]{8}|02[0-9]{9}", number):
        return number
    if not number:
        raise Invalid(N_("Hãy điền số điện thoại, ví dụ 0912 345 678."))
    if not re.fullmatch(r"\+?[0-9]+", number):
        raise Invalid(N_("Số điện thoại chỉ gồm chữ số. Hãy nhập lại, ví dụ 0912 345 678."))
    raise Invalid(N_("Số điện thoại chưa đúng. Số di động có 10 chữ số, ví dụ 0912 345 678."))


def phone_display(number: str) -> str:
    """0912 345 678 · 024 3825 3333 · 0225 382 5333: grouped to be read aloud; anything else is left alone."""
    if re.fullmatch(r"0[35789][0-9]{8}", number):
        return f"{number[:4]} {number[4:7]} {number[7:]}"
    if re.fullmatch(r"02[48][0-9]{8}", number):
        return f"{number[:3]} {number[3:7]} {number[7:]}"
    if re.fullmatch(r"02[0-9]{9}", number):
        return f"{number[:4]} {number[4:7]} {number[7:]}"
    return number


def tax_code(text: str) -> str:
    """Mã số thuế: 10 figures, the last a check, "-001" for a branch; 12 figures are a personal number."""
    number = _figures(text)
    if not re.fullmatch(r"[0-9]{10}|[0-9]{12}|[0-9]{13}", number):
        raise Invalid(N_("Mã số thuế có 10 hoặc 13 chữ số, hoặc là số định danh cá nhân. Hãy nhập lại."))
    if len(number) == 12:
        return PersonalId.parse(number).number
    total = sum(weight * int(figure) for weight, figure in zip(_TAX_WEIGHTS, number, strict=False))
    if int(number[9]) != 10 - total % 11:
        raise Invalid(N_("Mã số thuế có chữ số chưa đúng. Hãy so lại với giấy chứng nhận đăng ký."))
    return number if len(number) == 10 else f"{number[:10]}-{number[10:]}"
