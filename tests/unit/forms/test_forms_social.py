"""Poverty, land, school, burial, mediators: what these declarations ask of whom, and which slips they catch."""

from datetime import date
from typing import Any

import pytest

from motcua.forms import engine, library, samples
from motcua.forms.schema import FormDefinition
from tests.unit.forms.places import TwoProvinces

TODAY = date(2026, 11, 23)


def whole(key: str, **fixed: dict[str, Any]) -> tuple[FormDefinition, engine.Answers]:
    form = library.definition(key)
    return form, samples.answers(form, 3, today=TODAY, places=TwoProvinces(), fixed=fixed)


def told(form: FormDefinition, answers: engine.Answers) -> list[str]:
    return [problem.message for problem in engine.problems(form, answers, TODAY, TwoProvinces())]


def changed(answers: engine.Answers, section: str, **values: Any) -> engine.Answers:
    return {**answers, section: {**answers[section], **values}}


def pages(form: FormDefinition, answers: engine.Answers) -> set[str]:
    return {section.key for section in engine.visible_sections(form, answers, TODAY)}


def test_a_household_leaves_the_class_it_is_in_and_counts_its_people() -> None:
    people = [{"full_name": "Lê Thị Na", "birth_date": {"y": 1990}, "relation": "spouse"}]
    form, answers = whole("thoat-ngheo", household={"current_class": "near_poor"}, members={"people": people})
    settled = engine.settled(form, answers, TODAY)
    assert settled["request"]["decision"] == "leave_near_poor"
    assert settled["members"]["size"] == 2


def test_the_head_of_another_name_has_another_number() -> None:
    form, answers = whole("thoat-ngheo", applicant={"is_head": False})
    same = changed(answers, "household", head_personal_id=answers["applicant"]["personal_id"])
    assert any("số của chủ hộ" in message for message in told(form, same))


def test_nobody_disputes_with_himself() -> None:
    form, answers = whole("hoa-giai-dat-dai")
    mine = {**answers["respondents"]["people"][0], "personal_id": answers["applicant"]["personal_id"]}
    assert any("trùng số của bạn" in m for m in told(form, changed(answers, "respondents", people=[mine])))


def test_a_dispute_has_somebody_on_the_other_side() -> None:
    form, answers = whole("hoa-giai-dat-dai")
    alone = {key: value for key, value in answers.items() if key != "respondents"}
    assert told(form, alone)


def test_a_family_and_a_hamlet_are_asked_different_things() -> None:
    form, answers = whole("gia-dinh-van-hoa", applicant={"role": "own", "year": 2026})
    assert "family" in pages(form, answers) and "families" not in pages(form, answers)
    form, answers = whole("gia-dinh-van-hoa", applicant={"role": "area", "year": 2026}, meeting={"held": True})
    assert "families" in pages(form, answers) and "family" not in pages(form, answers)
    too_many = changed(answers, "meeting", present=10, agreed=11)
    assert any("nhiều hơn số người dự họp" in message for message in told(form, too_many))


@pytest.mark.parametrize(
    ("learner", "school", "paper"),
    [("preschool", "public", "m01"), ("pupil", "public", "m02"),
     ("preschool", "private", "m03"), ("pupil", "private", "m04")],
)  # fmt: skip
def test_learner_and_school_decide_which_of_the_four_papers_it_is(learner: str, school: str, paper: str) -> None:
    form, answers = whole("ho-tro-hoc-tap", case={"learner_kind": learner, "school_kind": school})
    assert engine.settled(form, answers, TODAY)["case"]["paper"] == paper


def test_school_support_is_for_the_sixteen_small_peoples() -> None:
    form, answers = whole("ho-tro-hoc-tap")
    assert any("16 dân tộc" in m for m in told(form, changed(answers, "learner", ethnic_group="01")))


def test_who_stays_at_school_over_tet_says_why() -> None:
    form, answers = whole("noi-tru", case={"school_kind": "private", "wanted": "policy"})
    assert "stay" not in pages(form, answers)
    form, answers = whole("noi-tru", case={"school_kind": "private", "wanted": "both"})
    assert answers["stay"]["reason"]


def test_a_burial_comes_after_the_death_and_either_an_office_or_a_family_cares_for_it() -> None:
    form, answers = whole("mai-tang", organiser={"kind": "organisation"})
    assert "organisation" in pages(form, answers) and "household" not in pages(form, answers)
    early = changed(answers, "death", date="2026-11-10", burial_date="2026-11-09")
    assert any("trước ngày mất" in message for message in told(form, early))
    young = changed(changed(answers, "deceased", group="elderly", birth_date={"y": 1960}), "death", date="2026-11-10")
    assert any("từ đủ 75 tuổi" in message for message in told(form, young))


def test_the_pay_of_a_mediator_is_added_up() -> None:
    cases = [{"content": "Tranh chấp lối đi", "ended": "2026-10-01", "amount": 200_000},
             {"content": "Vợ chồng xích mích", "ended": "2026-10-09", "amount": 400_000}]  # fmt: skip
    form, answers = whole("thu-lao-hoa-giai-vien", payment={"cases": cases})
    assert engine.settled(form, answers, TODAY)["payment"]["total"] == 600_000


def test_a_plot_without_numbers_is_described() -> None:
    form, answers = whole("thong-tin-quy-hoach", parcel={"number": "125", "map_sheet": "7"})
    parcel = {key: value for key, value in answers["parcel"].items() if key not in ("position", "number")}
    [missing] = told(form, {**answers, "parcel": parcel})
    assert missing.startswith("Hãy điền mục “Mô tả vị trí”.") and "khi chưa điền “Thửa đất số”" in missing


def test_a_shop_names_its_main_trade_and_the_family_that_opens_it() -> None:
    form, answers = whole("ho-kinh-doanh", founders={"by": "person"})
    assert "members" not in answers["founders"]
    assert any("Ngành chính" in m for m in told(form, changed(answers, "business", main="Nuôi cá")))
    form, answers = whole("ho-kinh-doanh", founders={"by": "family"})
    owner = {**answers["founders"]["members"][0], "personal_id": answers["owner"]["personal_id"]}
    assert any("số của chủ hộ" in m for m in told(form, changed(answers, "founders", members=[owner])))
