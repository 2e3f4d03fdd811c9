"""Time limits out of prose and numbers: what was understood, what stays doubtful. No guess is made into a fact."""

import re
from dataclasses import dataclass
from functools import lru_cache

from motcua.catalogue.importers.text import folded, shortened, unmarked
from motcua.catalogue.values import Limit
from motcua.kit.vietnamese import clean

UNITS = {
    "WORKING_DAY": "working_days", "DAY": "calendar_days", "HOUR": "working_hours", "WORKING_HOUR": "working_hours",
    "MONTH": "months", "YEAR": "years",
}  # fmt: skip
MOST_READ = 30_000
_NUMBER = r"(?:1/2|\d{1,4}(?:[.,]\d{1,2})?)"
_UNIT = r"(?:ngay lam viec|ngay|gio lam viec|gio|thang|nam|tuan)"
_COUNTED = re.compile(
    rf"(?<![\w/.,])(?:(?P<least>{_NUMBER})\s{{0,3}}(?:-|–|den)\s{{0,3}})?(?P<count>{_NUMBER})"
    rf"\s{{0,3}}(?:\([a-z ,]{{1,40}}\)\s{{0,3}})?(?P<unit>{_UNIT})\b(?!\s{{0,3}}\d)"
)
_SAME_DAY = re.compile(
    r"(?:ngay )?trong ngay(?: lam viec)?(?! \d| lam viec| tiep theo| ke tiep)|ngay khi (?:nhan|tiep nhan)"
)
_HOUR_OF_DAY = re.compile(r"(?:sau|truoc|tu|luc|den|vao)\s{0,3}$")
_CUTOFF = re.compile(r"sau\s{0,3}(\d{1,2})\s{0,3}(?:gio|h|:)\s{0,3}(\d{2})?")
_NEXT_DAY = re.compile(r"ngay lam viec (?:tiep theo|ke tiep|lien ke)")
_NO_LIMIT = re.compile(r"^(?:phap luat |luat )?(?:khong|chua) (?:co )?quy dinh(?: thoi (?:han|gian).{0,40})?\.?$")
_ADDED = re.compile(r"(?:tang them|keo dai them|cong them|gia han)[^.;]{0,60}$")
_WHEN = re.compile(r"(?:đối với|trường hợp|áp dụng)\s.{3,}", re.I | re.S)
_KINDS = {
    "ngay lam viec": "working_days", "ngay": "calendar_days", "gio lam viec": "working_hours",
    "gio": "working_hours", "thang": "months", "nam": "years", "tuan": "calendar_days",
}  # fmt: skip
_BREAK = re.compile(
    r"\n|;|(?<=\.)\s+|\s(?=[-–+]\s)|\s(?=[a-zđ]\)\s)|,\s+(?=\d{1,3}\s+(?:ngày|tháng|giờ))|\(hoặc\s|\(?hoặc\s+(?=\d)"
)
_DAYS_A_WEEK = 7
LONGEST_TEXT = 500


@dataclass(frozen=True, slots=True)
class Mention:
    """A time limit found in a text, with its place in the folded text."""

    limit: Limit
    start: int
    added: bool


def counted(value: float, unit: str) -> Limit | None:
    """A number with a unit of the portal; None when the number means nothing or the unit is not known."""
    kind = UNITS.get(unit)
    if kind is None or not 0 < value <= 10_000:
        return None
    return Limit.model_validate({"kind": kind, "count": round(value, 2)})


@lru_cache(maxsize=64)
def mentions(text: str) -> tuple[Mention, ...]:
    """Every time limit named in a text, in order: "05 ngày làm việc", "10-25 ngày", "½ ngày", "ngay trong ngày"."""
    flat = _flat(text)
    found = [
        Mention(limit, match.start(), bool(_ADDED.search(flat[max(0, match.start() - 80) : match.start()])))
        for match in _COUNTED.finditer(flat)
        if not (match["unit"] == "gio" and _HOUR_OF_DAY.search(flat[max(0, match.start() - 8) : match.start()]))
        and (limit := _limit(match)) is not None
    ]
    found += [Mention(_same_day(flat[match.start() :]), match.start(), False) for match in _SAME_DAY.finditer(flat)]
    return tuple(sorted(found, key=lambda mention: mention.start))


def read(text: str) -> Limit | None:
    """The one limit a text states; None when it states none or several. Words without a number: "varies".

    "Không quy định" → none; "Tùy theo đợt" → varies; "không quá 30 (ba mươi) ngày làm việc kể từ…" → 30.
    """
    words = clean(text)
    if not words:
        return None
    if _NO_LIMIT.match(folded(words)):
        return Limit(kind="none")
    found = mentions(words)
    distinct = {
        (mention.limit.kind, mention.limit.count, mention.limit.least) for mention in found if not mention.added
    }
    if len(distinct) == 1:
        return next(mention.limit for mention in found if not mention.added)
    if not found and len(words) <= LONGEST_TEXT and any(char.isalpha() for char in words):
        return Limit(kind="varies", text=words)
    return None


def sole(text: str) -> Limit | None:
    """The limit of a sentence that names exactly one; None for anything else, also for words without a limit."""
    found = read(text)
    return found if found is not None and found.kind not in ("varies", "none") else None


def by_case(text: str) -> list[tuple[str, Limit]]:
    """Limits of cases told in prose: "- 03 ngày làm việc đối với cải chính. - Ngay trong ngày đối với bổ sung."

    Empty unless at least two parts name a condition with exactly one limit, and no part was left over.
    """
    made: list[tuple[str, Limit]] = []
    for part in _parts(text[:MOST_READ]):
        base = [mention for mention in mentions(part) if not mention.added]
        if not base:
            continue
        limit = sole(part)
        named = _WHEN.search(part)
        if limit is None or named is None:
            return []
        made.append((_condition(named.group(0)), limit))
    names = {folded(name) for name, _limit in made}
    return made if len(made) > 1 and len(names) == len(made) else []


def after_hours(text: str) -> str | None:
    """The hour after which the answer comes on the next working day ("15:00"), when a text says so."""
    flat = _flat(text)
    cutoff = _CUTOFF.search(flat)
    if cutoff is None or not _NEXT_DAY.search(flat, cutoff.end(), cutoff.end() + 400):
        return None
    return _hour(cutoff)


def _flat(text: str) -> str:
    return folded(text[:MOST_READ].replace("½", "1/2"))


def same_day(hour: str) -> Limit:
    """The same day; what comes after `hour` ("15:00") on the next working day, as the source itself says."""
    spoken = f"{int(hour[:2])} giờ{'' if hour.endswith(':00') else f' {hour[3:]}'}"
    return Limit(kind="same_day", cutoff=hour, text=f"nhận sau {spoken} thì trả vào ngày làm việc tiếp theo")


def _limit(match: re.Match[str]) -> Limit | None:
    unit = match["unit"]
    count, least = _value(match["count"]), _value(match["least"]) if match["least"] else None
    if unit == "tuan":
        count, least = count * _DAYS_A_WEEK, least * _DAYS_A_WEEK if least else None
    if not 0 < count <= 10_000:
        return None
    if least is not None and not 0 < least < count:
        least = None
    if unit == "nam" and count > 100:  # "năm 2025" is a date
        return None
    return Limit.model_validate({"kind": _KINDS[unit], "count": count, "least": least})


def _value(text: str) -> float:
    return 0.5 if text == "1/2" else float(text.replace(",", "."))


def _same_day(rest: str) -> Limit:
    cutoff = _CUTOFF.search(rest, 0, 400)
    return same_day(_hour(cutoff)) if cutoff else Limit(kind="same_day")


def _hour(match: re.Match[str]) -> str:
    hour, minute = int(match[1]), int(match[2] or 0)
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else "15:00"


def _parts(text: str) -> list[str]:
    """Sentences and list entries."""
    return [unmarked(part) for line in _BREAK.split(text) if (part := line.strip())]


def _condition(text: str) -> str:
    words = re.sub(r"(?i)^(?:đối với|áp dụng (?:đối với|cho)?)\s+", "", text.strip(" .;:"))
    words = re.split(r"(?i)[,:]?\s+(?:thì\s+)?(?:thời (?:hạn|gian)|không quá|trong thời hạn|là \d)", words)[0]
    words = re.split(r"(?i),?\s+kể từ|,\s+(?:trường hợp|nếu)\s", words)[0].strip(" .;:,") or text.strip(" .;:")
    words = words if words.count("(") == words.count(")") else words.strip("()")
    return shortened(words[:1].upper() + words[1:], 400)
