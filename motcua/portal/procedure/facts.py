"""What one wants to know before starting: fee, time, visits, ways. Nothing unverified is told as a fact."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.catalogue import api as catalogue
from motcua.catalogue import fees
from motcua.catalogue.values import Charge, Limit, Method
from motcua.kit.money import dong
from motcua.portal.procedure.gathering import ONLINE, Shown

LONG = 220
"""Characters; a longer text stands below, and a few words take its place among the four facts."""
MOST_ROWS = 60
MOST_CHARGES = 12


@dataclass(frozen=True, slots=True)
class Fact:
    """One of the four. `pending`: the office is still verifying it, so `text` is empty."""

    label: str
    text: str = ""
    pending: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """How one hands in by one way in one case: how long it takes and what it costs."""

    channel: str
    text: str
    case: str
    limit: str
    charges: tuple[str, ...]
    notes: tuple[str, ...]


def channels() -> dict[str, str]:
    """The ways of handing in, in words."""
    return {"direct": _("Trực tiếp tại cơ quan"), "online": _("Trực tuyến"), "post": _("Qua bưu điện")}


def four(shown: Shown) -> list[Fact]:
    """Fee, time, visits and ways, in the order people ask."""
    return [
        Fact(_("Lệ phí"), fee(shown), "fee" in shown.doubts and not local_fee(shown)),
        Fact(_("Thời hạn"), limit(shown), "limit" in shown.doubts),
        Fact(_("Số lần đến"), visits(shown), "presence" in shown.doubts),
        Fact(_("Cách nộp"), ways(shown), "methods" in shown.doubts),
    ]


def local_fee(shown: Shown) -> str:
    """What the council of the chosen office decided; empty when it said nothing."""
    said = shown.offices.only.fee if shown.offices.only else None
    if not said or not isinstance(said.get("amount"), int):
        return ""
    if not said.get("decision"):
        return dong(said["amount"])
    return _("%(amount)s, theo %(decision)s") % {"amount": dong(said["amount"]), "decision": said["decision"]}


def fee(shown: Shown) -> str:
    if local := local_fee(shown):
        return local
    if "fee" in shown.doubts:
        return ""
    text = shown.content.fee_text
    return text if text and len(text) <= LONG else catalogue.fee_summary(shown.version, shown.doubts)


def limit(shown: Shown) -> str:
    if "limit" in shown.doubts:
        return ""
    text = shown.content.limit_text
    return text if text and len(text) <= LONG else catalogue.limit_summary(shown.version, shown.doubts)


def visits(shown: Shown) -> str:
    """The procedure's own words, unless they tell of an online road that the office does not offer."""
    if "presence" in shown.doubts:
        return ""
    text = shown.content.visits_text
    online = shown.document.form and any(method.channel == "online" for method in shown.content.methods)
    as_told = shown.offices.level >= ONLINE or not online
    if as_told and text and len(text) <= LONG:
        return text
    count = shown.offices.visits
    return times(shown.proof.visits if count is None else count)


def times(count: int) -> str:
    """How often one must come to the office."""
    if count == 0:
        return _("Không phải đến cơ quan")
    words = ngettext("Đến cơ quan %(count)d lần", "Đến cơ quan %(count)d lần", count)
    return words % {"count": count}


def ways(shown: Shown) -> str:
    """How one may hand in: here first, when an office takes it here."""
    open_ways = {method.channel for method in shown.content.methods}
    said = []
    if shown.offices.taking:
        said.append(_("nộp trên trang này"))
    elif "online" in open_ways:
        said.append(_("nộp trên mạng ở cổng khác"))
    if "direct" in open_ways or not open_ways:
        said.append(_("đến tận cơ quan"))
    if "post" in open_ways:
        said.append(_("gửi qua bưu điện"))
    last = said.pop()
    text = _("%(some)s hoặc %(last)s") % {"some": ", ".join(said), "last": last} if said else last
    return text[:1].upper() + text[1:]


def table(shown: Shown) -> tuple[list[Row], int]:
    """The ways × cases with time and fee, and how many rows were left out."""
    methods = shown.content.methods
    return [_row(shown, method) for method in methods[:MOST_ROWS]], max(0, len(methods) - MOST_ROWS)


def cases(shown: Shown) -> list[tuple[str, str]]:
    """(case, time) where the law sets a time of its own for a case."""
    if "limit" in shown.doubts:
        return []
    return [(case.name, said(case.limit)) for case in shown.content.cases if case.limit]


def said(limit: Limit) -> str:
    """A time limit in words, with what the law adds to it."""
    words = fees.said(limit)
    return f"{words} ({limit.text})" if limit.text and limit.kind != "varies" else words


def _row(shown: Shown, method: Method) -> Row:
    case = next((one for one in shown.content.cases if method.case and one.code == method.case), None)
    limit = method.limit or (case.limit if case else None)
    charges = method.charges[:MOST_CHARGES]
    notes = dict.fromkeys(filter(None, (_note(charge) for charge in charges)))
    return Row(
        channels()[method.channel], method.text, case.name if case else "",
        said(limit) if limit else catalogue.limit_summary(shown.version, shown.doubts),
        tuple(charge_said(charge) for charge in charges) or (catalogue.fee_summary(shown.version, shown.doubts),),
        tuple(notes),
    )  # fmt: skip


def varied(shown: Shown) -> bool:
    """Whether time or fee differ by way or case, so that a table says more than a list."""
    return any(method.limit or method.charges or method.case for method in shown.content.methods)


def charge_said(charge: Charge) -> str:
    """One charge: its legal kind and how much."""
    kinds = {"fee": _("Phí"), "charge": _("Lệ phí"), "service": _("Giá dịch vụ")}
    amount = {
        "free": _("không phải nộp"),
        "council": _("theo mức của tỉnh"),
        "fixed": dong(charge.amount) + (f" / {charge.unit}" if charge.unit else ""),
        "formula": charge.text,
        "unknown": _("chưa rõ, hãy hỏi cơ quan"),
    }[charge.rule]
    return f"{kinds[charge.kind]}: {amount}"


def _note(charge: Charge) -> str:
    parts = [charge.text] if charge.text and charge.rule != "formula" else []
    if charge.exemption:
        parts.append(_("Được miễn: %(who)s") % {"who": charge.exemption})
    if charge.authority:
        parts.append(_("Theo %(law)s") % {"law": charge.authority})
    return " ".join(part if part.endswith(".") else f"{part}." for part in parts)
