"""Codes, names, tiers and bodies: the many spellings of crawls brought to one (quirks 9, 10, 12 and 14)."""

import re
from dataclasses import dataclass

from motcua.catalogue.importers.record import Named, Record
from motcua.catalogue.importers.text import folded, said, shortened, unique
from motcua.kit.vietnamese import clean

_CODE = re.compile(r"^[0-9A-Z][0-9A-Z.\-]{1,39}$")
_CASE_CODE = re.compile(r"^\d\.\d{6}\.\d{2}$")
_COPY = re.compile(r"^(\d\.\d{6})(?:\.\d{3}\.\d{2}\.\d{2})?\.(H\d{2})$")
_NAME_TAIL = re.compile(r"\s*\(1\)\s*trình tự thực hiện\s*:?.*$", re.I | re.S)
_OLD_AGENCY = re.compile(r"^(\d{2,3})\.(\d{2,3})\.(\d{2,3})\.([GHT]\d{2})$")
_NEW_AGENCY = re.compile(r"^[GHT]\d{2}(?:\.\d{2}){0,3}$")
_TIERS = {
    "ministry": "ministry", "province": "province", "commune": "commune", "vertical": "vertical",
    "other_agency": "other", "other": "other",
}  # fmt: skip
_TIER_WORDS = (
    ("ministry", "cap bo"), ("province", "cap tinh"), ("commune", "cap xa"), ("vertical", "nganh doc"),
    ("other", "co quan khac"),
)  # fmt: skip
_DISTRICT = re.compile(
    r"\bcap huyen\b|\bquan, huyen\b|\bquan/huyen\b|\bhuyen, (?:quan|thi xa)\b|uy ban nhan dan (?:huyen|quan)"
)
_GARBLED = 240
MOST_AGENCIES = 60


class BadCode(ValueError):
    """Not the code of a procedure; the message says what it is."""


@dataclass(frozen=True, slots=True)
class Code:
    """The code of a procedure. `copy_of` and `province` when it is a province's copy of a national one."""

    text: str
    copy_of: str = ""
    province: str = ""


def code_of(raw: str) -> Code:
    """A code without blanks, in capitals. Raises BadCode for a case's code or for anything that is no code."""
    text = re.sub(r"\s+", "", clean(raw)).upper()
    if not _CODE.match(text):
        raise BadCode(f"code: “{shortened(clean(raw), 60)}” không phải mã thủ tục")
    if _CASE_CODE.match(text):
        raise BadCode(f"code: {text} là mã một trường hợp của thủ tục {text[:8]}, không phải mã thủ tục")
    copy = _COPY.match(text)
    return Code(text, copy[1], copy[2]) if copy else Code(text)


def name_of(raw: str) -> tuple[str, bool]:
    """The name on one line, and whether a tail that belongs to the steps was taken off."""
    name = " ".join(raw.split())
    bare = _NAME_TAIL.sub("", name).strip(" .;:")
    return (bare, bare != name.strip(" .;:")) if bare else (name, False)


def origin_of(record: Record, code: Code) -> str:
    """National, a province's own (SPECIFIC), or internal between agencies (code 6.)."""
    kind = record.kind.upper()
    if code.text.startswith("6.") or "INTERNAL" in kind:
        return "internal"
    if kind == "SPECIFIC" or code.province or folded(record.promulgator).startswith(("ubnd ", "uy ban nhan dan ")):
        return "provincial"
    return "national"


def tiers_of(record: Record) -> tuple[list[str], bool]:
    """The tiers that handle it, and whether the former district level is still named."""
    found = [_TIERS[level] for level in record.levels if level in _TIERS]
    words = folded(record.level_text)
    if not found:
        found = [tier for tier, word in _TIER_WORDS if word in words]
    return list(dict.fromkeys(found)), "district" in record.levels or bool(_DISTRICT.search(words))


def agency_code(raw: str) -> str:
    """The code in today's form: 000.00.21.H17 and H17.21 are one; "" for the portal's own free codes."""
    text = raw.strip().upper()
    if _NEW_AGENCY.match(text):
        return text
    old = _OLD_AGENCY.match(text)
    if old is None:
        return ""
    below = [part[-2:] for part in (old[3], old[2], old[1]) if part.strip("0")]
    return ".".join([old[4], *below])


@dataclass(frozen=True, slots=True)
class Bodies:
    """Names of agencies; how many entries meant the same body; texts that are no name; former districts."""

    names: list[str]
    merged: int
    garbled: list[str]
    districts: list[str]


def bodies_of(raw: list[Named]) -> Bodies:
    """Agencies without repetitions: the same code in either generation, or the same name, is one body."""
    seen: set[str] = set()
    names: list[str] = []
    garbled: list[str] = []
    merged = 0
    for body in raw:
        for name in _single(body.name):
            if len(name) > _GARBLED:
                garbled.append(name)
                continue
            keys = {key for key in (agency_code(body.code), folded(name).strip(" .")) if key}
            if keys & seen:
                merged += 1
            else:
                names.append(name)
            seen |= keys
    districts = [name for name in names if is_district(name)]
    return Bodies(names[:MOST_AGENCIES], merged, garbled, districts)


def is_district(name: str) -> bool:
    """Whether a name means the district level, which ended on 30 June 2025."""
    return bool(_DISTRICT.search(folded(name)))


def subjects_of(raw: list[str]) -> tuple[list[str], bool]:
    """Subjects without repetitions; "Tổ chức (không bao gồm doanh nghiệp", "HTX)" put together again."""
    made: list[str] = []
    torn = False
    for part in raw:
        text = " ".join(said(part).split()).strip(" ;,")
        if made and made[-1].count("(") > made[-1].count(")"):
            made[-1], torn = f"{made[-1]}, {text}", True
        elif text:
            made.append(text)
    return [shortened(name, 480) for name in unique(made)][:60], torn


def _single(name: str) -> list[str]:
    """One name a line; trailing stops and blanks off."""
    return [line for part in name.split("\n") if (line := " ".join(part.split()).strip(" .;,-"))]
