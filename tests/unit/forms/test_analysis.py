"""What the analysis of a form finds: planted faults, each found; sound forms, nothing found; and it never lies."""

import itertools
import time
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.forms import engine, library
from motcua.forms.analysis import Report, analyse, mistakes
from motcua.forms.analysis.reasoning import Reasoning
from motcua.forms.schema import FormDefinition

TODAY = date(2026, 11, 23)
SOURCE = "Luật thử, Điều 1"
COLOURS = [{"value": value, "label": f"Màu {value}"} for value in ("red", "green", "blue")]


def field(key: str, kind: str = "text", **more: Any) -> dict[str, Any]:
    return {"key": key, "kind": kind, "label": f"Mục thử {key}", "source": SOURCE, **more}


def colour(key: str, **more: Any) -> dict[str, Any]:
    return field(key, "choice", options={"choices": COLOURS}, **more)


def number(key: str, low: int = 0, high: int = 10, **more: Any) -> dict[str, Any]:
    return field(key, "number", options={"minimum": low, "maximum": high}, **more)


def check(rule: str, at: str) -> dict[str, Any]:
    return {"rule": rule, "at": at, "message": "Hãy sửa mục này.", "source": SOURCE}


def raw(*fields: dict[str, Any], checks: Any = (), second: Any = (), **more: Any) -> dict[str, Any]:
    sections: list[dict[str, Any]] = [{"key": "one", "title": "Một", "fields": list(fields)}]
    sections += [{"key": "two", "title": "Hai", "fields": list(second)}] if second else []
    legal = [{"asks": "Mục thử", "at": [f"one.{fields[0]['key']}"], "source": SOURCE}]
    return {
        "key": "thu", "title": "Tờ khai thử", "legal_source": SOURCE, "sections": sections,
        "checks": list(checks), "legal": legal, **more,
    }  # fmt: skip


def form(*fields: dict[str, Any], **more: Any) -> FormDefinition:
    return FormDefinition.model_validate(raw(*fields, **more))


def codes(report: Report) -> set[tuple[str, str]]:
    return {(one.code, one.path) for one in report.findings}


def test_a_sound_form_has_nothing_to_put_right() -> None:
    sound = form(
        colour("a", required=True), number("n", show_when="a == 'red'", required="n2 > 3 or a == 'red'"),
        number("n2", required=True), checks=[check("n <= n2", "one.n")],
    )  # fmt: skip
    report = analyse(sound)
    assert report.findings == () and report.publishable and report.undecided == 0


PLANTED: dict[str, tuple[FormDefinition, str, str]] = {
    "shown by two values at once": (
        form(colour("a"), field("b", show_when="a == 'red' and a == 'green'")), "unreachable", "one.b"),
    "shown only where it is hidden": (
        form(colour("a"), colour("b", show_when="a == 'red'"), field("c", show_when="present(b) and a == 'blue'")),
        "unreachable", "one.c"),
    "shown by a number out of bounds": (
        form(number("n", 0, 10), field("b", show_when="n > 10")), "unreachable", "one.b"),
    "shown by what a sum cannot reach": (
        form(number("n", 0, 10), number("m", 0, 10), field("b", show_when="n + m > 20")), "unreachable", "one.b"),
    "shown by a choice nobody has": (
        form(colour("a"), field("b", show_when="a == 'yellow'")), "strange_value", "one.b"),
    "required only while hidden": (
        form(colour("a"), field("b", show_when="a == 'red'", required="a == 'green'")), "required_hidden", "one.b"),
    "a derived case after all others": (
        form(colour("a"), colour("b", derive=[
            {"value": "red", "when": "a in ['red', 'green']"}, {"value": "blue", "when": "present(a)"},
            {"value": "green", "when": "a == 'blue'"}])), "case_never", "one.b"),
    "shown by a value never derived": (
        form(colour("a"), colour("b", derive=[{"value": "red", "when": "a == 'red'"}]),
             field("c", show_when="b == 'green'")), "unreachable", "one.c"),
    "a check nothing passes": (
        form(number("n"), checks=[check("n > 3 and n < 4", "one.n")]), "check_never_passes", "one.n"),
    "a check nothing breaks": (
        form(number("n", 0, 10), checks=[check("n <= 10", "one.n")]), "check_never_fails", "one.n"),
    "a check about a day that cannot come": (
        form(field("d", "date"), checks=[check("d <= today", "one.d")]), "check_never_fails", "one.d"),
    "two checks that exclude each other": (
        form(number("n"), checks=[check("n > 5", "one.n"), check("n < 3", "one.n")]), "checks_exclude", "one.n"),
    "two dates each before the other": (
        form(field("d", "date"), field("e", "date"), checks=[check("d < e", "one.d"), check("e < d", "one.e")]),
        "checks_exclude", "one.e"),
    "a message at a hidden question": (
        form(colour("a"), number("n"), field("b", show_when="a == 'red'"), checks=[check("n > 5", "one.b")]),
        "message_hidden", "one.b"),
    "the same label twice": (
        form(field("a", label="Họ và tên của bạn"), field("b", label="Họ và tên  của Bạn")), "label_twice", "one.b"),
    "a label too long": (form(field("a", label=" ".join(["tiếng"] * 25))), "too_long", "one.a"),
    "a hint in one breath": (form(field("a", hint=" ".join(["tiếng"] * 45) + ".")), "too_long", "one.a"),
    "jargon": (form(field("a", label="Chữ ký của đương sự")), "jargon", "one.a"),
    "a check without its source": (
        form(number("n"), checks=[{"rule": "n > 1", "at": "one.n", "message": "Sửa."}]), "no_source", "one.n"),
    "what the account knows": (form(field("a", "phone", autocomplete="tel")), "ask_once", "one.a"),
    "what an earlier page asked": (
        form(field("a", label="Nghề nghiệp của bạn"), second=[field("b", label="Nghề nghiệp của bạn")]),
        "ask_once", "two.b"),
    "no list of the law": (form(field("a")).model_copy(update={"legal": []}), "no_legal", ""),
    "a rule always true": (
        form(colour("a"), field("b", show_when="a == 'red' or not (a == 'red') or not present(a)")),
        "always_shown", "one.b"),
    "inside rows": (
        form(field("r", "rows", fields=[colour("k"), field("v", show_when="item.k == 'red' and item.k != 'red'")])),
        "unreachable", "one.r.v"),
    "a check of every row": (
        form(field("r", "rows", fields=[number("n", 1, 5)]), checks=[check("item.n < 6", "one.r.n")]),
        "check_never_fails", "one.r.n"),
    "more rows than there can be": (
        form(field("r", "rows", options={"maximum": 3}, fields=[field("x")]), field("b", show_when="count(one.r) > 3")),
        "unreachable", "one.b"),
}  # fmt: skip


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_fault_is_found_at_its_place(name: str) -> None:
    planted, code, path = PLANTED[name]
    report = analyse(planted)
    assert (code, path) in codes(report), report.findings
    assert all(one.message and one.place for one in report.findings)


def test_a_page_that_never_comes_is_told_once_and_its_legal_questions_too() -> None:
    given = raw(colour("a"), second=[field("b"), field("c")])
    given["sections"][1]["show_when"] = "one.a == 'red' and one.a == 'blue'"
    given["legal"].append({"asks": "Điều luật hỏi", "at": ["two.b"], "source": SOURCE})
    report = analyse(FormDefinition.model_validate(given))
    assert codes(report) == {("unreachable", "two"), ("legal_hidden", "two.b")}
    assert not report.publishable


def test_who_asks_for_themselves_is_not_asked_twice() -> None:
    relation = field("relation", "relation", options={"only": ["self", "father"]})
    person = [field("name", "person_name"), field("birth", "date")]
    report = analyse(form(*person, relation, second=person))
    assert {path for code, path in codes(report) if code == "ask_once"} == {"two.name", "two.birth"}
    filled = [{**one, "prefill": {"source": f"one.{one['key']}", "when": "one.relation == 'self'"}} for one in person]
    assert "ask_once" not in {code for code, _path in codes(analyse(form(*person, relation, second=filled)))}


def test_two_persons_may_be_asked_alike() -> None:
    person = [field("name", "person_name"), field("birth", "date", label="Ngày, tháng, năm sinh")]
    assert analyse(form(*person, second=person)).findings == ()


def test_each_question_says_which_rule_makes_what() -> None:
    report = analyse(form(
        colour("a", label="Bạn chọn màu nào?"), field("d", "date", label="Ngày sinh"),
        field("b", show_when="a in ['red', 'blue'] and age(d, today) >= 18", required="not present(d)",
              prefill={"source": "account.full_name"}),
        number("n"), number("t", compute="n * 2"), checks=[check("n > 3", "one.n")],
    ))  # fmt: skip
    said = {made.path: made.lines for made in report.makes}
    assert said["one.b"] == (
        "Chỉ hiện khi “Bạn chọn màu nào?” là một trong: “Màu red”, “Màu blue” và "
        "tuổi tính từ “Ngày sinh” đến hôm nay từ 18 trở lên",
        "Bắt buộc khi chưa điền “Ngày sinh”", "Điền sẵn họ tên từ tài khoản",
    )  # fmt: skip
    assert said["one.t"] == ("Tự tính: (“Mục thử n” × 2)",)
    assert said["one.n"] == ("Kiểm tra: “Mục thử n” lớn hơn 3. Nếu không thì báo: “Hãy sửa mục này.”",)
    assert said["one.a"] == ()


@pytest.mark.parametrize("path", library.shipped(), ids=lambda path: path.stem)
def test_shipped_forms_have_no_error(path: Any) -> None:
    report = analyse(library.read(path))
    assert report.errors == () and report.undecided == 0


# --- it never lies: what is proved impossible does not happen for any answers --------------------------------------

NAMES = ["one.a", "one.b", "one.n"]
_ATOMS = st.sampled_from([
    "a == 'red'", "a != 'red'", "b == 'green'", "a in ['red', 'blue']", "present(b)", "n > 3", "n <= 3", "n == 5",
    "y", "y == false", "a == b", "n != 2", "n + 1 > 6", "present(n)", "count(one.r) > 1", "3 < n",
    "any(one.r, item.x == 'a')", "all(one.r, item.x != 'b')", "all(one.r, item.x == 'a' or a == 'red')",
])  # fmt: skip
_RULES = st.recursive(_ATOMS, lambda inner: st.one_of(
    st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(lambda it: f"({it[0]} {it[1]} {it[2]})"),
    inner.map(lambda rule: f"not ({rule})"),
    st.tuples(inner, inner, inner).map(lambda it: f"if({it[0]}, {it[1]}, {it[2]})"),
), max_leaves=6)  # fmt: skip


def _every_document() -> list[dict[str, dict[str, Any]]]:
    colours, numbers = [None, "red", "green", "blue"], [None, *range(7)]
    rows = [None, [{"x": "a"}], [{"x": "a"}, {"x": "b"}]]
    found = []
    for a, b, n, y, r in itertools.product(colours, colours, numbers, [None, True, False], rows):
        values = {"a": a, "b": b, "n": n, "y": y, "r": r}
        found.append({"one": {key: value for key, value in values.items() if value is not None}})
    return found


DOCUMENTS = _every_document()


@given(shown=_RULES, asked=_RULES, derived=_RULES)
def test_what_is_proved_impossible_never_happens(shown: str, asked: str, derived: str) -> None:
    made = form(
        colour("a"), colour("b"), number("n", 0, 6), field("y", "yes_no"),
        field("r", "rows", options={"maximum": 2}, fields=[field("x")]), colour("k", show_when=shown),
        colour("d", derive=[{"value": "red", "when": derived}, {"value": "green", "when": "present(n)"}]),
        field("t", show_when="d == 'red'"),
    )  # fmt: skip
    reasoning = Reasoning(made)
    kept = [engine.settled(made, document, TODAY) for document in DOCUMENTS[::7]]
    rule = reasoning.reader.formula(asked, "one")
    views = [engine.view(made, document, TODAY) for document in kept]
    spots = reasoning.index.by_key
    if reasoning.impossible((rule, "true")):
        assert not any(view.holds(asked, "one") for view in views)
    if reasoning.impossible((rule, "false")):
        assert not any(view.violated(asked, "one") for view in views)
    for how, told in (("not true", False), ("not false", True)):
        if reasoning.impossible((rule, how)):  # type: ignore[arg-type]
            assert all(view.holds(asked, "one") if told is False else view.violated(asked, "one") for view in views)
    if reasoning.impossible((reasoning.shown(spots["one.k"]), "true")):
        assert not any(view.holds(shown, "one") for view in views)
    if reasoning.impossible((reasoning.shown(spots["one.t"]), "true")):
        assert not any(view.holds("d == 'red'", "one") for view in views)


# --- what does not load ---------------------------------------------------------------------------------------------


def test_every_mistake_is_told_at_once_with_its_place() -> None:
    wrong = raw(
        colour("a", show_when="two.c == 'red'"), number("n", show_when="agee(a) > 3"), field("z", "nix"),
        field("y", show_when="one.nn > 3"), field("w", required="n == 'x'"),
        second=[colour("c", show_when="one.a == 'red'"), field("e", show_when="f == 'x'"), field("f")],
        checks=[check("one.n +", "one.n"), check("one.n > 1", "one.q")],
    )  # fmt: skip
    del wrong["title"]
    found = mistakes(wrong)
    said = [(one.path, one.message) for one in found]
    assert all(one.severity == "error" and one.place for one in found)
    for path, words in (
        ("", "Còn thiếu mục này"), ("one.z", "Không có loại mục 'nix'"), ("one.a", "vòng tròn"),
        ("one.n", "Không có phép tính nào tên “agee”"), ("one.y", "Có phải “one.n”?"),
        ("one.w", "Không so sánh được số với chữ"), ("two.e", "đứng sau trong tờ khai"),
        ("one.n", "viết dở"), ("one.q", "Không có mục nào ở địa chỉ này"),
    ):  # fmt: skip
        assert any(at == path and words in told for at, told in said), (path, words, said)


def test_what_loads_has_no_mistakes_and_rubbish_is_refused_in_words() -> None:
    assert mistakes(raw(field("a"))) == ()
    for rubbish in ({}, {"sections": 3}, {"sections": [3, {"key": 1}]}, {"sections": [{"key": "a", "fields": [[]]}]}):
        assert mistakes(rubbish)


# --- it is quick -----------------------------------------------------------------------------------------------------


def thousand_rules() -> FormDefinition:
    """40 pages of 5 questions, each shown, required and filled by rules; 320 derived cases, 200 checks."""
    sections = []
    for page in range(40):
        before = f"p{page - 1}" if page else ""
        shown = f"{before}.a != 'red' and ({before}.n > 2 or {before}.y)" if page else ""
        sections.append({"key": f"p{page}", "title": f"Trang {page}", "show_when": shown, "guidance": [
            {"text": "Lời dặn.", "show_when": "a == 'green'"}, {"text": "Lời khác.", "show_when": "n > 3 or y"},
        ], "fields": [
            colour("a", required=f"{before}.a == 'green'" if page else True),
            number("n", show_when="a != 'blue'", required="a == 'green'", prefill={"value": 3, "when": "a == 'green'"}),
            field("y", "yes_no", show_when="a == 'green' or n > 3", required="a == 'green' and n > 1"),
            colour("d", show_when="present(a)", derive=[
                {"value": "red", "when": "a == 'green' and n > 5"}, {"value": "green", "when": "y"},
                {"value": "blue", "when": "a == 'red' or n == 2"}, {"value": "red", "when": "n == 7 and not y"},
                {"value": "blue", "when": "n == 8"}, {"value": "green", "when": "n == 9 or n == 0"},
                {"value": "red", "when": "present(a) and n < 9"}, {"value": "blue", "when": "present(a)"}]),
            field("t", show_when="d in ['red', 'green'] and (y or n < 4)", required="d == 'red' or a == 'green'",
                  prefill={"source": "account.full_name", "when": "a == 'green'"}),
        ]})  # fmt: skip
    checks = [check(f"p{page}.n != {k} or p{page}.a == 'green'", f"p{page}.n") for page in range(40) for k in range(5)]
    return FormDefinition.model_validate({
        "key": "thu", "title": "Thử", "legal_source": SOURCE, "sections": sections, "checks": checks,
        "legal": [{"asks": "Mục", "at": ["p0.a"], "source": SOURCE}],
    })  # fmt: skip


def test_a_thousand_rules_take_less_than_a_second() -> None:
    made = thousand_rules()
    rules = len(made.checks) + sum(bool(one.show_when) + len(one.guidance) for one in made.sections)
    for _section, one in made.every_field():
        rules += bool(one.show_when) + isinstance(one.required, str) + len(one.derive)
        rules += bool(one.prefill and one.prefill.when)
    assert rules >= 1000
    began = time.process_time()
    report = analyse(made)
    assert time.process_time() - began < 1 and report.undecided == 0
