"""Repeating groups: rows come and go without losing a word, and every rule of the form works inside them."""

from datetime import date
from typing import Any

import pytest
from django.conf import settings
from pydantic import ValidationError

from motcua.forms import engine, proof, render, samples
from motcua.forms.reading import SHOWN
from motcua.forms.schema import FormDefinition
from tests.unit.forms.places import TwoProvinces
from tests.unit.forms.test_engine import CHOICES, asked, section
from tests.unit.forms.test_render import Page

TODAY = date(2026, 11, 23)
MEMBERS = asked(
    "members",
    "rows",
    item="Người",
    required=True,
    options={"minimum": 1, "maximum": 4},
    fields=[
        asked("name", "person_name", required=True),
        asked("born", "date"),
        asked("kind", "choice", required=True, options=CHOICES),
        asked("why", required=True, show_when="item.kind == 'two'"),
        asked("amount", "number", required="head == 'An Bình'"),
        asked("twice", "number", compute="item.amount * 2"),
        asked("home", "address"),
    ],
)
RAW: dict[str, Any] = {
    "key": "thu",
    "title": "Tờ khai thử",
    "legal_source": "thử",
    "sections": [
        section(
            "house",
            asked("head", "person_name"),
            MEMBERS,
            asked("total", "number", compute="sum(members.twice)"),
            asked("old", show_when="any(members, age(item.born, today) >= 60)"),
            asked("owner", "group", fields=[asked("name", "person_name", required=True), asked("born", "date")]),
        ),
        section(
            "second",
            asked("others", "rows", item="Người", prefill={"source": "house.members"},
                  fields=[asked("name", "person_name", required=True), asked("nation", "nationality", required=True,
                                                                          prefill={"value": "VN"})]),
        ),
    ],
    "checks": [
        {"rule": "unique(house.members.name)", "at": "house.members", "message": "Tên bị trùng. Hãy sửa."},
        {"rule": "item.amount != 13", "at": "house.members.amount", "message": "Không được 13. Hãy sửa."},
        {"rule": "item.born < today", "at": "house.owner.born", "message": "Hãy sửa ngày sinh."},
    ],
}  # fmt: skip
FORM = FormDefinition.model_validate(RAW)
TWO: dict[str, str] = {
    "members-count": "2",
    "members-0-name": "Trần Văn An", "members-0-kind": "one", "members-0-amount": "3", "members-0-_shown": "",
    "members-1-name": "Lê Thị Hoa", "members-1-kind": "two", "members-1-why": "vì thế", "members-1-_shown": "why",
    "members-1-born-d": "1/2/1950",
    "owner-0-name": "Trần Văn An", SHOWN: "head members old owner",
}  # fmt: skip
STORED: Any = {
    "house": {
        "members": [
            {"name": "Trần Văn An", "kind": "one", "amount": 3, "twice": 6},
            {"name": "Lê Thị Hoa", "born": "1950-02-01", "kind": "two", "why": "vì thế"},
        ],
        "total": 6,
        "owner": {"name": "Trần Văn An"},
    }
}


def read(data: dict[str, Any], page: str = "house", answers: Any = None) -> engine.Reading:
    return engine.read_section(FORM, page, data, answers or {}, today=TODAY, places=TwoProvinces())


def members(values: Any) -> Any:
    return values["members"]


def drawn(typed: dict[str, str], page: str = "house", problems: Any = (), **more: Any) -> str:
    context = render.RenderContext(places=TwoProvinces(), today=TODAY, **more)
    return str(render.section(FORM, page, typed, problems, context))


def told(answers: Any) -> list[tuple[str, str]]:
    return [(one.message, one.anchor) for one in engine.problems(FORM, answers, TODAY, TwoProvinces())]


def test_rows_are_stored_as_objects_with_what_the_form_works_out() -> None:
    reading = read(TWO)
    assert reading.done, reading.problems
    assert reading.answers == STORED
    assert engine.problems(FORM, STORED, TODAY, TwoProvinces()) == []


def test_a_question_of_one_row_is_asked_there_before_going_on() -> None:
    posted = {**TWO, "members-0-kind": "two"}
    reading = read(posted)
    assert reading.needs_more and not reading.problems
    again = read({**posted, "members-0-_shown": "why"})
    assert [(one.message, one.anchor) for one in again.problems] == [
        ("Người 1: Hãy điền mục “Mục why”.", "members-0-why")
    ]


def test_rules_of_a_row_read_the_page_and_the_page_reads_all_rows() -> None:
    html = drawn(TWO)
    assert 'name="old"' in html and 'name="members-1-why"' in html and 'name="members-0-why"' not in html
    assert 'name="old"' not in drawn({**TWO, "members-1-born-d": ""})
    missing = read({**TWO, "head": "An Bình", "members-1-amount": ""}).problems
    assert [one.anchor for one in missing] == ["members-1-amount"]


def test_hidden_in_a_row_means_absent() -> None:
    stored = {"house": {**STORED["house"], "members": [{"name": "An Bình", "kind": "one", "why": "vì thế"}]}}
    settled = engine.settled(FORM, stored, TODAY)
    assert settled["house"]["members"] == [{"name": "An Bình", "kind": "one"}]
    assert "house.members.1.why" not in engine.facts(FORM, stored, TODAY)


def test_what_is_worked_out_is_never_taken_from_outside() -> None:
    first = STORED["house"]["members"][0]
    forged: Any = {"house": {**STORED["house"], "total": 999, "members": [{**first, "twice": 1}]}}
    settled = engine.settled(FORM, forged, TODAY)["house"]
    assert settled["total"] == 6 and settled["members"] == [first]
    assert read({**TWO, "total": "999", "members-0-twice": "1"}).answers == STORED
    html = drawn(TWO)
    assert 'id="total">6</output>' in html and 'name="total"' not in html
    assert 'id="members-0-twice">6</output>' in html


def test_a_check_of_rows_stands_at_the_very_input() -> None:
    wrong = read({**TWO, "members-1-amount": "13"}).problems
    assert [(one.message, one.anchor, one.row) for one in wrong] == [
        ("Người 2: Không được 13. Hãy sửa.", "members-1-amount", 1)
    ]
    assert 'id="members-1-amount-error"' in drawn({**TWO, "members-1-amount": "13"}, problems=wrong)
    same = read({**TWO, "members-1-name": "Trần Văn An"}).problems
    assert [one.anchor for one in same] == ["members"]
    assert 'id="members"' in drawn(TWO, problems=same)


def test_problems_of_a_document_name_the_row() -> None:
    rows: Any = [{"name": "An Bình", "kind": "one"}, {"name": "Lê 7", "kind": "three"}, {"kind": "two"}]
    found = told({"house": {**STORED["house"], "members": rows}})
    assert [anchor for _message, anchor in found] == [
        "members-1-name", "members-1-kind", "members-2-name", "members-2-why"
    ]  # fmt: skip
    assert all(message.startswith(("Người 2: ", "Người 3: ")) for message, _anchor in found)


@pytest.mark.parametrize(
    "rows",
    ["x", {}, [], [1], [[]], [{"name": "An Bình", "admin": True}], [{"kind": "one"}] * 1000, [{}] * 5, {"0": {}}, True],
)
def test_a_document_with_strange_rows_is_refused_clearly(rows: Any) -> None:
    found = engine.problems(FORM, {"house": {**STORED["house"], "members": rows}}, TODAY)
    assert len(found) == 1 and found[0].message.endswith(".") and found[0].anchor == "members"


def test_strange_answers_inside_a_row_are_told_one_by_one() -> None:
    row = {"name": ["x"], "kind": True, "amount": True, "born": {"y": 1}, "home": [None]}
    anchors = {anchor for _message, anchor in told({"house": {**STORED["house"], "members": [row]}})}
    assert {"members-0-name", "members-0-kind", "members-0-amount"} <= anchors
    amount = told({"house": {**STORED["house"], "members": [{**TWO_ROW, "amount": float("nan")}]}})
    assert [anchor for _message, anchor in amount] == ["members-0-amount"]


TWO_ROW = {"name": "An Bình", "kind": "one"}


def test_blank_rows_are_dropped_in_silence_unless_they_are_needed() -> None:
    with_blank = {**TWO, "members-count": "4", "members-2-name": "  ", "members-3-_shown": ""}
    assert read(with_blank).done and read(with_blank).answers == STORED
    nothing = read({"members-count": "1", SHOWN: "head members owner", "owner-0-name": "An Bình"})
    assert [one.anchor for one in nothing.problems] == ["members-0-name", "members-0-kind"]
    assert read({"others-count": "1", SHOWN: "others", "others-0-nation": "VN"}, "second").values == {}


def test_a_blank_row_in_the_middle_moves_no_error() -> None:
    posted = {**TWO, "members-count": "3", "members-1-name": "", "members-1-kind": "", "members-1-why": "",
              "members-1-born-d": "", "members-2-name": "Lê Thị Hoa", "members-2-kind": "one",
              "members-2-amount": "13"}  # fmt: skip
    assert [one.anchor for one in read(posted).problems] == ["members-2-amount"]


def test_a_page_starts_with_the_least_rows_and_their_usual_values() -> None:
    names = Page(drawn({})).names
    assert {"members-0-name", "members-add", "members-remove", "owner-0-name"} <= names
    assert "members-1-name" not in names
    second = Page(drawn({}, "second"))
    assert "others-add" in second.names and "others-0-name" not in second.names


def test_one_row_more_keeps_everything_typed_and_begins_there() -> None:
    reading = read({**TWO, "members-0-name": "An 007", "members-add": "1"})
    assert reading.refreshed and not reading.problems and not reading.done
    assert reading.typed["members-count"] == "3" and reading.typed["members-0-name"] == "An 007"
    html = drawn(reading.typed)
    assert 'name="members-2-name"' in html and "An 007" in html
    assert '<fieldset class="govuk-fieldset mc-repeat__row" id="members-2"><legend' in html
    assert html.count("autofocus") == 1 and "autofocus" in html[html.index('id="members-2"') :][:140]
    added = read({"others-count": "0", "others-add": "1", SHOWN: "others"}, "second")
    assert added.typed["others-0-nation"] == "VN"


def test_one_row_less_moves_the_others_up() -> None:
    reading = read({**TWO, "members-remove": "0"})
    assert reading.refreshed and reading.typed["members-count"] == "1"
    assert reading.typed["members-0-name"] == "Lê Thị Hoa" and reading.typed["members-0-why"] == "vì thế"
    assert "members-1-name" not in reading.typed
    html = drawn(reading.typed)
    assert 'name="members-0-why"' in html and "Trần Văn An" in html  # the owner
    assert html.count("autofocus") == 1


def test_buttons_work_without_script_and_live_with_it() -> None:
    html = drawn(TWO)
    assert "Thêm người" in html and "Xóa người 2" in html and "hx-post" not in html
    assert html.index("Tiếp tục") < html.index("Xóa người 1")
    live = drawn(TWO, refresh_url="/ve-lai")
    assert 'hx-post="/ve-lai" hx-trigger="click"' in live
    assert Page(live).names >= {"members-0-kind", "members-1-why"}


def test_no_more_rows_than_the_form_allows() -> None:
    full = {f"members-{n}-name": f"Người Tên {chr(65 + n % 26)}" for n in range(1000)}
    reading = read({**full, "members-count": "1000", SHOWN: "members"})
    assert reading.typed["members-count"] == "4"
    assert len(members(reading.answers["house"])) == 4
    assert any("nhiều nhất 4 người" in one.message for one in reading.problems)
    four = {**full, "members-count": "4"}
    assert "members-add" not in Page(drawn(four)).names
    assert read({**four, "members-add": "1"}).typed["members-count"] == "4"


def test_a_document_with_rows_without_end_costs_no_more_than_a_full_one() -> None:
    many = {"house": {"members": [{"name": "An Bình", "kind": "one"}] * 1000}}
    assert len(engine.settled(FORM, many, TODAY)["house"]["members"]) == 4  # type: ignore[arg-type]


@pytest.mark.parametrize("number", ["-1", "x", "99999999999", "", "1.5", "٣"])
def test_odd_counts_are_no_counts(number: str) -> None:
    reading = read({**TWO, "members-count": number, "members-remove": number, f"members-{number}-name": "X"})
    assert reading.typed["members-count"] in ("1", "2")


def test_too_much_text_is_refused_and_bounded() -> None:
    long = {f"members-{n}-home-detail": "x" * 6000 for n in range(4)}
    form = FormDefinition.model_validate(
        {**RAW, "sections": [{**RAW["sections"][0], "fields": [
            asked("head", "person_name"), {**MEMBERS, "options": {"maximum": 100}}]}], "checks": []}
    )  # fmt: skip
    long = {f"members-{n}-home-detail": "x" * 6000 for n in range(100)}
    reading = engine.read_section(form, "house", long, {}, today=TODAY)
    assert sum(map(len, reading.typed.values())) <= 260_000
    assert any("quá nhiều chữ" in one.message for one in reading.problems)


def test_rows_are_told_with_their_number() -> None:
    page = engine.review(FORM, STORED, TwoProvinces(), TODAY)[0]
    labels = [row.label for row in page.rows]
    assert "Người 2 – Mục name" in labels and "Người 1 – Mục twice" in labels and "Mục owner – Mục name" in labels
    assert {row.key for row in page.rows} == {"members", "total", "owner"}
    facts = engine.facts(FORM, STORED, TODAY)
    assert facts["house.members.2.name"] == "LÊ THỊ HOA" and facts["house.members.count"] == "2"
    assert facts["house.members.2.kind.value"] == "two" and facts["house.owner.name"] == "TRẦN VĂN AN"
    assert ("Người 1 – Mục name", "TRẦN VĂN AN") in engine.printed(FORM, STORED, TwoProvinces())[0][1]


def test_stored_rows_come_back_as_typed() -> None:
    typed = engine.typed(FORM, "house", STORED)
    assert typed["members-count"] == "2" and typed["members-1-born-y"] == "1950"
    assert read({**typed, SHOWN: "head members owner old", "members-1-_shown": "why"}).answers == STORED


def test_whole_rows_are_offered_from_an_earlier_page() -> None:
    typed = engine.typed(FORM, "second", STORED)
    assert typed["others-count"] == "2" and typed["others-1-name"] == "Lê Thị Hoa"
    assert "Lấy từ phần bạn đã khai" in drawn(typed, "second", answers=STORED)


def test_rows_are_corrected_as_a_whole_or_not_at_all() -> None:
    locked = drawn({}, answers=STORED, editable={("house", "head")})
    assert "members-0-name" not in Page(locked).names and "Người 2 – Mục name" in locked
    posted = {**TWO, "members-0-name": "Kẻ Khác", "owner-0-name": "An Nam"}
    kept = engine.read_section(FORM, "house", posted, STORED, today=TODAY, editable={("house", "head")})
    assert kept.values["members"] == STORED["house"]["members"]
    assert kept.values["owner"] == STORED["house"]["owner"]
    opened = engine.read_section(FORM, "house", posted, STORED, today=TODAY, editable={("house", "members")})
    assert members(opened.values)[0]["name"] == "Kẻ Khác"


def test_a_group_is_asked_even_when_it_is_empty() -> None:
    without = {key: value for key, value in TWO.items() if not key.startswith("owner")}
    assert [one.anchor for one in read(without).problems] == ["owner-0-name"]
    assert [anchor for _message, anchor in told({"house": {"members": STORED["house"]["members"]}})] == ["owner-0-name"]


@pytest.mark.parametrize("seed", range(20))
def test_samples_have_rows_and_pass_page_by_page(seed: int) -> None:
    answers = samples.answers(FORM, seed, today=TODAY, places=TwoProvinces())
    built: engine.Answers = {}
    for page in engine.visible_sections(FORM, answers, TODAY):
        posted = samples.posted(FORM, page.key, answers)
        reading = engine.read_section(FORM, page.key, posted, built, today=TODAY, places=TwoProvinces())
        assert reading.done, (reading.problems, posted)
        built = reading.answers
    assert built == answers
    assert all(row.text for page in engine.review(FORM, built, TwoProvinces(), TODAY) for row in page.rows)


def test_samples_vary_in_their_rows() -> None:
    counts = {len(members(samples.answers(FORM, seed, today=TODAY)["house"])) for seed in range(12)}
    assert len(counts) > 1


def test_every_error_leads_to_an_input() -> None:
    for data in ({}, {"members-count": "2", SHOWN: "members owner"}, {**TWO, "members-0-born-d": "99"}):
        reading = read(dict(data))
        page = Page(drawn(reading.typed, problems=reading.problems))
        assert reading.problems and len(page.ids) == len(set(page.ids))
        for item in render.summary(reading.problems):
            assert item["href"].removeprefix("#") in page.ids
        assert page.targets <= set(page.ids) and page.described <= set(page.ids)


def changed(**over: Any) -> dict[str, Any]:
    return {**RAW, "checks": [], "sections": [section("house", asked("head"), {**MEMBERS, **over})]}


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (changed(fields=[]), "need at least one"),
        (changed(fields=[asked("a", "rows", fields=[asked("b")])]), "hold no other"),
        (changed(fields=[asked("a"), asked("a")]), "used twice"),
        (changed(fields=[asked("today")]), "reserved"),
        (changed(fields=[asked("refresh")]), "reserved"),
        (changed(fields=[asked("a", show_when="item.b == 'x'"), asked("b")]), "comes later"),
        (changed(fields=[asked("a", show_when="count(members) > 1")]), "comes later"),
        (changed(fields=[asked("a", show_when="item.zzz == 'x'")]), "unknown name"),
        (changed(fields=[asked("a", prefill="account.full_name")]), "account"),
        (changed(options={"minimum": 3, "maximum": 2}), "more than maximum"),
        (changed(options={"maximum": 101}), "100"),
        (changed(autocomplete="name"), "autocomplete"),
        (changed(compute="1"), "cannot be computed"),
        ({**RAW, "checks": [{"rule": "true", "at": "house.members.zzz", "message": "x"}]}, "no such field"),
        ({**RAW, "checks": [{"rule": "item.name == 'x'", "at": "house.members", "message": "x"}]}, "unknown name"),
        ({**RAW, "checks": [{"rule": "house.members.name == 'x'", "at": "house.head", "message": "x"}]}, "compared"),
        ({**RAW, "sections": [section("a", asked("x", fields=[asked("y")]))], "checks": []}, "rows and group"),
        (changed(fields=[asked("a", required="all(members, all(members, all(members, item.a == 'x')))")],
                 options={"maximum": 100}), "steps"),
        (changed(fields=[asked(f"d{n}", "date") for n in range(7)], options={"maximum": 100}), "inputs on one page"),
    ],
)  # fmt: skip
def test_faulty_rows_are_refused_with_their_place(raw: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        FormDefinition.model_validate(raw)


def test_many_rules_over_many_rows_are_refused_together() -> None:
    slow = " or ".join(["any(members, item.name == 'x')"] * 20)
    fields = [asked(f"f{n}", required=slow) for n in range(3)]
    raw = changed(fields=[asked("name"), *fields], options={"maximum": 100})
    with pytest.raises(ValidationError, match="steps together"):
        FormDefinition.model_validate(raw)


def test_a_browser_may_post_every_input_a_page_may_have() -> None:
    assert proof.MAX_INPUTS < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
