"""A form that loses questions: what is still asked goes over, the rest is named by its question."""

from copy import deepcopy
from typing import Any

from motcua.forms import carrying
from motcua.forms.schema import FormDefinition
from tests.unit.forms.places import TwoProvinces
from tests.unit.forms.test_engine import asked, section
from tests.unit.forms.test_rows import TODAY

PERSON = [asked("name", "person_name"), asked("born", "date")]
RAW: dict[str, Any] = {
    "key": "thu",
    "title": "Tờ khai thử",
    "legal_source": "thử",
    "sections": [
        section(
            "house",
            asked("head", "person_name"),
            asked("since", "date"),
            asked("members", "rows", item="Người", fields=PERSON),
            asked("owner", "group", fields=PERSON),
        )
    ],
}


def without_days() -> FormDefinition:
    raw = deepcopy(RAW)
    fields = raw["sections"][0]["fields"]
    for outer in fields[2:]:
        outer["fields"] = outer["fields"][:1]
    del fields[1]
    return FormDefinition.model_validate(raw)


OLD, NEW = FormDefinition.model_validate(RAW), without_days()


def test_one_question_fewer_keeps_the_other_answers_of_each_row() -> None:
    people = [{"name": "Trần Văn An", "born": "1950-02-01"}, {"name": "Lê Thị Hoa"}]
    answers: Any = {"house": {"members": people, "owner": people[0]}}
    carried = carrying.carry(OLD, NEW, answers, TODAY, TwoProvinces())
    kept = {"members": [{"name": "Trần Văn An"}, {"name": "Lê Thị Hoa"}], "owner": {"name": "Trần Văn An"}}
    assert carried.answers == {"house": kept}
    assert [one.label for one in carried.left] == ["Người 1 – Mục born", "Mục owner – Mục born"]


def test_half_typed_text_of_a_question_that_went_is_told_by_its_label() -> None:
    typed: dict[str, dict[str, str]] = {
        "house": {
            "head": "Tr", "since-d": "31/02", "members-count": "1", "members-0-name": "L", "members-0-born-d": "1950",
        }
    }  # fmt: skip
    kept, left = carrying.half_typed(OLD, NEW, typed, TwoProvinces())
    assert kept == {"house": {"head": "Tr", "members-count": "1", "members-0-name": "L"}}
    assert [(one.section, one.label, one.text) for one in left] == [
        ("Phần house", "Mục since", "31/02"), ("Phần house", "Người 1 – Mục born", "1950"),
    ]  # fmt: skip
