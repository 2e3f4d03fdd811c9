"""One definition at work on a small form: hidden means absent, nothing raises, nothing typed is lost."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from motcua.forms import engine, rules
from motcua.forms.reading import SHOWN
from motcua.forms.schema import FormDefinition
from tests.unit.forms.places import TwoProvinces

TODAY = date(2026, 11, 23)


def asked(key: str, kind: str = "text", **more: Any) -> dict[str, Any]:
    return {"key": key, "kind": kind, "label": f"Mục {key}", "source": "thử", **more}


def section(key: str, *fields: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"key": key, "title": f"Phần {key}", "fields": list(fields), **more}


CHOICES = {"choices": [{"value": "one", "label": "Một"}, {"value": "two", "label": "Hai"}]}
RAW: dict[str, Any] = {
    "key": "thu",
    "title": "Tờ khai thử",
    "legal_source": "thử",
    "sections": [
        section(
            "who",
            asked("name", "person_name", required=True, prefill="account.full_name"),
            asked("kind", "choice", required=True, options=CHOICES),
            asked("why", required=True, show_when="kind == 'two'"),
            asked("note"),
        ),
        section(
            "birth",
            asked("date", "date", required=True, prefill={"source": "account.birth_date"}),
            asked("late", "choice", options=CHOICES, derive=[
                {"value": "two", "when": "days_between(date, today) > 60"}, {"value": "one", "when": "present(date)"},
            ]),
        ),
        section(
            "second",
            asked("name", "person_name", prefill={"source": "who.name", "when": "who.kind == 'two'"}),
            asked("home", "address", required="who.kind == 'two'"),
            show_when="who.kind == 'two'",
        ),
    ],
    "checks": [{"rule": "name != who.name", "at": "second.name", "message": "Hai tên phải khác nhau. Hãy sửa."}],
}  # fmt: skip
FORM = FormDefinition.model_validate(RAW)
WHOLE: engine.Answers = {
    "who": {"name": "Trần Văn An", "kind": "two", "why": "vì thế"},
    "birth": {"date": "2026-11-01", "late": "one"},
    "second": {"name": "Lê Thị Hoa", "home": {"text": "xã Bến Đò, huyện Sông Lam"}},
}


def test_a_whole_document_has_no_problem() -> None:
    assert engine.problems(FORM, WHOLE, TODAY, TwoProvinces()) == []


def test_hidden_means_absent_everywhere() -> None:
    answers: Any = {**WHOLE, "who": {"name": "Trần Văn An", "kind": "one", "why": "vì thế"}}
    assert engine.settled(FORM, answers, TODAY) == {
        "who": {"name": "Trần Văn An", "kind": "one"},
        "birth": WHOLE["birth"],
    }
    assert [page.key for page in engine.visible_sections(FORM, answers, TODAY)] == ["who", "birth"]
    assert engine.problems(FORM, answers, TODAY) == []
    assert "second.name" not in engine.facts(FORM, answers, TODAY)
    assert [title for title, _rows in engine.printed(FORM, answers)] == ["Phần who", "Phần birth"]
    assert not engine.holds(FORM, "present(second.name)", answers, TODAY)


def test_changing_the_controlling_answer_drops_what_it_hid() -> None:
    reading = engine.read_section(FORM, "who", {"name": "An Bình", "kind": "one"}, WHOLE, today=TODAY)
    assert reading.done
    assert reading.answers == {"who": {"name": "An Bình", "kind": "one"}, "birth": WHOLE["birth"]}


def test_a_question_that_appears_is_asked_before_going_on() -> None:
    posted = {"name": "An Bình", "kind": "two", SHOWN: "name kind note"}
    reading = engine.read_section(FORM, "who", posted, {}, today=TODAY)
    assert reading.needs_more and not reading.problems and not reading.done
    assert reading.values == {"name": "An Bình", "kind": "two"}
    without_marker = engine.read_section(FORM, "who", {"name": "An Bình", "kind": "two"}, {}, today=TODAY)
    assert without_marker.needs_more and not without_marker.problems
    again = engine.read_section(FORM, "who", {**posted, SHOWN: "name kind why note"}, {}, today=TODAY)
    assert [problem.field for problem in again.problems] == ["why"]
    answered = {**posted, SHOWN: "name kind why note", "why": "vì thế"}
    assert engine.read_section(FORM, "who", answered, {}, today=TODAY).done


def test_wrong_input_is_kept_as_typed_and_good_answers_are_saved() -> None:
    posted: Any = {"name": "An 007", "kind": ["one"], "note": "  ghi   chú ", "unknown": "x"}
    reading = engine.read_section(FORM, "who", posted, {}, today=TODAY)
    assert reading.typed["name"] == "An 007" and reading.typed["note"] == "  ghi   chú "
    assert [(problem.field, problem.anchor) for problem in reading.problems] == [("name", "name")]
    assert reading.answers == {"who": {"kind": "one", "note": "ghi chú"}}


def test_missing_answers_say_what_to_fill_in() -> None:
    problems = engine.read_section(FORM, "birth", {}, {}, today=TODAY).problems
    assert [(p.message, p.anchor) for p in problems] == [("Hãy điền mục “Mục date”.", "date-d")]


def test_the_form_works_out_derived_answers_by_itself() -> None:
    posted = {"date-d": "1/9/2026", "late": "one"}
    reading = engine.read_section(FORM, "birth", posted, {}, today=TODAY)
    assert reading.done and reading.values == {"date": "2026-09-01", "late": "two"}


def test_a_check_stands_at_its_field_and_waits_for_answers() -> None:
    posted = {"name": "Trần Văn An", "home-province": "old", "home-detail": "xã Bến Đò"}
    reading = engine.read_section(FORM, "second", posted, WHOLE, today=TODAY)
    assert [problem.message for problem in reading.problems] == ["Hai tên phải khác nhau. Hãy sửa."]
    broken = {**WHOLE, "second": {**WHOLE["second"], "name": "Trần Văn An"}}
    assert [(p.section, p.field) for p in engine.problems(FORM, broken, TODAY)] == [("second", "name")]


def test_the_button_for_communes_judges_nothing() -> None:
    posted = {"home-province": "31", "home-refresh": "1"}
    reading = engine.read_section(FORM, "second", posted, WHOLE, today=TODAY, places=TwoProvinces())
    assert reading.refreshed and not reading.problems and not reading.done
    assert reading.typed["home-province"] == "31"


def test_a_document_with_unknown_names_is_refused() -> None:
    strange = {**WHOLE, "who": {**WHOLE["who"], "admin": True}}
    assert [p.field for p in engine.problems(FORM, strange, TODAY)] == ["admin"]
    assert [p.section for p in engine.problems(FORM, {**WHOLE, "evil": {}}, TODAY)] == ["evil"]
    assert engine.problems(FORM, {**WHOLE, "who": "x"}, TODAY)  # type: ignore[dict-item]
    huge = {**WHOLE, "who": {**WHOLE["who"], "note": "x" * 300_000}}
    assert ["Tờ khai dài quá" in problem.message for problem in engine.problems(FORM, huge, TODAY)] == [True]


def test_only_the_fields_to_correct_can_be_changed() -> None:
    posted = {"name": "Kẻ Khác", "kind": "one", "note": "mới"}
    reading = engine.read_section(FORM, "who", posted, WHOLE, today=TODAY, editable={("who", "note")})
    assert reading.done
    assert reading.values == {**WHOLE["who"], "note": "mới"}


def test_what_is_known_is_offered_and_follows_earlier_pages() -> None:
    account = {"full_name": "Trần Văn An", "birth_date": date(1990, 2, 1), "address": "đâu đó"}
    assert engine.prefilled(FORM, account, {}, TODAY) == {
        "who": {"name": "Trần Văn An"},
        "birth": {"date": "1990-02-01"},
    }
    half = {"who": {"name": "Trần Văn An", "kind": "two"}}
    assert "second" not in engine.prefilled(FORM, {**account, "name": "Kẻ Khác"}, half, TODAY)
    assert engine.typed(FORM, "second", half) == {"name": "Trần Văn An"}
    assert engine.typed(FORM, "second", {**half, "second": {"name": "Lê Thị Hoa"}}) == {"name": "Lê Thị Hoa"}


def test_facts_are_flat_and_tell_parts() -> None:
    facts = engine.facts(FORM, WHOLE, TODAY)
    assert facts["who.name"] == "TRẦN VĂN AN"
    assert facts["who.kind"] == "Hai" and facts["who.kind.value"] == "two"
    assert facts["birth.date.words"].startswith("Ngày một tháng mười một")


def test_rules_of_others_are_proven_against_the_form() -> None:
    engine.check_rule(FORM, "who.kind == 'two' and present(second.home)")
    for wrong in ("nobody.name == 'x'", "who.kind > 'a'", "who.kind"):
        with pytest.raises(rules.RuleError):
            engine.check_rule(FORM, wrong)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"sections": [section("a", asked("x"), asked("x"))]}, "used twice"),
        ({"sections": [section("today", asked("x"))]}, "reserved"),
        ({"sections": [section("a", asked("x", "magic"))]}, "unknown kind"),
        ({"sections": [section("a", asked("x", options={"colour": "red"}))]}, "colour"),
        ({"sections": [section("a", asked("x", show_when="y == 'a'"), asked("y"))]}, "comes later"),
        ({"sections": [section("a", asked("x", show_when="x == 'a'"))]}, "comes later"),
        ({"sections": [section("a", asked("x", required="nobody.y == 'a'"))]}, "unknown name"),
        ({"sections": [section("a", asked("x", prefill="b.y"))]}, "earlier field"),
        ({"sections": [section("a", asked("x", "number", derive=[{"value": "ten"}]))]}, "derived value"),
        ({"checks": [{"rule": "true", "at": "who.nobody", "message": "x"}]}, "no such field"),
        ({"sections": [section(f"s{n}", *(asked(f"f{m}") for m in range(30))) for n in range(7)]}, "200"),
    ],
)
def test_a_faulty_definition_is_refused_with_its_place(change: dict[str, Any], told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        FormDefinition.model_validate({**RAW, "checks": [], **change})


def test_a_definition_survives_its_own_json() -> None:
    assert FormDefinition.model_validate_json(FORM.model_dump_json(exclude_defaults=True)) == FORM


INPUTS = st.sampled_from(
    ["name", "kind", "why", "note", "date-d", "date-m", "date-y", "home-province", "home-commune", "home-detail",
     "home-country", "home-refresh", SHOWN, "zzz"]
)  # fmt: skip
WORDS = st.text(max_size=30) | st.sampled_from(["one", "two", "31", "old", "27/3/2026", "An Bình", "name kind"])


@given(
    st.dictionaries(INPUTS, WORDS | st.lists(WORDS, max_size=3)),
    st.sampled_from(["who", "birth", "second"]),
    st.sampled_from([{}, WHOLE, {"who": {"kind": "two"}}]),
)
def test_any_post_is_read_without_harm(data: dict[str, Any], page: str, answers: engine.Answers) -> None:
    reading = engine.read_section(FORM, page, data, answers, today=TODAY, places=TwoProvinces())
    assert engine.settled(FORM, reading.answers, TODAY) == reading.answers
    assert all(problem.message and problem.anchor for problem in reading.problems)
    again = engine.typed(FORM, page, reading.answers) if page in reading.answers else {}
    reread = engine.read_section(FORM, page, again, reading.answers, today=TODAY, places=TwoProvinces())
    assert reread.answers == reading.answers or page not in reading.answers


KEYS = st.sampled_from(["who", "birth", "second", "name", "kind", "date", "home", "text"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner),
)


@given(JSON)
def test_any_document_is_judged_without_harm(answers: Any) -> None:
    engine.problems(FORM, answers, TODAY, TwoProvinces())


@given(st.dictionaries(KEYS, st.dictionaries(KEYS, JSON)))
def test_any_stored_answers_can_be_shown(answers: Any) -> None:
    engine.review(FORM, answers, TwoProvinces(), TODAY)
    engine.facts(FORM, answers, TODAY)
    engine.prefilled(FORM, {}, answers, TODAY)
    for page in FORM.sections:
        engine.typed(FORM, page.key, answers)
