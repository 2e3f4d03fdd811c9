"""What a definition may say beyond its questions: the law's own list, the papers, shared parts inside rows."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from motcua.forms import engine, library, rules
from motcua.forms.schema import FormDefinition
from tests.unit.forms.test_engine import CHOICES, asked, section
from tests.unit.forms.test_rows import FORM, RAW, STORED

TODAY = date(2026, 11, 23)
LEGAL: list[dict[str, Any]] = [
    {"asks": "Họ tên", "number": "1", "at": ["house.members.name", "house.head"], "source": "mẫu thử"},
    {"asks": "Ký tên", "elsewhere": "ký khi nộp", "source": "mẫu thử"},
]
PAPERS: list[dict[str, Any]] = [
    {"key": "to-khai", "title": "Tờ khai", "sections": ["house"]},
    {"key": "don", "title": "Đơn", "number": "Mẫu 2", "legal_source": "luật", "sections": ["house", "second"]},
]


def form(**more: Any) -> FormDefinition:
    return FormDefinition.model_validate({**RAW, **more})


def test_the_laws_own_list_names_where_each_thing_is_asked() -> None:
    made = form(legal=LEGAL, papers=PAPERS)
    assert made.legal[0].at == ["house.members.name", "house.head"] and made.legal[1].elsewhere
    assert {"house.members", "house.members.name", "house.owner.name", "second.others.nation"} <= made.paths
    assert [paper.key for paper in made.every_paper] == ["to-khai", "don"]
    assert FormDefinition.model_validate_json(made.model_dump_json(exclude_defaults=True)) == made


def test_without_papers_there_is_one_with_everything() -> None:
    (whole,) = form().every_paper
    assert (whole.key, whole.title, whole.sections) == ("thu", "Tờ khai thử", ["house", "second"])


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"legal": [{**LEGAL[0], "at": ["house.zzz"]}]}, "there is no house.zzz"),
        ({"legal": [{**LEGAL[0], "at": ["house.members.zzz"]}]}, "there is no house.members.zzz"),
        ({"legal": [{**LEGAL[0], "at": []}]}, "say where"),
        ({"legal": [{**LEGAL[0], "elsewhere": "x"}]}, "say where"),
        ({"legal": [{**LEGAL[0], "asks": "x" * 121}]}, "120"),
        ({"papers": [{**PAPERS[0], "sections": ["zzz"]}]}, "no section zzz"),
        ({"papers": [PAPERS[0], PAPERS[0]]}, "used twice"),
        ({"papers": [{**PAPERS[0], "sections": []}]}, "at least 1"),
    ],
)
def test_a_faulty_list_is_refused(more: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        form(**more)


@pytest.mark.parametrize(
    ("field", "said"),
    [
        (asked("x", "number", compute="house.head"), "a number, and this is a text"),
        (asked("x", "choice", options=CHOICES, compute="'a'"), "cannot be computed"),
        (asked("x", "number", compute="y"), "unknown name y"),
        (asked("x", "number", compute="x + 1"), "comes later"),
        (asked("x", "number", compute="1", derive=[{"value": 1}]), "choose one"),
        (asked("x", "number", compute="1", prefill={"value": 1}), "cannot be prefilled"),
        (asked("x", "number", compute="1 +"), "unexpected"),
    ],
)
def test_a_faulty_computation_is_refused(field: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        FormDefinition.model_validate({**RAW, "checks": [], "sections": [section("house", asked("head"), field)]})


def test_every_computed_kind_is_worked_out_and_told() -> None:
    made = FormDefinition.model_validate(
        {**RAW, "checks": [], "sections": [section(
            "a", asked("born", "date"), asked("count", "number"), asked("name"),
            asked("year", "number", compute="year(born)", options={"maximum": 3000}),
            asked("again", "date", compute="max(born, born)"),
            asked("adult", "yes_no", compute="age(born, today) >= 18"),
            asked("said", compute="join(name, ': ', count)"),
            asked("fee", "money", compute="if(present(count), count, 1) * 8000"),
        )]}
    )  # fmt: skip
    settled = engine.settled(made, {"a": {"born": "2000-02-29", "count": 3, "name": "An"}}, TODAY)["a"]
    assert (settled["year"], settled["again"], settled["adult"]) == (2000, "2000-02-29", True)
    assert settled["said"] == "An: 3" and engine.problems(made, {"a": settled}, TODAY) == []
    assert engine.facts(made, {"a": settled}, TODAY)["a.fee"].startswith("24.000")
    empty = engine.settled(made, {"a": {"name": "An"}}, TODAY)["a"]
    assert empty.keys() == {"name", "fee"}


def test_a_computed_answer_out_of_its_bounds_is_told_where_it_stands() -> None:
    made = FormDefinition.model_validate(
        {**RAW, "checks": [], "sections": [section(
            "a", asked("count", "number"), asked("total", "number", compute="count * 10", options={"maximum": 50})
        )]}
    )  # fmt: skip
    assert [(p.field, p.anchor) for p in engine.problems(made, {"a": {"count": 9}}, TODAY)] == [("total", "total")]


def test_rules_of_others_may_count_rows_but_not_without_end() -> None:
    assert engine.holds(FORM, "count(house.members) == 2 and any(house.members, item.kind == 'two')", STORED, TODAY)
    engine.check_rule(FORM, "sum(house.members.amount) > 3 or house.owner.name == 'x'")
    for wrong in ("item.kind == 'two'", "house.members.zzz == 1", "count(house.head) > 1", "sum(house.members.amount)"):
        with pytest.raises(rules.RuleError):
            engine.check_rule(FORM, wrong)


def test_a_shared_part_works_inside_rows(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "person.yaml").write_text(
        """
fields:
  - {key: name, kind: person_name, label: Họ tên, required: true, source: thử}
  - {key: personal_id, kind: personal_id, label: Số định danh, source: thử}
  - {key: paper, kind: text, label: Giấy tờ, required: not present(personal_id), source: thử}
checks:
  - {rule: "paper != name", at: paper, message: Hãy sửa.}
"""
    )
    (tmp_path / "thu.yaml").write_text(
        """
key: thu
title: Thử
legal_source: thử
sections:
  - key: home
    title: Nhà
    fields:
      - {key: name, kind: text, label: Tên nhà, source: thử}
      - key: people
        kind: rows
        item: Người
        label: Người trong nhà
        source: thử
        fields:
          - part: person
            with: {name: {label: Tên người}}
          - {key: note, kind: text, label: Ghi chú, source: thử}
"""
    )
    made = library.read(tmp_path / "thu.yaml")
    people = made.by_key["home"].by_key["people"]
    assert [field.key for field in people.fields] == ["name", "personal_id", "paper", "note"]
    assert people.by_key["paper"].required == "not present(item.personal_id)"
    assert (made.checks[0].rule, made.checks[0].at) == ("item.paper != item.name", "home.people.paper")
    rows: Any = [{"name": "An Bình"}, {"name": "Lê Hoa", "paper": "Lê Hoa"}]
    told = [(p.message, p.anchor) for p in engine.problems(made, {"home": {"people": rows}}, TODAY)]
    assert told == [
        ("Người 1: Hãy điền mục “Giấy tờ”. Cần mục này khi chưa điền “Số định danh”.", "people-0-paper"),
        ("Người 2: Hãy sửa.", "people-1-paper")
    ]  # fmt: skip
