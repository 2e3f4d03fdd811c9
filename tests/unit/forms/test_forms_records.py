"""Deaths, guardians, changes of records, events abroad, adoption: which slips these declarations catch."""

from datetime import date
from typing import Any

import pytest

from motcua.forms import engine, library, samples
from motcua.forms.schema import FormDefinition
from tests.unit.forms.places import TwoProvinces

TODAY = date(2026, 11, 23)


def whole(key: str, seed: int = 3, **fixed: dict[str, Any]) -> tuple[FormDefinition, engine.Answers]:
    form = library.definition(key)
    return form, samples.answers(form, seed, today=TODAY, places=TwoProvinces(), fixed=fixed)


def told(form: FormDefinition, answers: engine.Answers) -> list[str]:
    return [problem.message for problem in engine.problems(form, answers, TODAY, TwoProvinces())]


def changed(answers: engine.Answers, section: str, **values: Any) -> engine.Answers:
    return {**answers, section: {**answers.get(section, {}), **values}}


def pages(form: FormDefinition, answers: engine.Answers) -> set[str]:
    return {section.key for section in engine.visible_sections(form, answers, TODAY)}


def test_a_death_registered_since_2016_is_copied_not_registered_again() -> None:
    form, answers = whole("khai-tu-lai")
    assert told(form, changed(answers, "registration", date={"y": 2015})) == []
    late = told(form, changed(answers, "registration", date={"y": 2016, "m": 1, "d": 1}))
    assert any("xin bản sao trích lục" in message for message in late)
    early = told(form, changed(answers, "registration", date={"y": 1990}))
    assert any("trước ngày mất" in message for message in early)


def test_the_guardian_who_declares_types_their_data_once() -> None:
    _form, answers = whole("giam-ho", requester={"role": "guardian"})
    assert answers["guardian"]["personal_id"] == answers["requester"]["personal_id"]
    assert answers["guardian"]["residence"] == answers["requester"]["residence"]


def test_one_number_is_not_both_guardian_and_ward() -> None:
    form, answers = whole("giam-ho", requester={"role": "guardian"})
    same = changed(
        answers, "ward", personal_id=answers["guardian"]["personal_id"],
        birth_date=answers["guardian"]["birth_date"], sex=answers["guardian"]["sex"],
    )  # fmt: skip
    assert any("trùng số của người giám hộ" in message for message in told(form, same))


def test_a_guardian_is_grown_up_and_the_reason_fits_the_age() -> None:
    form, answers = whole("giam-ho", requester={"role": "family"}, reason={"kind": "no_parents"})
    minor = changed(answers, "guardian", birth_date={"y": 2009}, personal_id="036209000123", sex="male")
    assert any("đủ 18 tuổi" in message for message in told(form, minor))
    grown = changed(answers, "ward", birth_date={"y": 1980}, personal_id=None)
    grown["ward"].pop("personal_id")
    assert any("không còn là trẻ em" in message for message in told(form, grown))


def test_a_child_without_a_number_is_known_by_the_birth_certificate() -> None:
    form, answers = whole("giam-ho")
    paper = {"number": "01/2014", "book": "02", "issuer": "Ủy ban nhân dân xã Cây Đa", "date": {"y": 2014}}
    child = changed(answers, "ward", birth_certificate=paper)
    child["ward"].pop("personal_id", None)
    assert told(form, child) == []


def test_what_was_written_wrong_is_corrected_and_not_changed() -> None:
    row = {"what": "birth_date", "old": "1975", "new": "1976"}
    form, answers = whole("thay-doi-cai-chinh", matter={"type": "correction"}, changes={"items": [row]})
    assert told(form, answers) == []
    told_off = told(form, changed(answers, "matter", type="change"))
    assert any("Sửa chỗ ghi sai" in message for message in told_off)
    same = changed(answers, "changes", items=[{**row, "new": "1975"}])
    assert any("giống chữ đang ghi" in message for message in told(form, same))


def test_what_is_missing_has_no_old_words() -> None:
    rows = [{"what": "mother", "detail": "Năm sinh của mẹ", "old": "1960", "new": "1961"}]
    form, answers = whole("thay-doi-cai-chinh", matter={"type": "supplement"}, changes={"items": rows})
    kept = engine.settled(form, answers, TODAY)["changes"]["items"]
    assert kept == [{"what": "mother", "detail": "Năm sinh của mẹ", "new": "1961"}]


@pytest.mark.parametrize(
    ("year", "asked"),
    [(2000, set()), (2015, {"parents_names", "parents", "child"}), (2019, {"parents_names", "parents"})],
)
def test_a_new_name_needs_the_consent_of_parents_and_from_nine_of_the_child(year: int, asked: set[str]) -> None:
    rows = [{"what": "full_name", "old": "Trần Thị Mận", "new": "Trần Thị Mai"}]
    form, answers = whole(
        "thay-doi-cai-chinh", matter={"type": "change"}, changes={"items": rows}, requester={"relation": "mother"}
    )
    born = changed(answers, "person", birth_date={"y": year, "m": 3, "d": 1})
    born = changed(born, "registration", date={"y": 2020})
    born["person"].pop("personal_id", None)
    born["consent"] = {"parents_names": "Trần Văn Long (cha)", "parents": True, "child": True}
    assert engine.settled(form, born, TODAY).get("consent", {}).keys() == asked


def test_the_ethnic_group_is_corrected_in_the_birth_certificate() -> None:
    form, answers = whole("thay-doi-cai-chinh", matter={"type": "ethnic"}, registration={"paper": "birth"})
    assert "ethnic" in pages(form, answers) and "changes" not in pages(form, answers)
    marriage = changed(answers, "registration", paper="marriage")
    assert any("Giấy khai sinh" in message for message in told(form, marriage))


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        ("birth", {"child", "parents", "mother", "father"}), ("death", {"deceased", "death"}),
        ("guardianship", {"carer", "ward"}), ("parentage", {"carer", "ward"}),
        ("adoption", {"adopted", "adopters", "adoptive_mother", "adoptive_father"}), ("change", {"citizen"}),
    ],
)  # fmt: skip
def test_only_the_pages_of_the_event_abroad_are_asked(kind: str, shown: set[str]) -> None:
    both = {"parents": {"known": "both"}, "adopters": {"known": "both"}}
    form, answers = whole("ghi-so-ho-tich-khac", matter={"kind": kind, "parentage": "father_child"}, **both)
    assert pages(form, answers) == shown | {"matter", "requester", "registration", "copies"}


def test_what_happened_in_vietnam_is_not_entered_as_an_event_abroad() -> None:
    for key in ("ghi-chu-ket-hon", "ghi-chu-ly-hon", "ghi-so-ho-tich-khac", "ghi-so-nuoi-con-nuoi"):
        form, answers = whole(key)
        assert any("ở nước ngoài" in message for message in told(form, changed(answers, "registration", country="VN")))


def test_a_marriage_abroad_has_at_least_one_vietnamese_citizen() -> None:
    form, answers = whole("ghi-chu-ket-hon", requester={"role": "wife"})
    assert told(form, changed(answers, "husband", nationality="FR")) == []
    foreign = changed(changed(answers, "husband", nationality="FR"), "wife", nationality="FR")
    assert any("công dân Việt Nam" in message for message in told(form, foreign))


def test_a_divorce_comes_after_the_marriage() -> None:
    form, answers = whole("ghi-chu-ly-hon", marriage={"agency": "Ủy ban nhân dân phường Bến Trúc", "date": {"y": 2015}})
    early = changed(answers, "registration", date="2014-05-06")
    assert any("trước ngày kết hôn" in message for message in told(form, early))


def test_an_adoption_is_witnessed_by_two_others() -> None:
    form, answers = whole("nuoi-con-nuoi-lai", requester={"role": "child"})
    people = answers["witnesses"]["people"]
    assert isinstance(people, list) and len(people) >= 2
    assert any("ít nhất 2" in message for message in told(form, changed(answers, "witnesses", people=people[:1])))
    twice = [people[0], {**people[1], "personal_id": people[0]["personal_id"]}]  # type: ignore[index,dict-item]
    assert any("cùng một số" in message for message in told(form, changed(answers, "witnesses", people=twice)))
    own = [people[0], {**people[1], "personal_id": answers["child"]["personal_id"]}]  # type: ignore[index,dict-item]
    assert any("của con nuôi" in message for message in told(form, changed(answers, "witnesses", people=own)))


def test_an_office_that_asks_names_itself() -> None:
    form, answers = whole("xac-nhan-ho-tich", requester={"relation": "organisation"})
    assert {"organisation", "organisation_address"} <= answers["requester"].keys()
    citizen = engine.settled(form, changed(answers, "requester", relation="self"), TODAY)
    assert "organisation" not in citizen["requester"]


def test_the_income_of_who_adopts_is_added_up_and_two_together_are_married() -> None:
    income = [{"kind": "salary", "amount": 8_000_000}, {"kind": "other", "amount": 1_500_000}]
    form, answers = whole("hoan-canh-nhan-con-nuoi", applicants={"who": "both"}, living={"income": income})
    assert answers["living"]["total"] == 9_500_000
    assert any("vợ chồng" in message for message in told(form, changed(answers, "family", marital="single")))
