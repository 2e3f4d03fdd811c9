"""Legal texts and decisions: numbers set right, repetitions dropped, dates read, acts that no longer hold marked."""

import re
from datetime import date, datetime
from functools import lru_cache

from motcua.catalogue.importers.record import RawLaw
from motcua.catalogue.importers.text import folded, shortened
from motcua.catalogue.values import Law
from motcua.kit.clock import HANOI
from motcua.kit.vietnamese import clean

_NUMBER = re.compile(
    r"(?<![\w/.])(\d{1,5}[a-z]?(?:\.\d{1,3}[a-z]?)?\.?\s?/\s?(?:\d{4}\s?/\s?)?[A-ZĐ][A-ZĐa-zđ]{1,9}\d{0,2}"
    r"(?:\s?[-–/]\s?[A-ZĐ][A-ZĐa-zđ]{0,9}\d{0,3}){0,6})"
)
_YEARED = re.compile(r"(?<![\w/.])(\d{1,4}(?:\.\d{1,2})?/(?:19|20)\d\d)(?![/\d])")
_ISSUERS = (
    (re.compile(r"/QH\d"), "Quốc hội"), (re.compile(r"UBTVQH"), "Ủy ban Thường vụ Quốc hội"),
    (re.compile(r"/N[ĐD]-CP|/NQ-CP"), "Chính phủ"), (re.compile(r"/Q[ĐD]-TTg"), "Thủ tướng Chính phủ"),
    (re.compile(r"/TT-BTP"), "Bộ Tư pháp"), (re.compile(r"/TT-BTC"), "Bộ Tài chính"),
    (re.compile(r"/TT-BCA"), "Bộ Công an"), (re.compile(r"/NQ-HĐND"), "Hội đồng nhân dân tỉnh"),
)  # fmt: skip
_ENDED = {
    "33/2005/QH11": date(2016, 12, 31), "81/2006/QH11": date(2021, 6, 30), "23/2008/QH12": date(2024, 12, 31),
    "47/2010/QH12": date(2024, 6, 30), "60/2010/QH12": date(2025, 6, 30), "10/2012/QH13": date(2020, 12, 31),
    "23/2012/QH13": date(2024, 6, 30), "43/2013/QH13": date(2023, 12, 31), "45/2013/QH13": date(2024, 7, 31),
    "55/2014/QH13": date(2021, 12, 31), "59/2014/QH13": date(2024, 6, 30), "65/2014/QH13": date(2024, 7, 31),
    "66/2014/QH13": date(2024, 7, 31), "67/2014/QH13": date(2020, 12, 31), "68/2014/QH13": date(2020, 12, 31),
    "77/2015/QH13": date(2025, 2, 28), "65/2025/QH15": date(2025, 6, 15),
}  # fmt: skip
"""Last day in force of acts of the National Assembly that records still name; each was replaced by a later act."""
_LEADING = re.compile(
    r"^(?:quyết định|thông tư liên tịch|thông tư|nghị định|nghị quyết|bộ luật|luật|luất|pháp lệnh|qđ|văn bản hợp nhất)?"
    r"\s*(?:số|so)?\s*[:.]?\s*(?=\d)", re.I,
)  # fmt: skip
_DECISION = re.compile(r"^\d{1,6}[a-zđ]?(?:/\d{4})?/QĐ[-A-ZĐa-z0-9]{0,30}$|^\d{1,6}[a-zđ]?/QĐ-[A-ZĐ][\w-]{0,30}$")
_ENDED_WORDS = re.compile(r"(?:da )?het hieu luc|bi bai bo|da bai bo")


def law_number(text: str) -> str:
    """ "Thông tư số 03/2023/TT-BTP" → "03/2023/TT-BTP"; "nghị định 146/2025" → "146/2025"; else ""."""
    found = law_numbers(text)
    if found:
        return found[0]
    year = _YEARED.search(text)
    return year[1] if year else ""


def law_numbers(text: str) -> list[str]:
    """The numbers of legal texts named in a text, without repetitions."""
    return list(dict.fromkeys(_tidy(match[1]) for match in _NUMBER.finditer(text)))[:20]


def laws_of(raw: list[RawLaw]) -> tuple[list[Law], int, list[str]]:
    """The laws without repetitions, how many were repeated, and the numbers of those no longer in force."""
    found: dict[str, Law] = {}
    ended: list[str] = []
    repeated = 0
    for one in raw:
        law = _law(one)
        if law is None:
            continue
        key = law.number.upper() or folded(law.title)
        if key in found:
            repeated += 1
            if len(law.title) > len(found[key].title):
                found[key] = found[key].model_copy(update={"title": law.title})
            continue
        found[key] = law
        if law.valid_to or _ENDED_WORDS.search(folded(law.title)):
            ended.append(law.number or law.title)
    return list(found.values()), repeated, ended


@lru_cache(maxsize=4_096)
def _law(raw: RawLaw) -> Law | None:
    number = law_number(raw.number) or law_number(raw.title)
    title = raw.title or (raw.number if not number or folded(raw.number) != folded(number) else "")
    title = re.sub(r"\s+", " ", title).strip()
    if not number and raw.number and not raw.title:
        title = raw.number
    if not number and not title:
        return None
    issuer = raw.issuer or next((name for pattern, name in _ISSUERS if pattern.search(number)), "")
    return Law(
        number=number, title="" if title == number else title[:1].upper() + title[1:], issued=day(raw.issued),
        valid_to=_ENDED.get(number), issuer=shortened(issuer, 480),
    )  # fmt: skip


def decision(text: str) -> tuple[str, bool]:
    """The number of a decision in its usual form "163/QĐ-BTP", and whether it has that form.

    "SỐ 64/QĐ-NHNN", "Quyết định số 6225/QĐ-BQP", "163/QD-BTP" are set right; "1681", "QĐ/0001-BCA" stay as they are.
    """
    words = clean(text).strip(" .;,")
    tidy = _LEADING.sub("", words) if re.match(r"(?i)(?:quyết định|số|qđ số|qđ\s*\d)", words) else words
    tidy = re.sub(r"/QD\b", "/QĐ", re.sub(r"\.?\s*/\s*", "/", tidy))
    tidy = re.sub(r"\s*[-–]\s*", "-", tidy)
    sound = bool(_DECISION.match(tidy)) and not re.match(r"^0+/", tidy)
    return (tidy if sound else words), sound


def day(text: str) -> date | None:
    """A date out of dd-mm-yyyy, dd/mm/yyyy, ISO, or milliseconds of the epoch (the day in Hà Nội); else None."""
    words = text.strip()
    if found := re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", words):
        return _date(int(found[3]), int(found[2]), int(found[1]))
    if found := re.match(r"(\d{4})-(\d{2})-(\d{2})(?!\d)", words):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    if re.fullmatch(r"\d{11,13}(?:\.0)?|\d(?:\.\d+)?e\+1[12]", words):
        try:
            return datetime.fromtimestamp(float(words) / 1000, HANOI).date()
        except (OverflowError, ValueError, OSError):
            return None
    return None


def _date(year: int, month: int, day_of: int) -> date | None:
    try:
        return date(year, month, day_of)
    except ValueError:
        return None


def _tidy(number: str) -> str:
    tidy = re.sub(r"\s*([/–-])\s*", r"\1", number).replace("–", "-").replace("./", "/")
    tidy = re.sub(r"/ND-CP$", "/NĐ-CP", re.sub(r"/QD-", "/QĐ-", tidy))
    return re.sub(r"/NĐ-C$", "/NĐ-CP", tidy)
