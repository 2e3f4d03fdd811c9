"""Birth, parentage and marriage: who is asked what, and which slips these declarations catch."""

from datetime import date
from typing import Any

import pytest

from motcua.forms import engine, library, samples
from motcua.forms.schema import FormDefinition
from tests.unit.forms.places import TwoProvinces

TODAY = date(2026, 11, 23)


def whole(key: str, seed: int = 2, **fixed: dict[str, Any]) -> tuple[FormDefinition, engine.Answers]:
    form = library.definition(key)
    return form, samples.answers(form, seed, today=TODAY, places=TwoProvinces(), fixed=fixed)


def told(form: FormDefinition, answers: engine.Answers) -> list[str]:
    return [problem.message for problem in engine.problems(form, answers, TODAY, TwoProvinces())]


def changed(answers: engine.Answers, section: str, **values: Any) -> engine.Answers:
    return {**answers, section: {**answers[section], **values}}


def pages(form: FormDefinition, answers: engine.Answers) -> set[str]:
    return {section.key for section in engine.visible_sections(form, answers, TODAY)}


@pytest.mark.parametrize("key", ["khai-sinh-lai", "ket-hon-lai"])
def test_only_what_was_registered_before_2016_is_registered_again(key: str) -> None:
    form, answers = whole(key)
    assert told(form, changed(answers, "registration", date={"y": 2015, "m": 12, "d": 31})) == []
    assert any("1/1/2016" in m for m in told(form, changed(answers, "registration", date={"y": 2016})))


def test_a_registration_is_not_older_than_the_person() -> None:
    form, answers = whole("khai-sinh-lai")
    early = changed(answers, "registration", date={"y": 1960})
    assert any("trước ngày sinh" in message for message in told(form, early))


@pytest.mark.parametrize("key", ["khai-sinh-lai", "khai-sinh-da-co-giay-to"])
def test_a_dead_parent_is_asked_no_residence(key: str) -> None:
    form, answers = whole(key, parents={"known": "both"}, mother={"living": "living"})
    assert "residence" in answers["mother"]
    dead = engine.settled(form, changed(answers, "mother", living="deceased"), TODAY)
    assert not {"residence", "residence_kind"} & dead["mother"].keys() and told(form, dead) == []


@pytest.mark.parametrize("key", ["khai-sinh-lai", "khai-sinh-da-co-giay-to"])
def test_who_asks_for_themselves_types_their_data_once(key: str) -> None:
    form, answers = whole(key, requester={"relation": "self"})
    assert answers["person"]["personal_id"] == answers["requester"]["personal_id"]
    mother = changed(answers, "requester", relation="mother")
    assert any("trùng số của bạn" in message for message in told(form, mother))


def test_one_number_for_child_mother_and_father_is_refused() -> None:
    form, answers = whole("khai-sinh-lai", parents={"known": "both"}, requester={"relation": "self"})
    number = answers["person"]["personal_id"]
    same = changed(changed(answers, "mother", personal_id=number), "father", personal_id=number)
    places = {(problem.section, problem.field) for problem in engine.problems(form, same, TODAY, TwoProvinces())}
    assert {("mother", "personal_id"), ("father", "personal_id")} <= places


def test_a_mans_number_is_not_the_mothers() -> None:
    form, answers = whole("khai-sinh", requester={"relation": "grandparent"}, parents={"known": "both"})
    year = {"y": 1990}
    wrong = changed(answers, "mother", personal_id="036090000999", birth_date=year)
    assert any("của nam giới" in message for message in told(form, wrong))
    assert told(form, changed(answers, "mother", personal_id="036190000999", birth_date=year)) == []


def test_a_father_is_a_man_and_older_than_his_child() -> None:
    form, answers = whole("nhan-cha-me-con", matter={"kind": "father_child"}, requester={"relation": "grandparent"})
    passport = {"type": "passport", "number": "C1234567"}
    woman = changed(answers, "parent", sex="female", personal_id=None, id_paper=passport)
    assert any("phải là nam" in message for message in told(form, woman))
    young = changed(answers, "parent", birth_date="2026-01-01", personal_id=None)
    assert any("sinh trước con" in message for message in told(form, young))


def test_the_other_parent_is_heard_only_for_a_minor_who_is_recognised() -> None:
    form, answers = whole("nhan-cha-me-con", matter={"kind": "father_child"}, child={"birth_date": "2015-05-05"})
    assert "other_parent" in pages(form, answers)
    grown = changed(answers, "child", birth_date="2000-05-05", incapable=False)
    assert "other_parent" not in pages(form, grown)
    assert "other_parent" in pages(form, changed(grown, "child", incapable=True))
    assert "other_parent" not in pages(form, changed(answers, "matter", kind="child_father"))


@pytest.mark.parametrize("key", ["nhan-cha-me-con", "khai-sinh-nhan-cha-me-con"])
def test_without_a_paper_two_witnesses_are_needed(key: str) -> None:
    form, answers = whole(key, evidence={"basis": "pledged"})
    people = answers["witnesses"]["people"]
    assert isinstance(people, list) and len(people) >= 2 and "papers" not in answers["evidence"]
    assert told(form, changed(answers, "witnesses", people=people[:1]))
    assert any("cùng một số" in m for m in told(form, changed(answers, "witnesses", people=[people[0], people[0]])))
    _form, confirmed = whole(key, evidence={"basis": "confirmed"})
    assert "witnesses" not in confirmed and confirmed["evidence"]["papers"]


def test_parents_are_no_witnesses_of_themselves() -> None:
    form, answers = whole("nhan-cha-me-con", evidence={"basis": "pledged"}, requester={"relation": "grandparent"})
    people: Any = answers["witnesses"]["people"]
    parent = {**people[0], "personal_id": answers["parent"]["personal_id"], "birth_date": None}
    kept = {name: value for name, value in parent.items() if value is not None}
    assert any("không tự làm chứng" in m for m in told(form, changed(answers, "witnesses", people=[kept, people[1]])))


def test_one_declaration_fills_the_papers_of_birth_and_of_recognition() -> None:
    form, answers = whole("khai-sinh-nhan-cha-me-con", parents={"both": True}, matter={"kind": "father_child"})
    assert [paper.key for paper in form.every_paper] == ["to-khai-khai-sinh", "to-khai-nhan-cha-me-con"]
    assert {key for paper in form.every_paper for key in paper.sections} == form.by_key.keys()
    assert {"mother", "father", "other_parent"} <= pages(form, answers)
    counted = changed(answers, "copies", count=2, extract_count=3)
    assert engine.settled(form, counted, TODAY)["copies"]["total"] == 5


def test_who_recognises_the_child_shows_a_paper() -> None:
    form, answers = whole("khai-sinh-nhan-cha-me-con", parents={"both": True}, matter={"kind": "father_child"},
                          requester={"relation": "grandparent"})  # fmt: skip
    bare = {name: value for name, value in answers["father"].items() if name not in ("personal_id", "id_paper")}
    assert any("cần có giấy tờ" in message for message in told(form, {**answers, "father": bare}))


def test_an_old_couple_without_a_certificate_may_say_so() -> None:
    form, answers = whole("xac-nhan-tinh-trang-hon-nhan", status={"status": "married"}, purpose={"purpose": "loan"},
                          person={"birth_date": "1958-03-01"}, requester={"relation": "child"})  # fmt: skip
    old = engine.settled(form, changed(answers, "spouse", union="before_1987"), TODAY)
    assert old["spouse"].keys() == {"full_name", "union"} and told(form, old) == []
    young = changed(changed(old, "person", birth_date="1988-03-01"), "person", personal_id=None)
    assert any("1987" in message for message in told(form, young))


def test_a_couple_again_is_two_persons_of_two_sexes() -> None:
    form, answers = whole("ket-hon-lai", requester={"side": "wife"})
    assert answers["wife"]["personal_id"] == answers["requester"]["personal_id"]
    her = {name: answers["wife"][name] for name in ("personal_id", "birth_date")}
    same = changed(answers, "husband", **her)
    assert any("trùng số của bạn" in m or "nữ giới" in m for m in told(form, same))
