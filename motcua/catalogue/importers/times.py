"""How long a procedure takes: methods, cases and prose weighed against each other (quirks 2 and 3 of the crawls)."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from motcua.catalogue.importers import limits
from motcua.catalogue.importers.record import RawCase, Record, Way
from motcua.catalogue.importers.text import folded, shortened
from motcua.catalogue.importers.wording import span
from motcua.catalogue.values import Case, Limit

SAME_DAY_COUNT = 1
EARLY = 40
"""A limit named within so many letters is what the description is about."""


@dataclass(slots=True)
class Times:
    """What was understood: a limit for each way (same order), the cases, one limit for all, and why not.

    `understood` holds (kind, sentence), `doubts` (value, why).
    """

    ways: list[Limit | None] = field(default_factory=list)
    cases_of: list[str] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    whole: Limit | None = None
    understood: list[tuple[str, str]] = field(default_factory=list)
    doubts: list[tuple[str, str]] = field(default_factory=list)

    def know(self, kind: str, text: str) -> None:
        """Note once how something was understood."""
        if (kind, text) not in self.understood:
            self.understood.append((kind, text))

    def doubt(self, value: str, why: str) -> None:
        """Note once what is doubtful."""
        if (value, why) not in self.doubts:
            self.doubts.append((value, why))


def times_of(record: Record) -> Times:
    """The time limits of a record."""
    times = Times()
    times.cases = [made for case in record.cases if (made := _case(case, times))]
    for way in record.ways:
        times.ways.append(_way(way, record, times))
    _cases_from_prose(record, times)
    _assign(record, times)
    _contradictions(record, times)
    times.whole = _whole(times, record)
    return times


def _case(case: RawCase, times: Times) -> Case | None:
    name = case.name or case.code
    if not name:
        return None
    limit = None
    if isinstance(case.time, str):
        limit = limits.read(case.time)
    elif case.time:
        limit = limits.counted(case.time, case.unit)
        if limit is None:
            times.doubt(f"{case.time:g}", "Trường hợp chỉ ghi một con số, không rõ là ngày hay ngày làm việc.")
    return Case(code=shortened(case.code, 80), name=shortened(name, 480), limit=limit)


def _way(way: Way, record: Record, times: Times) -> Limit | None:
    if isinstance(way.time, float | int) and way.time and way.unit in limits.UNITS:
        limit = limits.counted(float(way.time), way.unit)
        if way.unit == "HOUR" and limit:
            times.doubt(span(limit), "Nguồn ghi giờ, không rõ là giờ làm việc hay giờ liên tục.")
        _against_text(limit, way, times)
        return limit
    for text in (way.time if isinstance(way.time, str) else "", way.raw):
        if any(char.isalpha() for char in text):
            found = _worded(text, way, times)
            if found is not None:
                return found
    if way.raw and not way.time and any(char.isdigit() for char in way.raw) and not any(map(str.isalpha, way.raw)):
        times.doubt(way.raw, "Nguồn chỉ ghi con số, không rõ đơn vị.")
        return None
    if isinstance(way.time, float | int) and way.time:
        return _bare(float(way.time), way, record, times)
    found = limits.sole(way.text)
    if found is not None:
        times.know("limit_from_text", f"{span(found)} (từ lời tả cách nộp)")
    return found


def _against_text(limit: Limit | None, way: Way, times: Times) -> None:
    """A description that begins with other limits than the number beside it."""
    told = limits.mentions(way.text)
    if limit is None or not told or told[0].start > EARLY or any(one.limit.kind == "same_day" for one in told):
        return
    if limit.count not in {one.limit.count for one in told}:
        spans = ", ".join(dict.fromkeys(span(one.limit) for one in told[:5]))
        times.doubt(f"{span(limit)} / {spans}", "Thời hạn ở ô số khác thời hạn trong lời tả cách nộp.")


def _worded(text: str, way: Way, times: Times) -> Limit | None:
    """A limit that the source wrote in words; "Theo mô tả", "Khác" send to the description."""
    if folded(text).strip(". ") in ("theo mo ta", "khac", "khong", "xem mo ta", "theo quy dinh"):
        return None
    found = limits.read(text)
    if found is not None and found.kind == "varies":
        times.know("limit_in_words", shortened(text, 120))
    elif found is not None:
        times.know("limit_from_text", f"{span(found)} (từ câu: {shortened(text, 120)})")
    elif not limits.by_case(text):
        times.doubt(shortened(text, 400), "Một câu nêu nhiều thời hạn. Cần ghi rõ thời hạn nào cho trường hợp nào.")
    return found


def _bare(value: float, way: Way, record: Record, times: Times) -> Limit | None:
    """A number without unit: the cases explain it, or the prose; alone it is a doubt, never a fact."""
    known = {case.limit for case in times.cases if case.limit}
    if len(known) == 1:
        limit = next(iter(known))
        if limit.count != value:
            times.doubt(
                f"{value:g} / {span(limit)}",
                "Cách nộp ghi một con số không đơn vị, khác với thời hạn của các trường hợp.",
            )
            return None
        return _today(limit, way, record, times)
    if known:
        if value not in {limit.count for limit in known}:
            cases = ", ".join(sorted(span(one) for one in known))
            times.doubt(f"{value:g} / {cases}", "Con số không đơn vị khác thời hạn của mọi trường hợp.")
        return None
    found = limits.sole(way.text)
    if found is not None:
        times.know("limit_from_text", f"{span(found)} (từ lời tả cách nộp)")
        if found.count != value and found.kind != "same_day":
            times.doubt(f"{value:g} / {span(found)}", "Con số không đơn vị khác với thời hạn trong lời tả cách nộp.")
        return found
    if not limits.by_case(way.text):
        times.doubt(f"{value:g}", "Nguồn chỉ ghi một con số, không rõ đơn vị; các trường hợp cũng không cho biết.")
    return None


def _today(limit: Limit, way: Way, record: Record, times: Times) -> Limit:
    """One working day, where the steps say "after 15 h on the next working day", means the same day."""
    if limit.kind == "working_days" and limit.count == SAME_DAY_COUNT:
        hour = limits.after_hours("\n".join([way.text, *(text for _name, text in record.steps)]))
        if hour:
            times.know("same_day_from_text", f"trong ngày, nhận sau {hour} trả ngày làm việc tiếp theo")
            times.doubt("1 ngày làm việc", "Các trường hợp ghi 1 ngày làm việc, trình tự cho biết trả ngay trong ngày.")
            return limits.same_day(hour)
    times.know("limit_from_cases", span(limit))
    return limit


def _cases_from_prose(record: Record, times: Times) -> None:
    """Cases that only the sentences tell, when the record lists none."""
    if times.cases:
        return
    for way, limit in zip(record.ways, times.ways, strict=True):
        if limit is not None:
            continue
        for text in (way.time if isinstance(way.time, str) else "", way.raw, way.text):
            told = limits.by_case(text)
            if told:
                times.cases = [Case(name=name, limit=one) for name, one in told[:60]]
                times.know("cases_from_text", "; ".join(f"{shortened(name, 60)}: {span(one)}" for name, one in told))
                return


def _assign(record: Record, times: Times) -> None:
    """Several methods of one channel, one a case: by the limit, when exactly one case has it."""
    channels = [way.channel for way in record.ways]
    for way, limit in zip(record.ways, times.ways, strict=True):
        fitting = [case for case in times.cases if case.code and case.limit is not None and case.limit == limit]
        alone = channels.count(way.channel) > 1 and len(fitting) == 1 and len(times.cases) > 1
        times.cases_of.append(fitting[0].code if alone else "")
    if any(times.cases_of):
        times.know("methods_by_case", "Nhiều cách nộp cùng một kênh: mỗi cách ứng với một trường hợp.")


def _contradictions(record: Record, times: Times) -> None:
    known = {case.limit for case in times.cases if case.limit}
    if not known or not record.cases:
        return
    for limit in dict.fromkeys(limit for limit in times.ways if limit is not None):
        if limit not in known and limit.kind != "same_day":
            cases = ", ".join(sorted(span(one) for one in known))
            times.doubt(f"{span(limit)} / {cases}", "Thời hạn của cách nộp khác thời hạn của mọi trường hợp.")


def _whole(times: Times, record: Record) -> Limit | None:
    """The one limit that holds for every way and case, nothing against it; None otherwise."""
    told = [limit for limit in times.ways if limit is not None]
    silent = [
        way for way, limit in zip(record.ways, times.ways, strict=True)
        if limit is None and (way.time or way.raw or limits.mentions(way.text))
    ]  # fmt: skip
    of_cases = [case.limit for case in times.cases]
    same_day = Limit(kind="working_days", count=SAME_DAY_COUNT)
    one = _one(told)
    if silent or (told and one is None) or any(case is None for case in of_cases):
        return None
    cases = _one(case for case in of_cases if case)
    if one is None or not of_cases:
        return one or cases
    return one if cases == one or (one.kind == "same_day" and cases == same_day) else None


def _one(found: Iterable[Limit]) -> Limit | None:
    distinct = set(found)
    return next(iter(distinct)) if len(distinct) == 1 else None
