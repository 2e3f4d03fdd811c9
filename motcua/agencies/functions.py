"""The functions an officer may be given (roles of `kit.actor`), and which of them one person may have together."""

from collections.abc import Iterable

from motcua.kit.words import N_, Invalid

ADMINISTRATOR = "administrator"
COMMITTEE = frozenset({"civil_status_officer", "processing_officer", "leader"})
"""Those who examine and sign for the people's committee."""
POLICE = frozenset({"police_officer", "police_chief"})
"""Those who do it for the commune's police, which decides residence and identity by its own power (Law 68/2020 on
residence Art 2, Law 26/2023 on identity)."""
ALL = frozenset({"clerk", "seal_clerk", ADMINISTRATOR}) | COMMITTEE | POLICE
NEVER_LENT = frozenset({ADMINISTRATOR})
"""What a substitute does not get: changing rights takes two administrators by name."""

NONE = N_("Hãy chọn ít nhất một chức năng.")
UNKNOWN = N_("Có chức năng không có trong danh mục. Hãy tải lại trang rồi chọn lại.")
TWO_POWERS = N_("Một người không làm cả việc của Ủy ban và việc của Công an. Hãy bỏ bớt chức năng.")


def check(roles: Iterable[str]) -> list[str]:
    """The functions in a stable order; Invalid when they are none, unknown, or of two powers."""
    given = set(roles)
    if not given:
        raise Invalid(NONE)
    if given - ALL:
        raise Invalid(UNKNOWN)
    if given & COMMITTEE and given & POLICE:
        raise Invalid(TWO_POWERS)
    return sorted(given)


def may_lend(lent: Iterable[str], own: Iterable[str]) -> bool:
    """Whether somebody with functions `own` may also have `lent` for a while: never those of two powers."""
    both = (set(lent) | set(own)) - NEVER_LENT
    return not (both & COMMITTEE and both & POLICE)
