"""Amounts of money out of text: comma and dot both as thousands marks, đồng under several names, other currencies."""

import re

MOST = 100_000_000_000
_UNIT = r"(?:việt nam đồng|đồng|vnđ|vnd|đ)(?![a-zà-ỹ])"
_AMOUNT = re.compile(
    rf"(?<![\w.,/])(\d{{1,3}}(?:[.,]\d{{3}})+|\d{{1,12}})\s{{0,3}}(?:\([^()]{{1,80}}\)\s{{0,3}})?{_UNIT}", re.I
)
_SCALED = re.compile(rf"(?<![\w.,/])(\d{{1,4}}(?:[.,]\d{{1,3}})?)\s{{0,3}}(nghìn|ngàn|triệu|tỷ)\s{{0,3}}{_UNIT}", re.I)
_BARE = re.compile(r"^\s*(\d{1,3}(?:[.,]\d{3})+|\d{4,12})\s*$")
_FOREIGN = re.compile(
    r"(?<![\w.,])(\d{1,3}(?:[.,]\d{3})+|\d{1,7}(?:[.,]\d{1,2})?)\s{0,3}(?:USD|EUR|đô la|euro)(?!\w)|\$\s?\d", re.I
)
_PERCENT = re.compile(r"\d\s{0,3}(?:%|phần trăm)")
_PER = re.compile(
    rf"{_UNIT}\s{{0,3}}(?:/|một|mỗi|cho một|cho 01|cho 1)\s{{0,3}}(?:0?1\s)?([^\s.,;:()+*\d][^.,;:()+*\n\d]{{0,40}})",
    re.I,
)
_SCALES = {"nghìn": 1_000, "ngàn": 1_000, "triệu": 1_000_000, "tỷ": 1_000_000_000}


def amounts(text: str) -> list[int]:
    """The different amounts in đồng named in a text, in order: "5,000,000 VNĐ", "50.000 đồng", "10 triệu đồng"."""
    found = [(match.start(), whole(match[1])) for match in _AMOUNT.finditer(text)]
    found += [
        (match.start(), round(float(match[1].replace(",", ".")) * _SCALES[match[2].lower()]))
        for match in _SCALED.finditer(text)
    ]
    if bare := _BARE.match(text):
        found.append((0, whole(bare[1])))
    return list(dict.fromkeys(amount for _place, amount in sorted(found) if amount <= MOST))


def whole(text: str) -> int:
    """ "5,000,000" and "5.000.000" → 5000000."""
    return int(text.replace(".", "").replace(",", ""))


def foreign(text: str) -> bool:
    """Whether the amount is in another currency."""
    return bool(_FOREIGN.search(text))


def share(text: str) -> bool:
    """Whether a part of something else is to be paid (percent)."""
    return bool(_PERCENT.search(text))


def per(text: str) -> str:
    """What an amount is for: "10.000 đồng/tờ khai" → "tờ khai"; empty when not said."""
    found = _PER.search(text)
    return " ".join(re.split(r"(?i)\s(?:theo|đối với|cho|khi|nếu|do|là)\s", found[1])[0].split()[:6]) if found else ""
