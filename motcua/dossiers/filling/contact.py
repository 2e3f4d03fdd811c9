"""Who hands in, and where messages go: what was typed, read and judged."""

from django.utils.translation import gettext as _

from motcua.kit import identity
from motcua.kit.vietnamese import clean

LONGEST = 250
Told = tuple[str, str]


def cleaned(name: str, phone: str, email: str) -> dict[str, str]:
    """The three as meant, bounded."""
    return {key: clean(text)[:LONGEST] for key, text in (("name", name), ("phone", phone), ("email", email))}


def read(typed: dict[str, str], *, phone_needed: bool = True) -> tuple[dict[str, str], list[Told]]:
    """The values to keep, and what is wrong: (input, how to put it right). At the counter one may have no phone."""
    problems: list[Told] = []
    values = dict(typed)
    if len(typed["name"]) < 2:
        problems.append(("name", _("Hãy điền họ và tên người nộp hồ sơ.")))
    try:
        values["phone"] = identity.phone(typed["phone"]) if typed["phone"] or phone_needed else ""
    except identity.Invalid as error:
        problems.append(("phone", _(error.message) % error.params))
    if typed["email"] and not _looks_like_email(typed["email"]):
        problems.append(("email", _("Thư điện tử chưa đúng. Ví dụ: ten@example.vn. Không có thì để trống.")))
    return values, problems


def _looks_like_email(text: str) -> bool:
    name, at, host = text.partition("@")
    return bool(name and at and "." in host.strip(".")) and " " not in text and host.count("@") == 0
