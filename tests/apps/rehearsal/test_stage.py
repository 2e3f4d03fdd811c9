"""A form on stage: every branch is taken, and a planted fault is found with the answers that show it."""

import time
from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest

from motcua.forms import engine, library
from motcua.forms.answers import Answers
from motcua.forms.kinds.base import Circumstances
from motcua.forms.schema import FormDefinition
from motcua.rehearsal.branches import Extra
from motcua.rehearsal.judging import Judging
from motcua.rehearsal.report import Fault
from motcua.rehearsal.stage import Stage
from motcua.rehearsal.watching import Watch
from tests.apps.rehearsal.forms import check, colour, field, form, rich
from tests.unit.forms.places import TwoProvinces

TODAY = date(2026, 11, 23)
SETTING = Circumstances(TODAY, TwoProvinces())


def staged(made: FormDefinition, **more: Any) -> Stage:
    stage = Stage(made, SETTING, **more)
    stage.run(Judging(made, SETTING).faults)
    return stage


def keys(ways: Iterable[Any]) -> set[str]:
    return {way.key for way in ways}


def test_every_branch_of_a_rich_form_is_taken() -> None:
    stage = staged(rich())
    assert stage.missed == [] and stage.faults == []
    assert {
        "show:one.note:yes", "show:one.note:no", "require:one.note:yes", "require:one.note:no",
        "choice:one.a=red", "choice:one.a=green", "choice:one.a=blue", "choice:one.flag=True", "choice:one.flag=False",
        "empty:one.flag", "filled:one.flag", "case:one.late:1", "case:one.late:2", "compute:one.fee",
        "rows:one.people=2", "rows:one.people=12", "show:one.people.why:yes", "show:one.people.why:no",
        "choice:one.people.colour=blue", "empty:one.people.age", "filled:one.home.door",
        "check:1", "check:2", "check:3", "check:4",
    } <= keys(stage.taken)  # fmt: skip
    assert all(way.words for way in stage.taken)


def test_each_kept_document_is_one_the_form_accepts() -> None:
    made = rich()
    for answers in staged(made).documents:
        assert engine.problems(made, answers, TODAY, SETTING.places) == []


def test_the_same_seed_makes_the_same_documents() -> None:
    made = rich()
    assert staged(made).documents == staged(made).documents
    assert staged(made).documents != staged(made, seed=2).documents


def test_what_no_answers_can_take_is_said_and_not_counted() -> None:
    stage = staged(form(colour("a", required=True), field("b", required="a != 'red' or a == 'red'")))
    assert keys(stage.impossible) == {"require:one.b:no", "empty:one.b"}
    assert stage.missed == [] and stage.faults == []


def test_a_choice_that_a_check_always_refuses_is_impossible() -> None:
    stage = staged(form(colour("a", required=True), checks=[check("a != 'blue'", "one.a")]))
    assert keys(stage.impossible) == {"choice:one.a=blue"} and "check:1" in keys(stage.taken)


def test_a_form_no_answers_satisfy_is_found_out() -> None:
    numbers = {"minimum": 0, "maximum": 9}
    made = form(
        field("n", "number", required=True, options=numbers), field("m", "number", required=True, options=numbers),
        checks=[check("n * m > 100", "one.n")],
    )  # fmt: skip
    assert any("không câu trả lời nào qua được" in fault.what for fault in staged(made).faults)


def test_a_check_that_its_own_question_hides_has_no_effect() -> None:
    """A check goes with its question: while that is hidden nobody is asked."""
    made = form(
        colour("a", required=True), field("n", "number", required=True, options={"minimum": 0, "maximum": 9}),
        field("b", show_when="a == 'red'"), checks=[check("a == 'red' or n > 5", "one.b")],
    )  # fmt: skip
    assert keys(staged(made).impossible) == {"check:1"}


def test_a_message_that_does_not_reach_the_page_is_found_with_its_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    made = form(field("n", "number", required=True), checks=[check("n > 5", "one.n")])
    monkeypatch.setattr("motcua.forms.reading.broken", lambda *given, **more: iter(()))
    found = [fault for fault in staged(made).faults if "không báo lỗi này" in fault.what]
    assert found and found[0].where == "one.n" and found[0].answers
    assert engine.problems(made, found[0].answers, TODAY), "these answers show the fault"


def test_what_the_judge_finds_is_kept_with_its_answers() -> None:
    def judge(answers: Answers) -> Iterable[Fault]:
        if answers["one"]["a"] == "blue":
            yield Fault("one.a", "hỏng", answers)

    stage = Stage(form(colour("a", required=True)), SETTING)
    stage.run(judge)
    assert [(fault.where, fault.what) for fault in stage.faults] == [("one.a", "hỏng")]


def test_a_document_that_a_browser_could_not_make_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    made = form(colour("a", required=True), field("b"))
    monkeypatch.setattr("motcua.forms.samples.posted", lambda form, section, answers: {"a": "red"})
    assert any("câu trả lời khác" in fault.what for fault in staged(made).faults)


def test_the_rules_of_a_procedure_go_both_ways() -> None:
    stage = staged(rich())
    rules = [
        Extra("paper:x", "cần", "không cần", "age(one.born, today) >= 30 and one.a == 'green'"),
        Extra("paper:never", "cần", "không cần", "one.a == 'red' and one.a == 'blue'"),
    ]
    taken, missed, impossible = stage.also(rules)
    assert keys(taken) == {"paper:x:yes", "paper:x:no", "paper:never:no"}
    assert missed == [] and keys(impossible) == {"paper:never:yes"}


def test_out_of_time_is_missed_never_taken() -> None:
    stage = staged(rich(), watch=Watch(seconds=0.0))
    assert stage.missed and not stage.documents


def test_a_form_that_is_hard_to_fill_is_given_up_in_time() -> None:
    """100 rows of 9 questions, each row judged by checks that chance does not satisfy."""
    numbers = [field(f"n{one}", "number", required=True, options={"minimum": 0, "maximum": 999}) for one in range(9)]
    rows = field("r", "rows", required=True, options={"minimum": 40, "maximum": 100}, fields=numbers)
    checks = [check(f"item.n{one} * item.n{one + 1} == 4711 + item.n{one}", f"one.r.n{one}") for one in range(8)]
    began = time.monotonic()
    stage = staged(form(rows, checks=checks), watch=Watch(seconds=1))
    assert time.monotonic() - began < 20 and (stage.missed or stage.faults)


@pytest.mark.parametrize("key", ["khai-sinh", "xac-nhan-tinh-trang-hon-nhan", "gia-dinh-van-hoa"])
def test_shipped_forms_are_green(key: str) -> None:
    stage = staged(library.definition(key))
    assert [way.words for way in stage.missed] == []
    assert [fault.what for fault in stage.faults] == []
