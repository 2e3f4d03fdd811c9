"""Words on the page: no label twice, none too long, no jargon, and every question with its source."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from motcua.forms.analysis import places
from motcua.forms.analysis.reasoning import Reasoning
from motcua.forms.analysis.report import Finding
from motcua.forms.analysis.walk import Spot
from motcua.kit.vietnamese import fold

LABEL, HINT, SENTENCE = 20, 75, 38
"""Syllables: a Vietnamese word is one and a half of them on average, so a label has 13 words at most."""
JARGON = re.compile(
    r"\b(đương sự|chủ thể|pháp nhân|thể nhân|nêu trên|dưới đây gọi là|quy định tại|căn cứ theo|hợp lệ|thao tác|"
    r"click|submit|upload|download|file|server|email|null|trường dữ liệu|nhập liệu|user|password)\b",
    re.IGNORECASE,
)
UNVERIFIED = "chua xac minh"


def wording(reasoning: Reasoning) -> Iterator[Finding]:
    """Everything about words, question by question, then check by check."""
    seen: dict[tuple[str, str, str], Spot] = {}
    for spot in reasoning.index.spots:
        yield from _twice(reasoning, spot, seen)
        yield from _long(spot)
        yield from _jargon(spot)
        if UNVERIFIED in fold(spot.field.source):
            said = _("Nguồn của mục này chưa xác minh: %(source)s")
            yield Finding("note", "unverified", spot.key, places.of_spot(spot), said % {"source": spot.field.source})
    for check in reasoning.form.checks:
        found = reasoning.index.by_key.get(check.at)
        where = places.of_spot(found) if found else check.at
        if not check.source:
            said = _("Điều kiểm tra chưa ghi nguồn (văn bản hoặc lý do): %(rule)s")
            yield Finding("note", "no_source", check.at, where, said % {"rule": check.rule[:120]})
        if longest(check.message) > SENTENCE:
            said = _("Lời báo lỗi dài quá, người đọc khó hiểu: “%(text)s”")
            yield Finding("warning", "too_long", check.at, where, said % {"text": check.message[:120]})


def _twice(reasoning: Reasoning, spot: Spot, seen: dict[tuple[str, str, str], Spot]) -> Iterator[Finding]:
    """Two questions of one page with the same words, unless they are never there together."""
    if spot.worked_out:
        return
    key = (spot.section.key, spot.within.key if spot.within else "", fold(spot.label))
    first = seen.setdefault(key, spot)
    reasoning.look_at(spot.key)
    if first is spot or reasoning.impossible((reasoning.shown(first), "true"), (reasoning.shown(spot), "true")):
        return
    said = _("Hai mục trên cùng một trang có cùng nhãn “%(label)s”. Hãy đặt nhãn khác nhau.")
    yield Finding("error", "label_twice", spot.key, places.of_spot(spot), said % {"label": spot.label})


def _long(spot: Spot) -> Iterator[Finding]:
    where = places.of_spot(spot)
    if len(spot.label.split()) > LABEL:
        said = _("Nhãn dài quá %(most)d tiếng. Hãy viết ngắn lại, phần giải thích để ở gợi ý.")
        yield Finding("warning", "too_long", spot.key, where, said % {"most": LABEL})
    if len(spot.field.hint.split()) > HINT:
        said = _("Gợi ý dài quá %(most)d tiếng. Hãy viết ngắn lại.")
        yield Finding("warning", "too_long", spot.key, where, said % {"most": HINT})
    elif longest(spot.field.hint) > SENTENCE:
        said = _("Có câu gợi ý dài quá %(most)d tiếng. Hãy tách thành hai câu.")
        yield Finding("warning", "too_long", spot.key, where, said % {"most": SENTENCE})


def longest(text: str) -> int:
    """Syllables of the longest sentence."""
    return max((len(sentence.split()) for sentence in re.split(r"(?<=[.!?:;…])\s+|\n", text)), default=0)


def _jargon(spot: Spot) -> Iterator[Finding]:
    for text in (spot.label, spot.field.hint):
        if found := JARGON.search(text):
            said = _("Từ “%(word)s” khó hiểu với người dân. Hãy dùng lời thường ngày.")
            yield Finding("warning", "jargon", spot.key, places.of_spot(spot), said % {"word": found[0]})
