"""Numbers with decimals in rules: exact, the same at every step and at the end, and nothing hostile gets in."""

import json
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.forms import engine, rules
from motcua.forms.analysis import analyse
from motcua.forms.analysis.walk import Index
from motcua.forms.analysis.words import Words
from motcua.forms.contract import json_schema
from motcua.forms.schema import FormDefinition
from tests.unit.forms.test_analysis import check, field, number, raw

TODAY = date(2026, 11, 23)
D = Decimal


def value(text: str, **names: object) -> object:
    node = rules.parse(text)
    rules.check(node, lambda path: "numbers" if path[0] == "many" else "number")
    return rules.evaluate(node, lambda path: names.get(path[0]), TODAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0.1 + 0.2", D("0.3")), ("0.1 + 0.2 == 0.3", True), ("1.1 * 1.1", D("1.21")),
        ("120.5 * 3500000", D(421750000)),
        ("7 / 2", 3), ("-7 / 2", -4), ("7.0 / 2", D("3.5")), ("10.0 / 4 == 2.5", True),
        ("1.0 / 3", D("0.333333333333")),
        ("2.0 / 3", D("0.666666666667")),
        ("1.5 / 0", None), ("1 - 0.9", D("0.1")), ("2.5 > 2", True),
        ("2.50 == 2.5", True),
        ("2.5 in [1, 2.5]", True), ("min(2, 1.5)", D("1.5")), ("max(3, 1.5) / 2", D("1.5")),
        ("round(2.345, 2)", D("2.35")),
        ("round(-2.345, 2)", D("-2.35")), ("round(2.5, 0)", 3), ("round(1234567, -3)", 1235000),
        ("round(1.5, 7)", None),
        ("round(7, 1) / 2", D("3.5")), ("0.000001 * 0.000001", D("0.000000000001")),
        ("0.000001 * 0.000001 * 0.4", D(0)), ("999999999999.5 * 999999999999", None),
    ],
)  # fmt: skip
def test_what_decimals_come_to(text: str, expected: object) -> None:
    found = value(text)
    assert found == expected and type(found) is type(expected)


def test_a_column_of_decimals_is_summed_exactly_and_joined_as_it_is_read() -> None:
    assert value("sum(many)", many=[D("0.1")] * 10) == 1 and value("sum(many)", many=[1, D("0.5"), None]) == D("1.5")
    assert value("sum(many)", many=[10**15, D("0.5")]) is None
    node = rules.parse("join('Diện tích ', area, ' m²')")
    assert rules.evaluate(node, lambda path: D("120.50"), TODAY) == "Diện tích 120,5 m²"


@pytest.mark.parametrize("hostile", [float("inf"), float("nan"), 10**400, 1e300, D("NaN"), D("sNaN"), D("Infinity")])
def test_a_hostile_number_is_no_number(hostile: object) -> None:
    for text in ("a + 1", "a * 2.5", "sum(many)", "max(a, 1.5)", "round(a, 2)", "a / 3"):
        assert value(text, a=hostile, many=[hostile]) is None
    value("a > 1.5", a=hostile)
    value("a == 1.5", a=hostile)


@pytest.mark.parametrize("text", ["1.", ".5", "1.5.2", "1.1234567", "1e9", "1,5"])
def test_only_plain_decimals_are_written_in_rules(text: str) -> None:
    with pytest.raises(rules.RuleError):
        rules.parse(text)


# --- a land declaration ----------------------------------------------------------------------------------------------

AREA = {"minimum": 0, "maximum": 1_000_000, "decimals": 2, "unit": "m²"}
PARCELS = field("parcels", "rows", options={"maximum": 5}, fields=[field("area", "number", options=AREA)])
LAND = FormDefinition.model_validate(raw(
    field("area", "number", options=AREA), field("price", "money"), number("people", 1, 50), PARCELS,
    field("amount", "money", compute="area * price * 0.005"),
    field("share", "number", options={**AREA, "decimals": 3}, compute="area / people"),
    field("total", "number", options=AREA, compute="sum(one.parcels.area)"),
    field("why", show_when="area > 120.5", required=True),
    checks=[check("not present(one.parcels) or sum(one.parcels.area) <= area", "one.area")],
))  # fmt: skip
_AREAS = st.decimals(0, 1_000_000, places=2)


def typed(number: Decimal) -> str:
    """1234.5 → "1.234,50", as people write it."""
    return f"{number:,f}".translate(str.maketrans(",.", ".,"))


def step(**posted: str) -> engine.Reading:
    return engine.read_section(LAND, "one", posted, {}, today=TODAY)


@given(area=_AREAS, price=st.integers(0, 10**9), people=st.integers(1, 50), parts=st.lists(_AREAS, max_size=3))
def test_every_step_and_the_end_agree_to_the_last_figure(
    area: Decimal, price: int, people: int, parts: list[Decimal]
) -> None:
    posted = {"area": typed(area), "price": str(price), "people": str(people), "why": "vì thế", "parcels-n": "3"}
    posted |= {f"parcels-{row}-area": typed(part) for row, part in enumerate(parts)}
    reading = step(**posted)
    kept = json.loads(json.dumps(reading.answers, allow_nan=False))
    assert kept == reading.answers == engine.settled(LAND, kept, TODAY)
    told, at_the_end = set(reading.problems), set(engine.problems(LAND, kept, TODAY))
    assert told <= at_the_end and bool(told) is bool(at_the_end)
    one = kept["one"]
    assert D(repr(one["area"])) == area and one["amount"] == (area * price * D("0.005")).quantize(D(1), ROUND_HALF_UP)
    assert D(repr(one["share"])) == (area / people).quantize(D("0.001"), ROUND_HALF_UP)
    assert ("why" in one) is (area > D("120.5"))
    assert D(repr(one.get("total", 0))) == sum(parts) or sum(parts) > 1_000_000
    assert bool(told) is (bool(parts) and sum(parts) > min(area, 1_000_000))


def test_what_a_family_types_is_kept_worked_out_and_printed_as_they_write_it() -> None:
    reading = step(area="1.234,5", price="3.500.000", people="4", why="vì thế")
    assert reading.done and reading.answers["one"]["area"] == 1234.5
    assert reading.answers["one"]["amount"] == 21603750 and reading.answers["one"]["share"] == 308.625
    (page,) = engine.review(LAND, reading.answers, today=TODAY)
    said = {row.key: row.text for row in page.rows}
    assert said["area"] == "1234,5 m²" and said["share"] == "308,625 m²" and said["amount"] == "21.603.750 đồng"


def test_a_result_beyond_its_bounds_is_told_at_the_step_and_at_the_end() -> None:
    half = {"minimum": 0, "maximum": 10, "decimals": 1}
    rows = field("r", "rows", fields=[number("x", 0, 99), field("y", "number", options=half, compute="item.x / 2.0")])
    made = FormDefinition.model_validate(
        raw(number("n", 0, 99), field("h", "number", options=half, compute="n / 2.0"), rows)
    )
    reading = engine.read_section(made, "one", {"n": "21", "r-n": "1", "r-0-x": "30"}, {}, today=TODAY)
    assert [(one.field, one.row) for one in reading.problems] == [("h", None), ("r", 0)]
    assert list(reading.problems) == engine.problems(made, reading.answers, TODAY)
    assert "Kết quả tự tính" in reading.problems[0].message


def test_half_a_dong_is_rounded_up_and_one_half_of_a_whole_area_is_not_lost() -> None:
    assert step(area="0,1", price="1000", people="1", why="x").answers["one"]["amount"] == 1
    assert step(area="0,1", price="900", people="1", why="x").answers["one"]["amount"] == 0
    assert step(area="7", price="0", people="2", why="x").answers["one"]["share"] == 3.5


@pytest.mark.parametrize(
    "hostile", ["1e999", "9" * 400, "NaN", "Infinity", "-1", "0x10", "1,234", "١٢", "1.23.4", "--1", "1,,5"]
)
def test_hostile_typing_is_refused_at_its_question(hostile: str) -> None:
    reading = step(area=hostile, price="1000", people="1")
    assert [one.field for one in reading.problems] == ["area"]
    assert "area" not in reading.answers["one"] and "amount" not in reading.answers["one"]


@pytest.mark.parametrize("hostile", [float("inf"), float("nan"), 10**400, 1e20, 0.001, True, "120,5", [1.5], 1e-300])
def test_hostile_values_in_a_document_are_refused(hostile: Any) -> None:
    document = {"one": {"area": hostile, "price": 1000, "people": 1, "why": "x"}}
    assert "area" in {one.field for one in engine.problems(LAND, document, TODAY)}


def test_more_figures_than_a_number_keeps_are_refused_not_changed() -> None:
    long = {"maximum": 10**15, "decimals": 6}
    fields = [field("n", "number", options=long), field("more", "number", options=long, compute="n + 0.000001")]
    made = FormDefinition.model_validate(raw(*fields))
    reading = engine.read_section(made, "one", {"n": "123456789012,123456"}, {}, today=TODAY)
    assert [one.field for one in reading.problems] == ["n"] and "chữ số" in reading.problems[0].message
    kept = engine.read_section(made, "one", {"n": "1234567890,12345"}, {}, today=TODAY)
    assert kept.done and kept.answers["one"] == {"n": 1234567890.12345}  # a millionth more needs sixteen figures


def test_the_contract_says_number_and_an_earlier_decimal_can_be_offered() -> None:
    fields = json_schema(LAND)["properties"]["one"]["properties"]
    assert fields["area"]["type"] == fields["share"]["type"] == "number" and fields["amount"]["type"] == "integer"
    area = LAND.by_key["one"].by_key["area"]
    setting: Any = None
    assert area.of_kind.adopt(area, 120.5, setting) == 120.5 and area.of_kind.adopt(area, float("nan"), setting) is None


# --- the analysis knows that there is something between three and four ---------------------------------------------


def decimal(key: str, low: int = 0, high: int = 10) -> dict[str, Any]:
    return field(key, "number", options={"minimum": low, "maximum": high, "decimals": 1})


def findings(rule: str) -> set[str]:
    fields = [number("n", 0, 10), decimal("d"), decimal("e"), field("z", show_when=rule)]
    made = FormDefinition.model_validate(raw(*fields))
    return {one.code for one in analyse(made).findings if one.path == "one.z"}


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ("n > 3 and n < 4", {"unreachable"}), ("d > 3 and d < 4", set()), ("d > 10", {"unreachable"}),
        ("d >= 10", set()),
        ("d == 2.5", set()), ("n == 2.5", {"unreachable"}), ("n > 2.5 and n < 3", {"unreachable"}), ("n > 2.5", set()),
        ("n < 2.5 and n > 2", {"unreachable"}), ("d in [2.5, 11]", set()), ("d in [11.5]", {"unreachable"}),
        ("d + e > 3.5 and d + e < 3.6", set()), ("d > e and e > d", {"unreachable"}), ("d / 3 > 0.5", set()),
        ("if(d > 1, d, 3) > 3 and if(d > 1, d, 3) < 4", set()), ("round(d, 1) == 2.5", set()),
    ],
)  # fmt: skip
def test_the_analysis_reasons_about_decimals(rule: str, told: set[str]) -> None:
    assert findings(rule) == told


_RULES = st.recursive(
    st.sampled_from(
        ["d > 2.5", "d <= 3", "d == 2.5", "n < 2.5", "d * 2 > n", "d != 3.0", "d in [1.5, 3]", "n / 2 == d"]
    ),
    lambda inner: st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(lambda it: f"({it[0]} {it[1]} {it[2]})"),
    max_leaves=5,
)


@given(rule=_RULES, tenths=st.lists(st.integers(0, 60), min_size=8, max_size=8), whole=st.integers(0, 6))
def test_what_is_proved_impossible_of_decimals_never_happens(rule: str, tenths: list[int], whole: int) -> None:
    made = FormDefinition.model_validate(raw(number("n", 0, 10), decimal("d"), field("z", show_when=rule)))
    if {one.code for one in analyse(made).findings if one.path == "one.z"} & {"unreachable"}:
        for tenth in (*tenths, 15, 25, 30):
            answers: Any = {"one": {"n": whole, "d": tenth / 10, "z": "có"}}
            assert "z" not in engine.settled(made, answers, TODAY).get("one", {})


def test_decimals_are_told_with_a_comma() -> None:
    assert Words(Index(LAND)).rule("area > 120.5", "one") == "“Mục thử area” lớn hơn 120,5"
