"""Understood values in plain Vietnamese, for the document. Only what was understood is said; nothing is added."""

from collections.abc import Sequence

from motcua.catalogue.importers.text import shortened, unique
from motcua.catalogue.values import Case, Charge, Limit, Method
from motcua.kit import money

CHANNELS = {"direct": "nộp trực tiếp", "online": "nộp trực tuyến", "post": "nộp qua bưu chính"}
KINDS = {"fee": "phí", "charge": "lệ phí", "service": "giá dịch vụ"}
_UNITS = {
    "working_days": "ngày làm việc", "calendar_days": "ngày", "working_hours": "giờ làm việc", "months": "tháng",
    "years": "năm",
}  # fmt: skip
LONGEST = 24_000


def span(limit: Limit) -> str:
    """A limit in words: "3 ngày làm việc", "10–25 ngày"."""
    if limit.kind == "same_day":
        return f"ngay trong ngày; {limit.text}" if limit.text else "ngay trong ngày"
    if limit.kind in ("none", "varies"):
        return "luật không quy định" if limit.kind == "none" else limit.text
    count = f"{limit.least:g}–{limit.count:g}" if limit.least else f"{limit.count:g}"
    return f"{count.replace('.', ',')} {_UNITS[limit.kind]}"


def limit_words(whole: Limit | None, methods: Sequence[Method], cases: Sequence[Case]) -> str:
    """The time limit of the procedure as one sentence, by channel and case where they differ; "" when unknown."""
    if whole is not None:
        return _sentence(span(whole))
    told = [f"{_when(case.name)}: {span(case.limit)}" for case in cases if case.limit]
    if len(told) > 1 or (told and not any(method.limit for method in methods)):
        return _sentence("; ".join(told))
    by_channel: dict[str, list[str]] = {}
    for method in methods:
        if method.limit:
            by_channel.setdefault(method.channel, []).append(span(method.limit))
    several = any(len(set(said)) > 1 for said in by_channel.values())
    either = {channel: [" hoặc ".join(unique(said))] for channel, said in by_channel.items()}
    return _sentence(_by_channel(either) + (", tùy trường hợp" if several else ""))


def fee_words(methods: Sequence[Method]) -> str:
    """The fees as one sentence, by channel where they differ; "" when nobody said anything of them."""
    by_channel: dict[str, list[str]] = {}
    for method in methods:
        told = [charge_words(charge) for charge in method.charges]
        by_channel.setdefault(method.channel, []).extend(filter(None, told))
    return _sentence(_by_channel({channel: said for channel, said in by_channel.items() if said}))


def charge_words(charge: Charge) -> str:
    """One charge in words; "" when it is not known."""
    kind = KINDS[charge.kind]
    if charge.rule == "fixed":
        unit = f" một {charge.unit}" if charge.unit else ""
        return f"{kind} {money.dong(charge.amount)}{unit}"
    if charge.rule == "council":
        return f"{kind} do Hội đồng nhân dân tỉnh quy định"
    if charge.rule == "free":
        return f"không thu {kind}: {_lower(shortened(charge.text, 300))}".rstrip(".")
    if charge.rule == "formula":
        return shortened(charge.text, 1_000).rstrip(".")
    return ""


def _by_channel(told: dict[str, list[str]]) -> str:
    joined = {channel: "; ".join(unique(said)) for channel, said in told.items()}
    if len(set(joined.values())) <= 1:
        return next(iter(joined.values()), "")
    return "; ".join(f"{CHANNELS[channel]}: {said}" for channel, said in joined.items())


def _when(name: str) -> str:
    words = shortened(name, 160)
    named = words.lower().startswith(("trường hợp", "đối với", "thủ tục"))
    return words if named else f"Trường hợp {_lower(words)}"


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text


def _sentence(text: str) -> str:
    text = shortened(text.strip(), LONGEST)
    return f"{text[:1].upper()}{text[1:]}{'' if text[-1:] in '.…' else '.'}" if text else ""
