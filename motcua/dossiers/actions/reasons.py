"""Acts that need a reason and its legal basis share this small check (DOMAIN §5.2: reasoned, never silent)."""

from django.utils.translation import gettext as _

from motcua.dossiers.actions.base import Refused
from motcua.kit.vietnamese import clean

LONGEST = 2000


def told(text: str, missing: str) -> str:
    """The cleaned text; refuses an empty one with `missing` and an endless one."""
    cleaned = clean(text)
    if not cleaned:
        raise Refused(missing)
    if len(cleaned) > LONGEST:
        raise Refused(_("Nội dung dài quá. Hãy viết ngắn hơn 2.000 chữ cái."))
    return cleaned


def reason(text: str) -> str:
    return told(text, _("Hãy ghi lý do để người nộp hiểu rõ."))


def basis(text: str) -> str:
    return told(text, _("Hãy ghi căn cứ pháp lý: tên văn bản, điều, khoản."))
