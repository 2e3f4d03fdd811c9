"""Whatever people write, no parser falls over, and what it gives is well formed."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.catalogue.importers import fees, laws, limits, money, names, papers, steps, text
from motcua.catalogue.importers.mapping import document_of
from motcua.catalogue.importers.record import RawFee, Wrong, record_of
from motcua.catalogue.importers.shapes import found_in
from tests.unit.catalogue.samples import BASE

PARTS = st.sampled_from([
    "05 ngày làm việc", "½ ngày", "10-25", " đối với ", "trường hợp ", "ngay trong ngày", "sau 15 giờ", "sau 99 giờ",
    "ngày làm việc tiếp theo", "0 ngày", "9999 tháng", "không quy định", "5.000.000", "VNĐ", "đồng", "/lần", "%", "USD",
    "miễn phí", "theo Luật số 1/2020/QH14", "<script>", "</p>", "&lt;b", "Bước 1:", "\n- ", "(i)", "a) ", ";", ".docx",
    "Mẫu số 01", "000.00.21.H17", "1.001193.02", "QĐ", "\x00", "\ud800", "\u200b", "🙂",
])  # fmt: skip
PROSE = st.lists(PARTS | st.text(max_size=30), max_size=25).map("".join)
JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | PROSE,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from([*BASE, "data", "name", "items"]), inner)
    ),
    max_leaves=12,
)


@given(PROSE)
def test_text_and_times(said: str) -> None:
    clean = text.plain(said, lines=True)
    assert "\x00" not in clean and "<script>" not in clean
    clean.encode("utf-8")
    for limit in [mention.limit for mention in limits.mentions(clean)] + [
        limit for _name, limit in limits.by_case(clean)
    ]:
        assert limit.kind == "same_day" or limit.count > 0
    read = limits.read(clean)
    assert read is None or read.kind != "varies" or read.text
    limits.after_hours(clean)


@given(PROSE, PROSE, st.none() | st.floats(0, 1e9, allow_nan=False))
def test_fees_are_never_free_without_a_law(said: str, raw: str, amount: float | None) -> None:
    made = fees.charge_of(RawFee("FEE", amount, text.plain(said), text.plain(raw)), said)
    money.per(said), money.share(said), money.foreign(said)
    if made is not None and made.charge.rule == "free":
        assert any(word in made.charge.text.lower() for word in ("luật", "nghị", "thông tư", "pháp lệnh"))
    if made is not None and made.charge.rule == "unknown":
        assert made.doubt


@given(PROSE)
def test_steps_lose_no_word(said: str) -> None:
    clean = text.joined(text.plain(said, lines=True))
    kept = "".join(steps.split(clean))
    assert [char for char in clean if char.isalpha()] == [char for char in kept if char.isalpha()]


@given(PROSE)
def test_names_numbers_and_files(said: str) -> None:
    laws.decision(said), laws.law_number(said), laws.day(said), names.agency_code(said), papers.group_kind(said)
    papers.form_of(text.plain(said), [text.plain(said) or "x.doc"])
    assert len(papers.without_file(said)) <= len(said)
    assert "".join(text.pieces(said, 20)).replace(" ", "").replace("\n", "")[:1] == said.strip()[:1]


@given(JSON)
@settings(max_examples=200)
def test_any_value_is_a_record_or_refused(value: Any) -> None:
    try:
        for found in found_in(value):
            record_of({"code": found.record.code, "name": found.record.name})
    except Wrong as error:
        assert str(error)


@given(st.dictionaries(st.sampled_from(list(BASE)), JSON, max_size=4))
@settings(max_examples=200)
def test_wrong_types_are_refused_by_place(changes: dict[str, Any]) -> None:
    try:
        made = document_of(record_of(BASE | changes))
    except (Wrong, names.BadCode, ValueError) as error:
        assert str(error)
    else:
        assert made.document.code and made.document.document()
