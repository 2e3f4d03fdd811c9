"""Fees out of the crawls. Zero is never taken for free: only a text in which a law exempts is (quirks 1 and 4)."""

import re
from dataclasses import dataclass
from functools import lru_cache

from motcua.catalogue.importers import money
from motcua.catalogue.importers.laws import law_numbers
from motcua.catalogue.importers.record import RawFee
from motcua.catalogue.importers.text import folded, shortened
from motcua.catalogue.values import Charge

LONGEST_READ = 25_000
SMALLEST = 1_000
"""An amount below this many đồng is hardly one: the source dropped zeros."""
_LEAD = re.compile(r"^\s*(?:(?:phí|lệ phí)\s*:\s*|miễn phí đồng\s*(?:[-–]\s*)?)", re.I)
_NO = frozenset({"khong", "khong co", "khong thu", "khong dong", "khong thu phi", "khong thu le phi", "mien phi"})
_UNSET = re.compile(r"^(?:dong )?(?:phap luat )?(?:khong|chua) (?:co )?quy dinh\b.{0,60}$")
_COUNCIL = re.compile(r"hoi dong nhan dan|\bhdnd\b")
_EXEMPT = re.compile(r"^(?:khong (?:phai )?(?:thu|nop)|mien|duoc mien)(?: nop| thu)? (?:phi|le phi|cac khoan)")
_BY_LAW = re.compile(r"(?:luat|nghi dinh|thong tu|nghi quyet|phap lenh)\s.{0,80}\d")
_ABOUT = re.compile(r"(?:doi voi|cho)\s+([^.;,]{4,120}?)(?:\s+(?:theo|khi|neu|quy dinh)\b|[.;,]|$)")
_ELSEWHERE = re.compile(r"bieu (?:muc )?(?:thu )?phi|(?:van ban|tep|file|phu luc) (?:dinh )?kem|dinh kem")
_SENTENCE = re.compile(r"(?<=[.;])\s+|\n|\s(?=[-+*]\s)")


@dataclass(frozen=True, slots=True)
class Understood:
    """A charge, how it was understood ("" = as stated), and why it is doubtful ("" = it is not)."""

    charge: Charge
    how: str = ""
    doubt: str = ""


@lru_cache(maxsize=64)
def charge_of(fee: RawFee, procedure: str = "") -> Understood | None:
    """What one published fee says; None when it says nothing at all. `procedure` = name, for "không thu … đối với"."""
    text = _text(fee)
    kind = _kind(fee, text)
    amount = int(fee.amount) if fee.amount and fee.amount == int(fee.amount) else 0
    named = money.amounts(fee.raw) if not amount and fee.amount is None else []
    if fee.type == "UNKNOWN" and not any(map(str.isalpha, text)):
        return None
    if not amount and len(named) == 1 and named[0] and not money.foreign(fee.raw):
        amount = named[0]
    if 0 < amount <= money.MOST:
        return _fixed(kind, amount, text)
    return _unpriced(kind, text, fee, procedure)


def _fixed(kind: str, amount: int, text: str) -> Understood:
    doubt = ""
    if amount < SMALLEST:
        doubt = f"Số tiền {amount} đồng quá nhỏ, có thể nguồn ghi thiếu số 0."
    named = [each for each in money.amounts(text) if each]
    if named and amount not in named:
        doubt = f"Nguồn ghi {amount} đồng, lời giải thích ghi {', '.join(map(str, named[:5]))} đồng."
    unit = money.per(text) if len(named) <= 1 else ""
    return Understood(_charge(kind, "fixed", text, amount=amount, unit=unit), "", doubt)


def _unpriced(kind: str, text: str, fee: RawFee, procedure: str) -> Understood | None:
    """No amount, or zero: the words decide, and where there are none it is unknown."""
    flat = folded(text)
    named = [each for each in money.amounts(text) if each]
    if len(named) == 1 and not any(map(str.isalpha, text)):
        return Understood(_charge(kind, "fixed", text, amount=named[0]), "fee_from_text")
    bare = flat.strip(" .;:0")
    if not any(char.isalpha() for char in flat) or len(bare) < 2 or bare in ("dong", "o dong", "phi", "le phi"):
        if fee.amount is None and not fee.raw:
            return None
        return Understood(_charge(kind, "unknown", ""), "", "Nguồn ghi 0 đồng hoặc “Miễn phí” mà không nêu luật nào.")
    if bare in _NO or _UNSET.match(bare):
        return Understood(
            _charge(kind, "unknown", text), "", f"Nguồn ghi “{shortened(text, 60)}” mà không nêu luật nào miễn."
        )
    if _exempt(flat, procedure):
        return Understood(_charge(kind, "free", text), "fee_exempt_by_law")
    if _COUNCIL.search(flat) and not named:
        return Understood(_charge(kind, "council", text), "fee_set_by_council")
    if len(named) == 1 and not money.share(text) and not money.foreign(text) and len(text) < 300:
        return Understood(_charge(kind, "fixed", text, amount=named[0], unit=money.per(text)), "fee_from_text")
    doubt = "Mức thu nằm ở biểu phí hoặc tệp kèm theo, không có trong tệp này." if _elsewhere(flat, named) else ""
    if not doubt and not named and not money.share(text) and not money.foreign(text) and not law_numbers(text):
        doubt = "Nguồn không nêu mức thu, cũng không nêu số hiệu văn bản nào."
        return Understood(_charge(kind, "unknown", text), "", doubt)
    how = "fee_in_foreign_currency" if money.foreign(text) else "fee_in_words"
    return Understood(_charge(kind, "formula", text), how, doubt)


def _exempt(flat: str, procedure: str) -> bool:
    """Whether a law exempts everybody who uses this procedure, not only some people."""
    if not _EXEMPT.match(flat) or not _BY_LAW.search(flat) or len(_SENTENCE.split(flat.strip())) > 1:
        return False
    about = _ABOUT.search(flat)
    return about is None or about[1].strip() in folded(procedure)


def _elsewhere(flat: str, named: list[int]) -> bool:
    return not named and bool(_ELSEWHERE.search(flat))


def _charge(kind: str, rule: str, text: str, *, amount: int = 0, unit: str = "") -> Charge:
    numbers = law_numbers(text[:LONGEST_READ])
    exemptions = [
        sentence.strip(" -+*")
        for sentence in _SENTENCE.split(text[:LONGEST_READ])
        if re.search(r"(?i)\bmiễn\b", sentence)
    ]
    return Charge.model_validate({
        "kind": kind, "rule": rule, "amount": amount, "unit": unit[:500], "text": shortened(text, LONGEST_READ),
        "exemption": shortened("\n".join(exemptions), 5_000) if rule != "free" else "",
        "authority": shortened(", ".join(numbers), 480),
    })  # fmt: skip


def _text(fee: RawFee) -> str:
    text = _LEAD.sub("", fee.text).strip()
    if text:
        return text
    left = _LEAD.sub("", fee.raw).strip()
    return "" if fee.amount is not None or folded(left) in ("mien phi", "khong co thong tin") else left


def _kind(fee: RawFee, text: str) -> str:
    for words in (folded(fee.raw), folded(text)):
        if words.startswith(("le phi", "- le phi")) or "muc le phi" in words[:40]:
            return "charge"
        if words.startswith(("phi", "- phi")):
            return "fee"
        if words.startswith(("gia ", "- gia ")):
            return "service"
    return {"FEE": "fee", "CHARGE": "charge", "SERVICE_FEE": "charge", "PRICE_LEVEL": "service"}.get(fee.type, "charge")
