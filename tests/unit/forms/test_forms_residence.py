"""The traps of residence, identity, insurance and interlinked declarations."""

from datetime import date, timedelta
from typing import Any

import pytest

from motcua.forms import engine, library, samples
from motcua.forms.schema import FormDefinition
from tests.support import shared
from tests.unit.forms.places import TwoProvinces
from tests.unit.forms.test_legal_coverage import words

TODAY = date(2026, 11, 23)
CT01 = [path.stem for path in library.shipped() if path.stem.startswith("ct01-")]
GROWN = {"birth_date": "1990-05-02", "sex": "male", "personal_id": "036090000120"}
SELF = {"for_whom": "self", "birth_date": "1990-05-02", "personal_id": "036090000120"}


def whole(key: str, seed: int = 1, **fixed: dict[str, Any]) -> tuple[FormDefinition, engine.Answers]:
    form = library.definition(key)
    return form, samples.answers(form, seed, today=TODAY, places=TwoProvinces(), fixed=fixed)


def told(form: FormDefinition, answers: engine.Answers, section: str, **changes: Any) -> str:
    """What is said after changing some answers of one page."""
    changed = {**answers, section: {**answers.get(section, {}), **changes}}
    return " ".join(problem.message for problem in engine.problems(form, changed, TODAY, TwoProvinces()))


def pages(form: FormDefinition, answers: engine.Answers) -> set[str]:
    return {section.key for section in engine.visible_sections(form, answers, TODAY)}


@pytest.mark.parametrize("key", CT01)
def test_who_declares_for_themselves_is_asked_once(key: str) -> None:
    form = library.definition(key)
    offered = engine.typed(form, "person", {"declarant": {**SELF, "full_name": "Trần Văn An"}})
    assert offered["full_name"] == "Trần Văn An" and offered["personal_id"] == SELF["personal_id"]
    assert not engine.typed(form, "person", {"declarant": {**SELF, "for_whom": "child"}}).get("personal_id")


@pytest.mark.parametrize("key", CT01)
def test_one_number_for_two_persons_is_refused(key: str) -> None:
    form, answers = whole(key, declarant={"for_whom": "family", "birth_date": "1991-01-01"}, person=GROWN)
    assert "trùng số của bạn" in told(form, answers, "declarant", personal_id=GROWN["personal_id"])


def test_a_child_is_born_after_the_parent() -> None:
    form, answers = whole("ct01-thuong-tru", declarant={"for_whom": "child"})
    assert "Con phải sinh sau bạn" in told(form, answers, "person", birth_date="1920-01-01")


def test_consent_is_asked_of_whoever_the_law_names() -> None:
    form, answers = whole(
        "ct01-thuong-tru", declarant=SELF, person=GROWN, home={"basis": "own"}, companions={"others": False}
    )
    assert not pages(form, answers) & {"head_consent", "owner_consent", "parent_consent"}
    family = {**answers, "home": {**answers["home"], "basis": "family"}}
    assert pages(form, {**family, "household": {"relation": "child"}}) >= {"head_consent", "owner_consent"}
    child = {"full_name": "Trần Bé", "birth_date": "2020-01-01", "sex": "female"}
    with_child = {**answers, "companions": {"others": True, "members": [child]}}
    assert "parent_consent" in pages(form, with_child)


def test_a_household_has_one_head_and_every_member_a_number() -> None:
    form, answers = whole("ct01-thuong-tru", declarant=SELF, person=GROWN, household={"relation": "head"})
    one = {"full_name": "Trần Thị Bình", "birth_date": "1992-03-04", "sex": "female",
           "personal_id": "036192000121", "relation": "spouse"}  # fmt: skip
    assert told(form, answers, "companions", others=True, members=[one]) == ""
    assert "một chủ hộ" in told(form, answers, "companions", others=True, members=[{**one, "relation": "head"}])
    assert "cùng một số" in told(form, answers, "companions", others=True, members=[one, one])
    twin = {**one, "personal_id": GROWN["personal_id"]}
    assert "trùng số" in told(form, answers, "companions", others=True, members=[twin])


@pytest.mark.parametrize(("days", "wrong"), [(29, "dưới 30 ngày"), (30, ""), (731, ""), (732, "nhiều nhất 2 năm")])
def test_a_temporary_stay_is_thirty_days_to_two_years(days: int, wrong: str) -> None:
    form, answers = whole("ct01-tam-tru")
    start = TODAY + timedelta(days=1)
    said = told(form, answers, "stay", start=start.isoformat(), until=(start + timedelta(days=days)).isoformat())
    assert wrong in said if wrong else said == ""


def test_nobody_registers_a_stay_in_the_commune_they_live_in() -> None:
    form, answers = whole("ct01-tam-tru")
    assert "cùng xã" in told(form, answers, "stay", permanent=answers["stay"]["address"])


def test_the_dead_do_not_declare() -> None:
    form, answers = whole("ct01-xoa-thuong-tru", declarant=SELF, person=GROWN, removal={"reason": "emigration"})
    assert "không thể tự khai" in told(form, answers, "removal", reason="death")


def test_a_new_household_needs_a_grown_person() -> None:
    young = {"birth_date": "2011-01-02", "personal_id": "036211000120"}
    form, answers = whole("ct01-tach-ho", declarant=SELF, person=GROWN, companions={"others": False})
    declarant = {**answers["declarant"], **young}
    assert "đủ 18 tuổi" in told(form, {**answers, "declarant": declarant}, "person", **young)


def test_a_divorced_couple_asks_nobody() -> None:
    form, answers = whole("ct01-tach-ho", split={"kind": "divorced"})
    assert not pages(form, answers) & {"head_consent", "owner_consent"}


def test_whoever_is_exempt_pays_nothing_and_is_of_that_age() -> None:
    form, answers = whole("ct01-thuong-tru", declarant=SELF, person=GROWN)
    assert "đã đủ 16 tuổi" in told(form, answers, "fee", exemption="child")
    assert "chưa đủ 60 tuổi" in told(form, answers, "fee", exemption="elderly")


def test_what_is_to_be_corrected_differs_from_what_stands_there() -> None:
    form, answers = whole("dc02-dieu-chinh")
    row = {"field": "hometown", "old": "Sông Lam", "new": "Sông Lam"}
    assert "giống nhau" in told(form, answers, "changes", items=[row])
    assert "hai lần" in told(form, answers, "changes", items=[{**row, "new": "Bến Đò"}, {**row, "new": "Cây Đa"}])


def test_information_of_another_wants_their_consent() -> None:
    form, answers = whole("dc02-khai-thac", content={"whose": "other"})
    assert {"subject", "subject_consent"} <= pages(form, answers)
    own = {**answers, "content": {**answers["content"], "whose": "own"}}
    assert not {"subject", "subject_consent"} & pages(form, own)


def test_the_insurance_form_asks_every_line_of_the_legal_one() -> None:
    found = [form for form in shared.read("forms.json")["paper_forms"] if "Mẫu TK1-TS" in form["source"]]
    asked = {word for one in library.definition("tk1-ts").legal for word in words(one.asks)}
    asked |= {word for one in library.definition("tk1-ts").legal for word in words(one.source)}
    for label in (label for form in found for label in form["labels"]):
        assert not words(label) or words(label) & asked, label


def test_who_has_a_number_is_asked_only_what_changes() -> None:
    form, answers = whole("tk1-ts", matter={"known": "registered", "for_whom": "self", "scheme": ["health"]})
    assert "household" not in pages(form, answers) and "ethnic_group" not in answers["participant"]
    assert answers["participant"]["code"]


def test_interlinked_birth_fills_the_papers_of_what_was_chosen() -> None:
    form, answers = whole("lien-thong-khai-sinh", services={"chosen": ["insurance"]})
    assert {"insurance", "receiving"} <= pages(form, answers)
    assert not {"home", "residence", "card"} & pages(form, answers)
    assert [paper.number for paper in form.every_paper] == ["", "CT01", "TK1-TS", "DC02"]
    both = {"known": "both", "married": False}
    form, answers = whole("lien-thong-khai-sinh", services={"chosen": ["residence"]}, parents=both)
    old = (TODAY - timedelta(days=6 * 366)).isoformat()
    assert "đủ 6 tuổi" in told(form, answers, "child", birth_date=old, notice_date=old)


def test_the_child_lives_with_a_parent_who_is_named() -> None:
    form, answers = whole(
        "lien-thong-khai-sinh", services={"chosen": ["residence"]}, parents={"known": "mother_only"},
        home={"with_whom": "mother", "head": "mother", "owner": "parents"},
    )  # fmt: skip
    assert answers["residence"]["address"] == answers["mother"]["residence"]
    assert "chưa ghi cha" in told(form, answers, "home", with_whom="father")
    assert "Hãy chọn Con" in told(form, answers, "residence", relation="grandchild")


@pytest.mark.parametrize(
    ("group", "asked", "not_asked"),
    [("social", {"burial", "organiser"}, {"insured", "survivors"}),
     ("insured", {"insured", "survivors", "recipients"}, {"burial", "organiser"})],
)  # fmt: skip
def test_interlinked_death_asks_for_the_money_that_is_due(group: str, asked: set[str], not_asked: set[str]) -> None:
    form, answers = whole("lien-thong-khai-tu", services={"chosen": ["removal", "benefit"], "benefit": group})
    assert asked | {"removal"} <= pages(form, answers) and not not_asked & pages(form, answers)
    form, answers = whole("lien-thong-khai-tu", services={"chosen": ["removal"]})
    assert not (asked | not_asked) & pages(form, answers)


def test_the_funeral_is_after_the_death_and_the_allowance_goes_to_the_living() -> None:
    form, answers = whole("lien-thong-khai-tu", services={"chosen": ["benefit"], "benefit": "social"})
    assert "trước ngày mất" in told(form, answers, "burial", date="2020-01-01")
    form, answers = whole("lien-thong-khai-tu", services={"chosen": ["benefit"], "benefit": "insured"})
    gone = [{"full_name": "Trần Văn Cúc", "relation": "Cha đẻ", "living": False}]
    assert "còn sống" in told(form, answers, "survivors", people=gone)
