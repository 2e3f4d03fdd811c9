"""Forms built to be hard are analysed within one budget of steps; what was not looked at keeps them from publishing."""

import random
import time
from collections.abc import Callable
from typing import Any

import pytest

from motcua.forms.analysis import analyse
from motcua.forms.analysis.budget import MOST_IN_ALL, Budget
from motcua.forms.analysis.hardness import hardness
from motcua.forms.analysis.reach import Reach
from motcua.forms.analysis.reasoning import Reasoning
from motcua.forms.schema import FormDefinition
from tests.unit.forms.test_analysis import check, colour, field, number, raw

SECONDS = 2.5
"""Of processor time; two on a machine with nothing else to do."""


def _form(fields: list[dict[str, Any]], checks: Any = ()) -> FormDefinition:
    return FormDefinition.model_validate(raw(*fields, checks=checks))


def _three(dice: random.Random, names: list[str]) -> str:
    return "(" + " or ".join(("not " if dice.random() < 0.5 else "") + one for one in dice.sample(names, 3)) + ")"


def clauses() -> FormDefinition:
    """Every question shown by some thirty `or` of three, as hard as such things are; and 200 checks of the same."""
    dice, names = random.Random(1), [f"y{number}" for number in range(40)]
    fields = [field(name, "yes_no") for name in names]
    fields += [
        field(f"y{k}", "yes_no", show_when=" and ".join(_three(dice, names) for _time in range(28)),
              required=" and ".join(_three(dice, names) for _time in range(15)))
        for k in range(40, 190)
    ]  # fmt: skip
    rules = [" and ".join(_three(dice, names) for _time in range(20)) for _check in range(200)]
    return _form(fields, [check(rule, f"one.y{dice.randrange(190)}") for rule in rules])


def long_alternatives() -> FormDefinition:
    """190 questions with the same label, each shown by any of the sixty before it."""
    label = "Nhãn dài lặp lại ở mọi mục"
    shown = [" or ".join(f"y{one}" for one in range(max(0, k - 60), k)) for k in range(190)]
    return _form([field(f"y{k}", "yes_no", label=label, show_when=rule) for k, rule in enumerate(shown)])


def derived_from_derived() -> FormDefinition:
    dice = random.Random(1)
    fields = [colour("c0"), *(field(f"y{k}", "yes_no") for k in range(30))]
    for k in range(1, 160):
        whens = [
            " or ".join(f"(c{dice.randrange(k)} == 'red' and y{dice.randrange(30)})" for _part in range(6))
            for _case in range(30)
        ]
        fields.append(colour(f"c{k}", derive=[{"value": "red", "when": when} for when in whens]))
    return _form(fields)


def numbers_and_lists() -> FormDefinition:
    dice, names = random.Random(1), [f"n{number}" for number in range(50)]
    fields = [number(name, 0, 1000) for name in names]
    for k in range(50, 190):
        pairs = [dice.sample(names, 2) for _part in range(13)]
        rule = " or ".join(f"({a} > {b} and {b} in [{dice.randrange(900)}, {dice.randrange(900)}])" for a, b in pairs)
        fields.append(number(f"n{k}", 0, 1000, show_when=rule))
        names.append(f"n{k}")
    parts = [[dice.sample(names, 2) for _part in range(20)] for _check in range(200)]
    rules = [" and ".join(f"({a} < {b} or {b} == {a} + 1)" for a, b in pairs) for pairs in parts]
    return _form(fields, [check(rule, f"one.n{k % 190}") for k, rule in enumerate(rules)])


HARD = [clauses, long_alternatives, derived_from_derived, numbers_and_lists]


@pytest.mark.parametrize("made", HARD, ids=lambda made: made.__name__)
def test_a_form_built_to_be_hard_is_refused_in_time_and_told_what_to_simplify(
    made: Callable[[], FormDefinition],
) -> None:
    hard = made()
    began = time.process_time()
    report = analyse(hard)
    assert time.process_time() - began < SECONDS
    (told,) = report.named("too_much")
    assert not report.publishable and told.severity == "error" and told.path == ""
    assert "Nặng nhất: Phần “Một”, mục" in told.message and "bớt “or”" in told.message
    assert report.undecided


def test_the_same_form_is_judged_alike_every_time() -> None:
    assert analyse(clauses()).findings == analyse(clauses()).findings


def test_a_single_rule_too_hard_alone_is_told_at_its_place() -> None:
    dice, names = random.Random(1), [f"y{number}" for number in range(40)]
    shown = " and ".join(_three(dice, names) for _time in range(28))
    made = _form([*(field(name, "yes_no") for name in names), field("z", show_when=shown)])
    reasoning = Reasoning(made, Budget(MOST_IN_ALL, 50))
    list(Reach(reasoning).findings())
    assert set(reasoning.undecided) == {"one.z"}
    (told,) = hardness(reasoning)
    assert (told.severity, told.code, told.path) == ("error", "too_hard", "one.z") and "mục “Mục thử z”" in told.place


def test_many_checks_over_one_question_are_all_compared() -> None:
    """With 60 checks over one question there are 1,770 pairs; the two that exclude each other come last."""
    rules = [f"n != {one}" for one in range(58)]
    made = _form([number("n", 0, 1000)], [check(rule, "one.n") for rule in (*rules, "n > 900", "n < 800")])
    report = analyse(made)
    assert report.named("checks_exclude") and not report.undecided
