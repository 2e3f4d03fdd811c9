"""Who may apply, in the four groups by which people look: from the many names that records use."""

from collections.abc import Iterable

from motcua.kit.vietnamese import fold
from motcua.kit.words import N_

TITLES = {
    "citizen": N_("Người dân"),
    "business": N_("Doanh nghiệp, hộ kinh doanh, hợp tác xã"),
    "organisation": N_("Cơ quan, tổ chức"),
    "overseas": N_("Người nước ngoài, người Việt ở nước ngoài"),
}
_WORDS = {
    "citizen": ("cong dan", "ca nhan", "ho gia dinh", "nguoi dan", "can bo", "hoc sinh", "nguoi lao dong", "nguoi"),
    "business": ("doanh nghiep", "hop tac xa", "ho kinh doanh", "to hop tac", "thuong nhan", "nha dau tu"),
    "organisation": ("to chuc", "co quan", "don vi", "truong", "co so"),
    "overseas": ("nuoc ngoai",),
}


def audiences_of(subjects: Iterable[str]) -> list[str]:
    """The groups meant by names such as "Tổ chức (không bao gồm doanh nghiệp, HTX)", in the order of TITLES."""
    found = {group for subject in subjects for group in _groups(fold(subject).split("(")[0])}
    return [group for group in TITLES if group in found]


def _groups(subject: str) -> set[str]:
    if any(word in subject for word in _WORDS["overseas"]):
        business = any(word in subject for word in _WORDS["business"])
        return {"overseas", "business"} if business else {"overseas"}
    return {group for group, words in _WORDS.items() if any(word in subject for word in words)}
