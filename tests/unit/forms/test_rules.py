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
    ("home", "people"): [
        {"name": "An", "age": 30, "kind": "head"}, {"name": "Hoa", "age": 8}, {"name": "Bình", "age": 70, "kind": "x"}
    ],
    ("home", "people", "name"): ["An", "Hoa", "Bình"],
    ("home", "people", "age"): [30, 8, 70],
    ("home", "people", "kind"): ["head", None, "x"],
    ("home", "wants"): ["land", "house"],
    ("item", "age"): 30,
}  # fmt: skip
TYPES: dict[tuple[str, ...], rules.Type] = {
    ("child", "birth"): "date", ("mother", "birth"): "date", ("husband", "birth"): "date",
    ("mother", "id"): "text", ("father", "id"): "text", ("witness", "id"): "text", ("witness", "birth"): "date",
    ("requester", "relation"): "text", ("copies", "count"): "number", ("parents", "married"): "boolean",
    ("mother", "paper"): "record", ("home", "people"): "rows", ("home", "people", "name"): "texts",
    ("home", "people", "age"): "numbers", ("home", "people", "kind"): "texts", ("home", "wants"): "list",
    ("item", "age"): "number", ("nobody", "rows"): "rows", ("nobody", "rows", "age"): "numbers",
    ("nobody", "count"): "number",
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 + 2 * 3 - 4", 3), ("(1 + 2) * 3", 9), ("7 / 2", 3), ("-7 / 2", -4), ("2 - -3", 5), ("-copies.count", -3),
        ("copies.count * 8000", 24000), ("copies.count / (copies.count - 3)", None), ("nobody.count + 1", None),
        ("if(copies.count > 2, 'many', 'few')", "many"), ("if(nobody.count > 2, 1, 2)", None),
        ("if(present(nobody.count), nobody.count, 0)", 0),
        ("min(copies.count, 2, 9)", 2), ("max(copies.count, 5)", 5), ("max(copies.count, nobody.count)", None),
        ("max(child.birth, husband.birth) == child.birth", True),
        ("join(requester.relation, ' ', copies.count)", "mother 3"), ("join(witness.id, ' ')", None),
        ("contains(home.wants, 'land')", True), ("contains(home.wants, 'sea')", False), ("'house' in home.wants", True),
        ("count(home.people)", 3), ("count(nobody.rows)", 0), ("count(home.wants)", 2), ("count(home.people.kind)", 2),
        ("sum(home.people.age)", 108), ("sum(nobody.rows.age)", 0), ("sum(home.people.age) / count(home.people)", 36),
        ("unique(home.people.name)", True), ("unique(home.people.kind)", True),
        ("any(home.people, item.kind == 'head')", True), ("any(home.people, item.age > 80)", False),
        ("any(home.people, item.kind == 'y')", None), ("any(nobody.rows, item.age > 1)", False),
        ("all(home.people, item.age > 5)", True), ("all(home.people, item.age > 8)", False),
        ("all(home.people, item.kind != 'y')", None), ("all(nobody.rows, item.age > 1)", True),
        ("any(home.people, all(home.people, item.age >= 8) and item.age == 70)", True),
        ("item.age == 30 and any(home.people, item.age == 70)", True), ("present(home.people)", True),
    ],
)  # fmt: skip
def test_what_rules_work_out(text: str, expected: object) -> None:
    found = value(text)
    assert found == expected and type(found) is type(expected)


def test_numbers_never_grow_without_end() -> None:
    huge = " * ".join(["999999999999"] * 60)
    assert value(huge) is None and value("999999999999 * 2") == 1999999999998


def test_a_rule_is_only_so_deep() -> None:
    assert value("(" * 10 + "1 == 1" + ")" * 10) is True
    for deep in ("(" * 25 + "1 == 1" + ")" * 25, "not " * 25 + "1 == 1", "-" * 25 + "1 == 1"):
        with pytest.raises(RuleError, match="deep"):
            rules.parse(deep)


def test_a_rule_says_which_answers_it_reads() -> None:
    node = rules.parse("any(home.people, item.age > copies.count) and item.age > 1")
    assert rules.names(node) == {("home", "people"), ("home", "people", "age"), ("copies", "count"), ("item", "age")}


def test_bare_names_of_a_part_become_those_of_a_row() -> None:
    own = frozenset({"id", "sex"})
    text = "id_sex(id) == sex and not present(id.number) or requester.id == 'id' and sexual"
    assert rules.with_prefix(text, own, "item") == (
        "id_sex(item.id) == item.sex and not present(item.id.number) or requester.id == 'id' and sexual"
    )


def test_a_rule_over_many_rows_spends_its_steps_and_is_refused() -> None:
    nested = rules.parse("all(a.rows, all(a.rows, all(a.rows, item.x == 1)))")
    with pytest.raises(RuleError, match="steps"):
        rules.evaluate(nested, lambda path: [{"x": 1}] * 100, TODAY)
    with pytest.raises(RuleError, match="steps"):
        rules.bounded(nested, lambda path: 100)


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
        "[1] == [1]", "not copies.count", "copies.count + 'a' == 1", "parents.married + 1 == 2",
        "sum(copies.count) > 1",
        "sum(home.people.name) > 1", "count(copies.count) > 1", "home.people.age > 1",
        "any(home.people, item.zzz == 1)",
        "any(home.people.age, true)", "any('x', true)", "any(home.people)", "any(home.people, item.age)",
        "if(copies.count, 1, 2) == 1", "if(true, 1, 'a') == 1", "if(true, 1)", "min(1) == 1", "min(1, 'a') == 1",
        "join('a', today) == 'a'", "contains(requester.relation, 'm')", "contains(home.wants, 1)", "item == 1",
        "present(home.people.age)", "unique(home.people)", "any(home.people, item == 1)", "1 +", "* 2", "count()",
    ],
)  # fmt: skip
def test_a_faulty_rule_is_refused_when_loaded(text: str) -> None:
    def prove() -> None:
        if rules.check(rules.parse(text), TYPES.get) != "boolean":
            raise RuleError("not a condition")

    with pytest.raises(RuleError):
        prove()


@pytest.mark.parametrize(
    "text",
    ["(" * 500 + "true" + ")" * 500, "not " * 250 + "true", "true or " * 400 + "true", "x" * 5000, "-" * 300 + "1",
     "if(true, " * 60 + "1" + ", 2)" * 60, "1" + "+1" * 400],
)  # fmt: skip
def test_a_rule_that_explodes_is_refused(text: str) -> None:
    with pytest.raises(RuleError):
        rules.parse(text)


@given(st.text(alphabet="abc.()[]'\"=<>!, notrue&019+-*/\n", max_size=120))
def test_any_text_is_a_rule_or_refused(text: str) -> None:
    try:
        node = rules.parse(text)
        rules.check(node, TYPES.get)
    except RuleError:
        return
    rules.evaluate(node, VALUES.get, TODAY)


ODD = st.recursive(
    st.none() | st.integers() | st.text() | st.booleans() | st.floats() | st.dates(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["age", "kind"]), inner),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(list(TYPES)), ODD))
def test_odd_answers_never_raise(answers: dict[tuple[str, ...], object]) -> None:
    for text in ("age(mother.birth, child.birth) > 3", "mother.id in ['1', '2']", "copies.count >= 2",
                 "id_birth_year(father.id) < year(child.birth)", "mother.birth <= child.birth",
                 "sum(home.people.age) + copies.count * 2 > 3 / nobody.count", "unique(home.people.age)",
                 "any(home.people, item.age > 3 or item.kind in home.wants)", "contains(home.wants, 'a')",
                 "join(mother.id, copies.count) == max(1, copies.count)", "max(mother.birth, child.birth) == today",
                 "count(home.people) == count(home.wants)"):  # fmt: skip
        rules.evaluate(rules.parse(text), answers.get, TODAY)
