"""Official names of procedures as a heading on a small screen can bear them."""

import re

LONG = 100
"""Characters from which a name is set smaller and without its long asides: about four lines at 360 px."""
_ASIDE = re.compile(r"\s*\(([^()]{41,})\)")
"""Something of more than 40 characters between parentheses; a shorter one may tell two procedures apart."""


def brief(name: str) -> str:
    """A long official name without its long asides; every other name as it is.

    "Cấp giấy phép xây dựng … cấp III, cấp IV (Công trình không theo tuyến/…/Dự án) và nhà ở riêng lẻ" loses the list of
    works. The whole name still has to stand somewhere on the page.
    """
    return (_ASIDE.sub("", name).strip() or name) if len(name) > LONG else name


def heading_size(name: str) -> str:
    """How large a name may be as the heading of its page: "l", or "m" when it stays long even so."""
    return "m" if len(brief(name)) > LONG else "l"
