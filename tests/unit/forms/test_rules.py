"""The rules of forms: what they say, what they refuse, and that nothing makes them explode."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.forms import rules
from motcua.forms.rules import PartialDate, RuleError

TODAY = date(2026, 11, 23)
VALUES: dict[tuple[str, ...], object] = {
    ("child", "birth"): date(2026, 9, 1),
    ("mother", "birth"): PartialDate(1998),
    ("husband", "birth"): date(2006, 11, 24),
    ("mother", "id"): "036198000001",
    ("father", "id"): "036096000002",
    ("requester", "relation"): "mother",
    ("copies", "count"): 3,
    ("parents", "married"): True,
}
TYPES: dict[tuple[str, ...], rules.Type] = {
    ("child", "birth"): "date", ("mother", "birth"): "date", ("husband", "birth"): "date",
    ("mother", "id"): "text", ("father", "id"): "text", ("witness", "id"): "text", ("witness", "birth"): "date",
    ("requester", "relation"): "text", ("copies", "count"): "number", ("parents", "married"): "boolean",
    ("mother", "paper"): "record",
}  # fmt: skip


def value(text: str) -> object:
    node = rules.parse(text)
    rules.check(node, TYPES.get)
    return rules.evaluate(node, VALUES.get, TODAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("days_between(child.birth, today) > 60", True),
        ("days_between(child.birth, today) > 90", False),
        ("requester.relation in ['father', 'mother']", True),
        ("not (requester.relation == 'mother')", False),
        ("age(husband.birth, today) >= 20", False),
        ("age(mother.birth, child.birth) == 27", True),
        ("mother.birth < child.birth", True),
        ("year(mother.birth) == 1998 and parents.married", True),
        ("parents.married == true", True),
        ("id_birth_year(mother.id) == year(mother.birth)", True),
        ("id_sex(mother.id) == 'female' and id_sex(father.id) == 'male'", True),
        ("copies.count > 1 or copies.count == 0 and parents.married", True),
        ('mother.id != father.id and requester.relation != "father"', True),
        ("present(witness.id)", False),
        ("not present(witness.id)", True),
    ],
)
def test_what_rules_say(text: str, expected: bool) -> None:
    assert value(text) is expected


def test_an_absent_answer_is_unknown_and_decides_nothing() -> None:
    assert value("witness.id == mother.id") is None
    assert value("witness.id != mother.id") is None
    assert value("witness.id == mother.id or parents.married") is True
    assert value("witness.id == mother.id and not parents.married") is False
    assert value("not (witness.id in ['a'])") is None
    node = rules.parse("age(witness.birth, today) >= 20")
    assert not rules.holds(node, VALUES.get, TODAY)
    assert not rules.violated(node, VALUES.get, TODAY)


def test_twenty_is_reached_on_the_birthday() -> None:
    node = rules.parse("age(husband.birth, today) >= 20")
    assert rules.violated(node, VALUES.get, date(2026, 11, 23))
    assert rules.holds(node, VALUES.get, date(2026, 11, 24))


def test_a_year_alone_counts_as_its_last_day() -> None:
    node = rules.parse("age(mother.birth, today) >= 28")
    assert not rules.holds(node, VALUES.get, date(2026, 12, 30))
    assert rules.holds(node, VALUES.get, date(2026, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "nobody.name == 'x'", "copies.count == 'three'", "requester.relation > 'a'", "age(copies.count, today) > 1",
        "unknown(mother.id)", "present(mother.id, father.id)", "copies.count", "mother.paper == mother.paper",
        "mother.id in mother.id", "parents.married and copies.count", "1 < 2 < 3", "",
        "mother.id ==", "(mother.id == 'x'", "mother.id = 'x'", "__import__('os')", "a.b.c.d == 1", "mother.id == 'x",
        "[1] == [1]", "not copies.count",
    ],
)  # fmt: skip
def test_a_faulty_rule_is_refused_when_loaded(text: str) -> None:
    def prove() -> None:
        if rules.check(rules.parse(text), TYPES.get) != "boolean":
            raise RuleError("not a condition")

    with pytest.raises(RuleError):
        prove()


@pytest.mark.parametrize(
    "text", ["(" * 500 + "true" + ")" * 500, "not " * 250 + "true", "true or " * 400 + "true", "x" * 5000]
)
def test_a_rule_that_explodes_is_refused(text: str) -> None:
    with pytest.raises(RuleError):
        rules.parse(text)


@given(st.text(alphabet="abc.()[]'\"=<>!, notrue&019\n", max_size=120))
def test_any_text_is_a_rule_or_refused(text: str) -> None:
    try:
        node = rules.parse(text)
        rules.check(node, TYPES.get)
    except RuleError:
        return
    rules.evaluate(node, VALUES.get, TODAY)


@given(st.dictionaries(st.sampled_from(list(TYPES)), st.one_of(st.none(), st.integers(), st.text(), st.booleans())))
def test_odd_answers_never_raise(answers: dict[tuple[str, ...], object]) -> None:
    for text in ("age(mother.birth, child.birth) > 3", "mother.id in ['1', '2']", "copies.count >= 2",
                 "id_birth_year(father.id) < year(child.birth)", "mother.birth <= child.birth"):  # fmt: skip
        rules.evaluate(rules.parse(text), answers.get, TODAY)
