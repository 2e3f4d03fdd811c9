"""The declarations that come with the product: complete, sourced, and answered by samples without a fault."""

from datetime import date, timedelta
from typing import Any

import pytest

from motcua.forms import catalogues, engine, library, samples
from motcua.forms.schema import FormDefinition
from tests.unit.forms.places import TwoProvinces

TODAY = date(2026, 11, 23)
KEYS = [path.stem for path in library.shipped()]
NAMED = {
    "khai-sinh", "khai-sinh-lai", "khai-tu", "ket-hon", "ket-hon-lai", "xac-nhan-tinh-trang-hon-nhan",
    "thay-doi-cai-chinh", "trich-luc", "gia-dinh-van-hoa", "hoa-giai-dat-dai", "thoat-ngheo",
    "khai-sinh-nhan-cha-me-con", "lien-thong-khai-sinh", "lien-thong-khai-tu",
}  # fmt: skip
"""The declarations of the twelve procedures the guides name (two share khai-sinh) and of the two interlinked groups."""
# What each paper form asks, from the labels of the forms in force (Circulars 01/2022 and 04/2024/TT-BTP).
PERSON = {"full_name", "birth_date", "ethnic_group", "nationality", "personal_id", "id_paper", "residence"}
LEGAL: dict[str, dict[str, set[str]]] = {
    "khai-sinh": {
        "requester": {"full_name", "personal_id", "id_paper", "residence", "relation", "phone", "email"},
        "child": {"full_name", "birth_date", "sex", "ethnic_group", "nationality", "birth_place", "hometown",
                  "registration_kind", "notice_number", "notice_date"},
        "parents": {"known"}, "mother": PERSON, "father": PERSON,
        "marriage": {"number", "book", "date", "agency"}, "copies": {"count", "pledge"},
    },
    "khai-tu": {
        "requester": {"full_name", "personal_id", "id_paper", "residence", "relation"},
        "deceased": PERSON | {"sex"}, "death": {"date", "time", "place", "cause"},
        "notice": {"kind", "number", "date", "agency"}, "copies": {"count", "pledge"},
    },
    "ket-hon": {
        "wife": PERSON | {"marriage_count", "marital_status"}, "husband": PERSON | {"marriage_count"},
        "copies": {"count", "wife_pledge", "husband_pledge"},
    },
    "trich-luc": {
        "requester": {"full_name", "personal_id", "id_paper", "residence", "relation"}, "event": {"type"},
        "person": PERSON | {"sex"}, "registration": {"agency", "date", "number", "book"},
        "copies": {"count", "pledge"},
    },
    "xac-nhan-tinh-trang-hon-nhan": {
        "requester": {"full_name", "personal_id", "id_paper", "residence", "relation"}, "person": PERSON | {"sex"},
        "status": {"status"}, "spouse": {"full_name", "certificate_number", "certificate_date"},
        "divorce": {"number", "date", "court"}, "widowhood": {"number", "agency"},
        "period": {"place", "start", "end"}, "purpose": {"purpose", "detail"},
        "partner": {"full_name", "birth_date", "nationality", "id_paper", "planned_place"}, "pledge": {"pledge"},
    },
    "yeu-cau-luu-dong": {
        "requester": {"full_name", "residence", "phone", "relation"}, "matter": {"type", "person"},
        "reason": {"kind", "detail"}, "visit": {"address", "day", "part_of_day", "phone"},
    },
}  # fmt: skip


def whole(key: str, seed: int = 1, **fixed: dict[str, Any]) -> tuple[FormDefinition, engine.Answers]:
    form = library.definition(key)
    return form, samples.answers(form, seed, today=TODAY, places=TwoProvinces(), fixed=fixed)


def messages(form: FormDefinition, answers: engine.Answers, **changes: Any) -> list[str]:
    """The problems after changing some fields, given as section__field=value; None removes one."""
    changed = {key: dict(values) for key, values in answers.items()}
    for path, value in changes.items():
        section, _dot, field = path.partition("__")
        changed.setdefault(section, {})[field] = value
    kept = {s: {f: v for f, v in values.items() if v is not None} for s, values in changed.items()}
    return [problem.message for problem in engine.problems(form, kept, TODAY, TwoProvinces())]


def test_the_forms_of_the_named_procedures_are_there() -> None:
    assert not NAMED - set(KEYS)


@pytest.mark.parametrize("key", LEGAL)
def test_every_legal_field_is_asked_and_sourced(key: str) -> None:
    form = library.definition(key)
    for section, fields in LEGAL[key].items():
        assert fields <= form.by_key[section].by_key.keys(), section
    assert all(field.source for _section, field in form.every_field())


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("seed", range(10))
def test_samples_pass_page_by_page_and_as_a_whole(key: str, seed: int) -> None:
    form, answers = whole(key, seed)
    built: engine.Answers = {}
    for section in engine.visible_sections(form, answers, TODAY):
        posted = samples.posted(form, section.key, answers)
        reading = engine.read_section(form, section.key, posted, built, today=TODAY, places=TwoProvinces())
        assert reading.done, reading.problems
        built = reading.answers
    assert built == answers
    assert engine.problems(form, built, TODAY, TwoProvinces()) == []
    assert all(text for _title, rows in engine.printed(form, built, TwoProvinces()) for _label, text in rows)


@pytest.mark.parametrize("key", KEYS)
def test_without_answers_nothing_raises_and_the_first_page_is_asked(key: str) -> None:
    form = library.definition(key)
    assert engine.visible_sections(form, {}, TODAY)[0].key == form.sections[0].key
    assert engine.problems(form, {}, TODAY)


def test_birth_after_sixty_days_is_late() -> None:
    form, answers = whole("khai-sinh")
    for days, expected in ((60, "on_time"), (61, "late")):
        born = (TODAY - timedelta(days=days)).isoformat()
        changed = {**answers, "child": {**answers["child"], "birth_date": born, "notice_date": born}}
        settled = engine.settled(form, changed, TODAY)
        assert settled["child"]["registration_kind"] == expected
        assert engine.facts(form, settled, TODAY)["child.registration_kind.code"] == {"late": "4"}.get(expected, "1")


def test_parents_who_are_not_declared_are_not_asked_and_not_kept() -> None:
    form, answers = whole("khai-sinh", parents={"known": "both", "married": True})
    assert {"mother", "father", "marriage"} <= answers.keys()
    changed = engine.settled(form, {**answers, "parents": {"known": "mother_only", "married": True}}, TODAY)
    assert "mother" in changed and not {"father", "marriage"} & changed.keys()
    assert changed["parents"] == {"known": "mother_only"}
    abandoned = engine.settled(form, {**answers, "parents": {"known": "abandoned"}}, TODAY)
    assert not {"mother", "father", "marriage"} & abandoned.keys()


def test_a_parent_may_be_known_by_year_alone() -> None:
    form, answers = whole("khai-sinh", parents={"known": "both", "married": False})
    assert messages(form, answers, mother__birth_date={"y": 1990}, mother__personal_id=None) == []


def test_one_number_for_three_persons_is_refused() -> None:
    form, answers = whole(
        "khai-sinh", requester={"relation": "grandparent"}, parents={"known": "both", "married": False}
    )
    same = answers["requester"]["personal_id"]
    year = {"y": int(str(answers["requester"]["birth_date"])[:4])}
    told = messages(form, answers, mother__personal_id=same, father__personal_id=same,
                    mother__birth_date=year, father__birth_date=year)  # fmt: skip
    assert any("trùng số của người yêu cầu" in message for message in told)
    assert any("trùng số của mẹ" in message for message in told)


def test_a_mother_who_declares_herself_keeps_her_number() -> None:
    _form, answers = whole("khai-sinh", requester={"relation": "mother"}, parents={"known": "mother_only"})
    assert answers["mother"]["personal_id"] == answers["requester"]["personal_id"]


def test_who_asks_for_a_copy_of_their_own_is_not_asked_twice() -> None:
    form = library.definition("trich-luc")
    account = {"full_name": "Trần Văn An", "personal_id": "036090000001", "birth_date": "1990-02-01"}
    answers = engine.prefilled(form, account, {}, TODAY)
    assert answers.keys() == {"requester"}
    answers["requester"]["relation"] = "self"
    typed = engine.typed(form, "person", answers)
    assert typed["full_name"] == "Trần Văn An" and typed["personal_id"] == "036090000001"
    assert typed["nationality"] == "VN"


def test_the_number_on_the_card_must_fit_the_birth_year() -> None:
    form, answers = whole("khai-sinh", parents={"known": "both", "married": False})
    told = messages(form, answers, mother__birth_date={"y": 1970}, mother__personal_id="036199000123")
    assert any("không khớp năm sinh" in message for message in told)


def test_a_number_or_a_paper_is_enough_but_one_is_needed() -> None:
    form, answers = whole("khai-sinh", requester={"relation": "grandparent"})
    paper = {"type": "passport", "number": "C1234567"}
    assert messages(form, answers, requester__personal_id=None, requester__id_paper=paper) == []
    assert messages(form, answers, requester__id_paper=None) == []
    missing = messages(form, answers, requester__personal_id=None, requester__id_paper=None)
    assert missing == [
        "Hãy điền mục “Giấy tờ tùy thân”. Chọn loại giấy tờ, rồi gõ số in trên giấy. "
        "Cần mục này khi chưa điền “Số định danh cá nhân”."
    ]


def test_marriage_needs_twenty_and_eighteen_on_the_day() -> None:
    form, answers = whole("ket-hon")
    young = {"husband__birth_date": "2006-11-24", "wife__birth_date": "2008-11-24",
             "husband__personal_id": "036206000001", "wife__personal_id": "036308000001"}  # fmt: skip
    told = messages(form, answers, **young)
    assert any("đủ 20 tuổi" in message for message in told) and any("đủ 18 tuổi" in message for message in told)
    grown = {**young, "husband__birth_date": "2006-11-23", "wife__birth_date": "2008-11-23"}
    assert messages(form, answers, **grown) == []


def test_marriage_is_between_two_persons() -> None:
    form, answers = whole("ket-hon")
    paper = {"type": "passport", "number": "C1234567"}
    told = messages(form, answers, husband__id_paper=paper, wife__id_paper=paper,
                    husband__personal_id=None, wife__personal_id=None)  # fmt: skip
    assert any("hai người" in message for message in told)


def test_someone_married_gets_no_paper_to_marry() -> None:
    form, answers = whole("xac-nhan-tinh-trang-hon-nhan", status={"status": "married"}, purpose={"purpose": "property"})
    assert any("không đăng ký kết hôn được" in m for m in messages(form, answers, purpose__purpose="marriage"))


def test_copies_are_counted_from_one_to_twenty() -> None:
    form, answers = whole("trich-luc")
    assert messages(form, answers, copies__count=20) == []
    for wrong in (0, 21, None):
        assert messages(form, answers, copies__count=wrong)


def test_every_status_opens_its_own_page() -> None:
    for status, page in (("married", "spouse"), ("divorced", "divorce"), ("widowed", "widowhood"),
                         ("period", "period")):  # fmt: skip
        form, answers = whole("xac-nhan-tinh-trang-hon-nhan", status={"status": status}, purpose={"purpose": "loan"})
        keys = {section.key for section in engine.visible_sections(form, answers, TODAY)}
        assert keys & {"spouse", "divorce", "widowhood", "period"} == {page}


def test_messages_are_short_and_say_how_to_fix() -> None:
    for key in KEYS:
        for check in library.definition(key).checks:
            assert check.message.endswith(".") and len(check.message) <= 130, check.message
            assert any(word in check.message.lower() for word in ("hãy", "chọn")), check.message


def test_official_lists_are_complete() -> None:
    groups = catalogues.catalogue("ethnic_groups")
    assert len([item for item in groups.items if item.code.isdigit() and int(item.code) <= 54]) == 54
    assert groups.items[0].name == "Kinh" and all(item.name != "Việt Nam" for item in groups.items)
    countries = catalogues.catalogue("nationalities")
    assert countries.items[0].code == "VN" and len(countries.by_code) == len(countries.items) > 190
