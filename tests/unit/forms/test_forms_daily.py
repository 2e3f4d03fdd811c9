"""The traps of the forms about pavements, kindergarten lunches and felling a forest."""

from typing import Any

import pytest

from motcua.forms import engine
from tests.unit.forms.test_shipped import TODAY, messages, whole

ROAD, LUNCH, FOREST = "via-he", "an-trua-mau-giao", "khai-thac-go"


def pages(key: str, **fixed: Any) -> set[str]:
    form, answers = whole(key, **fixed)
    return {section.key for section in engine.visible_sections(form, answers, TODAY)}


def test_only_an_organisation_tells_about_itself() -> None:
    assert "organisation" in pages(ROAD, applicant={"party": "organisation"})
    assert "organisation" not in pages(ROAD, applicant={"party": "person"})


def test_a_road_is_used_on_days_that_are_still_to_come_and_in_order() -> None:
    form, answers = whole(ROAD)
    assert any("trước ngày đầu" in m for m in messages(form, answers, site__from_date="2026-12-30"))
    past = {"site__from_date": "2026-11-01", "site__to_date": "2026-11-02"}
    assert any("đã qua rồi" in m for m in messages(form, answers, **past))
    begun = {"site__from_date": "2026-11-22", "site__to_date": "2026-11-24"}
    assert messages(form, answers, **begun) == []  # a funeral is put right on the next day


def test_a_child_of_a_hard_commune_is_found_by_number_alone() -> None:
    form, answers = whole(LUNCH, case={"ground": "remote"})
    assert messages(form, answers, learner__personal_id=None) != []
    form, answers = whole(LUNCH, case={"ground": "merit"})
    assert messages(form, answers, learner__personal_id=None) == []


@pytest.mark.parametrize(
    ("ground", "asked"),
    [("poor", {"poor_kind", "time"}), ("orphan", {"orphan_paper"}), ("disabled", {"disabled_paper"}), ("merit", set())],
)
def test_each_ground_asks_its_own_paper(ground: str, asked: set[str]) -> None:
    _form, answers = whole(LUNCH, case={"ground": ground})
    assert set(answers["case"]) == {"ground"} | asked


def test_lunch_is_for_kindergarten_and_not_paid_twice() -> None:
    form, answers = whole(LUNCH)
    big = {"learner__birth_date": "2018-05-02", "learner__personal_id": None}
    assert any("3 đến 5 tuổi" in m for m in messages(form, answers, **big))
    assert any("không nhận thêm" in m for m in messages(form, answers, learner__other_aid=True))


def test_a_plan_to_fell_takes_something_from_somewhere() -> None:
    form, answers = whole(FOREST)
    nothing = {"harvest__timber": 0, "harvest__small_wood": 0, "harvest__other_yield": None}
    assert any("chưa ghi sản lượng" in m for m in messages(form, answers, **nothing))
    assert messages(form, answers, **{**nothing, "harvest__other_yield": "Măng 2 tấn"}) == []
    lots = [{**answers["forest"]["lots"][0], "area": 0}]
    assert any("lớn hơn 0" in m for m in messages(form, answers, forest__lots=lots))


def test_only_a_planted_forest_has_a_year_of_planting() -> None:
    _form, answers = whole(FOREST, forest={"kind": "natural"})
    assert "planted_year" not in answers["forest"]
    _form, answers = whole(FOREST, forest={"kind": "planted"})
    assert answers["forest"]["planted_year"]
