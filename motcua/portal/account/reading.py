"""What a person types to open an account, read into clean values or into problems."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from motcua.kit import identity
from motcua.kit.vietnamese import clean
from motcua.kit.words import Invalid
from motcua.portal.account import problems
from motcua.portal.problems import Problem

Sort = Literal["cong-dan", "to-chuc"]
CITIZEN: Sort = "cong-dan"
ORGANISATION: Sort = "to-chuc"
FIELDS = ("organisation_name", "tax_code", "full_name", "phone", "email", "personal_id")
LONGEST = 150


@dataclass(slots=True)
class Reading:
    """`typed` is shown again as it came; `values` are canonical and complete when there is no problem."""

    typed: dict[str, str]
    values: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def phone(text: str) -> str:
    """A number that can receive a text message; raises `Invalid`."""
    number = identity.phone(text)
    if number.startswith("02"):
        raise Invalid(_("Số máy bàn không nhận được tin nhắn. Hãy nhập số di động, ví dụ 0912 345 678."))
    return number


def registration(data: Mapping[str, str], sort: Sort) -> Reading:
    """Read the form of R22; an organisation also gives its name and tax code."""
    reading = Reading({name: data.get(name, "") for name in FIELDS})
    text = {name: clean(value) for name, value in reading.typed.items()}
    if sort == ORGANISATION:
        _required(reading, text, "organisation_name", _("Hãy nhập tên tổ chức, doanh nghiệp."))
        _checked(reading, text, "tax_code", _("Hãy nhập mã số thuế."))
    _required(reading, text, "full_name", _("Hãy nhập họ và tên, như trên giấy tờ của bạn."))
    _checked(reading, text, "phone", _("Hãy nhập số điện thoại di động."))
    _checked(reading, text, "email", "")
    if sort == CITIZEN:
        _checked(reading, text, "personal_id", "")
    return reading


def details(data: Mapping[str, str]) -> Reading:
    """What may be corrected later: the name and the e-mail address, by the same rules."""
    reading = Reading({name: data.get(name, "") for name in ("full_name", "email")})
    text = {name: clean(value) for name, value in reading.typed.items()}
    _required(reading, text, "full_name", _("Hãy nhập họ và tên, như trên giấy tờ của bạn."))
    _checked(reading, text, "email", "")
    return reading


def _required(reading: Reading, text: Mapping[str, str], name: str, missing: str) -> None:
    if not text[name]:
        reading.problems.append(Problem(name, missing))
    elif len(text[name]) > LONGEST:
        reading.problems.append(Problem(name, _("Nội dung dài quá. Hãy viết ngắn hơn 150 chữ.")))
    else:
        reading.values[name] = text[name]


def _checked(reading: Reading, text: Mapping[str, str], name: str, missing: str) -> None:
    """Read one value by its own rule; `missing` is said when it is empty ("" = it may stay empty)."""
    if not text[name]:
        if missing:
            reading.problems.append(Problem(name, missing))
        return
    try:
        reading.values[name] = RULES[name](text[name])
    except Invalid as error:
        reading.problems.append(problems.of(name, error))


def _email(text: str) -> str:
    try:
        validate_email(text)
    except ValidationError as error:
        raise Invalid(_("Địa chỉ thư điện tử chưa đúng. Hãy nhập lại, ví dụ ten@example.com.")) from error
    return text


def _personal_id(text: str) -> str:
    return identity.PersonalId.parse(text).number


RULES = {"phone": phone, "email": _email, "personal_id": _personal_id, "tax_code": identity.tax_code}
