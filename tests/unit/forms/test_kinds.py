"""Each kind of field: what people type, what is stored, what they read back."""

from datetime import date
from random import Random
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.forms.kinds import KINDS
from motcua.forms.kinds.base import Circumstances, Invalid, Look, Sampling
from motcua.forms.schema import Field
from tests.unit.forms.places import TwoProvinces

TODAY = date(2026, 11, 23)
SETTING = Circumstances(TODAY, TwoProvinces())
OPTIONS: dict[str, dict[str, Any]] = {
    "choice": {"choices": [{"value": "male", "label": "Nam", "code": "1"}, {"value": "female", "label": "Nữ"}]},
    "many": {"choices": [{"value": "house", "label": "Nhà"}, {"value": "land", "label": "Đất", "code": "2"},
                         {"value": "car", "label": "Xe"}], "maximum": 2},
    "paper": {"asks": ["name", "number", "book", "date", "issuer"], "partial": True},
}  # fmt: skip


def field(kind: str, **given: Any) -> Field:
    options = {**OPTIONS.get(kind, {}), **given}
    return Field.model_validate({"key": "x", "kind": kind, "label": "Mục thử", "source": "thử", "options": options})


def read(kind: str, given: str | dict[str, str], **options: Any) -> Any:
    one = field(kind, **options)
    typed = given if isinstance(given, dict) else {one.of_kind.inputs[0]: given}
    return one.of_kind.parse(one, typed, SETTING)


def refused(kind: str, given: str | dict[str, str], **options: Any) -> Invalid:
    with pytest.raises(Invalid) as caught:
        read(kind, given, **options)
    return caught.value


@pytest.mark.parametrize(
    ("kind", "typed", "stored"),
    [
        ("text", "  Hàng\u200b  Bạc ", "Hàng Bạc"),
        ("text", "Nguye\u0302\u0303n", "Nguyễn"),
        ("person_name", "nguyễn  thị\u202e hoa", "nguyễn thị hoa"),
        ("person_name", "H’Hen Niê", "H'Hen Niê"),
        ("long_text", "một\r\nhai", "một\nhai"),
        ("date", "27/3/2026", "2026-03-27"),
        ("date", "2026-03-27", "2026-03-27"),
        ("date", "27.3.2026", "2026-03-27"),
        ("date", "27032026", "2026-03-27"),
        ("partial_date", "1958", {"y": 1958}),
        ("partial_date", "7/1958", {"y": 1958, "m": 7}),
        ("partial_date", "2/7/1958", {"y": 1958, "m": 7, "d": 2}),
        ("time", "14h5", "14:05"),
        ("time", "14 giờ 30 phút", "14:30"),
        ("time", "23:59", "23:59"),
        ("number", "1.000", 1000),
        ("email", "Hoa @Example.VN", "Hoa@example.vn"),
        ("phone", "+84 912 345 678", "0912345678"),
        ("personal_id", "036 198 000 001", "036198000001"),
        ("ethnic_group", "01", "01"),
        ("nationality", "VN", "VN"),
        ("relation", "mother", "mother"),
        ("yes_no", "no", False),
        ("statement", "yes", True),
        ("choice", "male", "male"),
    ],
)
def test_what_is_typed_becomes_one_canonical_value(kind: str, typed: str, stored: object) -> None:
    assert read(kind, typed) == stored


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_nothing_typed_is_absent(kind: str) -> None:
    one = field(kind)
    assert one.of_kind.parse(one, dict.fromkeys(one.of_kind.inputs, "  "[:0]), SETTING) is None


@pytest.mark.parametrize(
    ("kind", "typed", "part"),
    [
        ("date", {"-d": "31", "-m": "2", "-y": "2026"}, "-d"),
        ("date", {"-d": "1", "-m": "13", "-y": "2026"}, "-m"),
        ("date", {"-d": "1", "-m": "1", "-y": "87"}, "-y"),
        ("date", {"-y": "1987"}, "-m"),
        ("date", {"-d": "24", "-m": "11", "-y": "2026"}, "-d"),
        ("date", {"-d": "1", "-m": "1", "-y": "0000"}, "-y"),
        ("partial_date", {"-d": "5", "-y": "1987"}, "-m"),
        ("partial_date", {"-y": "2027"}, "-d"),
        ("partial_date", {"-y": "1500"}, "-y"),
        ("person_name", "Hoa 2", ""),
        ("person_name", "x", ""),
        ("time", "25:00", ""),
        ("time", "24:00", ""),
        ("email", "hoa@", ""),
        ("number", "ba", ""),
        ("ethnic_group", "Việt Nam", ""),
        ("choice", "other", ""),
        ("text", "x" * 201, ""),
        ("address", {"-province": "31"}, "-detail"),
        ("address", {"-province": "31", "-detail": "Số 2"}, "-commune"),
        ("address", {"-province": "31", "-commune": "13001", "-detail": "Số 2"}, "-commune"),
        ("address", {"-province": "99", "-commune": "1", "-detail": "Số 2"}, "-province"),
        ("address", {"-detail": "Số 2"}, "-province"),
        ("address", {"-province": "old"}, "-detail"),
        ("address", {"-province": "abroad", "-detail": "1 Main Street"}, "-country"),
        ("place", {"-facility": "Bệnh viện Hoa Sen"}, "-province"),
        ("id_paper", {"-number": "036198000001"}, "-type"),
        ("id_paper", {"-type": "citizen_card"}, "-number"),
        ("id_paper", {"-type": "citizen_card", "-number": "123"}, "-number"),
        ("id_paper", {"-type": "identity_card", "-number": "12345"}, "-number"),
        ("id_paper", {"-type": "identity_card", "-number": "123456789", "-issuer": "Bộ Công an"}, "-issuer"),
        ("id_paper", {"-type": "passport", "-number": "C1234567", "-date-y": "2020"}, "-date-m"),
    ],
)
def test_what_cannot_be_used_says_which_input_to_fix(kind: str, typed: Any, part: str) -> None:
    error = refused(kind, typed)
    assert error.part == part
    assert error.message.endswith(".") and len(error.message) > 10


def test_today_has_come() -> None:
    """Children are registered on the day of their birth."""
    today = {"-d": "23", "-m": "11", "-y": "2026"}
    assert read("date", today) == "2026-11-23"
    assert read("partial_date", today) == {"y": 2026, "m": 11, "d": 23}
    assert read("partial_date", {"-y": "2026"}) == {"y": 2026}


def test_an_ethnic_group_can_never_be_viet_nam() -> None:
    assert "quốc tịch" in refused("ethnic_group", "Việt Nam").message
    one = field("ethnic_group")
    assert one.of_kind.adopt(one, "Việt Nam", SETTING) is None
    assert one.of_kind.adopt(one, "kinh", SETTING) == "01"


def test_an_address_is_stored_with_its_words() -> None:
    typed = {"-province": "31", "-commune": "11001", "-detail": "Số 2 đường Cây Bàng"}
    stored = read("address", typed)
    assert stored["text"] == "Số 2 đường Cây Bàng, Phường Bến Trúc, Thành phố Trà Giang"
    abroad = read("address", {"-province": "abroad", "-country": "DE", "-detail": "Berlin"})
    assert abroad == {"country": "DE", "detail": "Berlin", "text": "Berlin, Đức"}
    old = read("address", {"-province": "old", "-detail": "xã Bến Đò, huyện Sông Lam, tỉnh Trà Giang"})
    assert old == {"text": "xã Bến Đò, huyện Sông Lam, tỉnh Trà Giang"}


def test_an_address_that_may_not_be_abroad_refuses_it() -> None:
    assert refused("address", {"-province": "abroad", "-detail": "x"}, abroad=False).part == "-province"


def test_how_answers_are_read_back() -> None:
    def shown(kind: str, value: Any) -> str:
        one = field(kind)
        return one.of_kind.shown(one, value, SETTING.places)

    assert shown("person_name", "nguyễn thị hoa") == "NGUYỄN THỊ HOA"
    assert shown("date", "2026-03-27") == "27/03/2026"
    assert shown("partial_date", {"y": 1958}) == "1958"
    assert shown("partial_date", {"y": 1958, "m": 7}) == "07/1958"
    assert shown("time", "14:05") == "14 giờ 05"
    assert shown("ethnic_group", "01") == "Kinh"
    assert shown("yes_no", False) == "Không"
    assert shown("phone", "0912345678") == "0912 345 678"
    paper = {
        "type": "passport",
        "number": "C1234567",
        "date": "2020-05-01",
        "issuer": "Cục Quản lý xuất nhập cảnh",
    }
    assert shown("id_paper", paper).startswith("Hộ chiếu số C1234567, cấp ngày 01/05/2020")


def test_dates_tell_their_words_to_papers() -> None:
    one = field("date")
    assert one.of_kind.facts(one, "2026-03-27")["words"].startswith("Ngày hai mươi bảy tháng ba")


@pytest.mark.parametrize("kind", sorted(KINDS))
@given(data=st.data())
def test_whatever_is_typed_is_stored_or_refused_and_comes_back(kind: str, data: st.DataObject) -> None:
    one = field(kind)
    words = st.one_of(
        st.text(max_size=40),
        st.sampled_from(["31", "11001", "old", "abroad", "DE", "1", "12", "1990", "yes", "citizen_card", "01", "VN",
                         "male", "0912345678", "036190000001", "27/3/2020", "10:20", "Hoa Sen", "passport", "VCB",
                         "0100109106", "1.500.000", "house", "land car", "123456789"]),
    )  # fmt: skip
    typed = {suffix: data.draw(words) for suffix in one.of_kind.inputs}
    try:
        value = one.of_kind.parse(one, typed, SETTING)
    except Invalid as error:
        assert error.message and one.of_kind.anchor(one, error.part)
        value = None
    if value is not None:
        jsonschema_rs.validate(one.of_kind.json_schema(one), value, validate_formats=True)
        assert one.of_kind.parse(one, one.of_kind.typed(one, value), SETTING) == value
        one.of_kind.check(one, value, SETTING)
        assert one.of_kind.shown(one, value, SETTING.places)
    one.of_kind.render(one, Look(typed, message="Hãy sửa.", places=SETTING.places))


def test_a_day_without_its_month_is_no_date_for_rules() -> None:
    """Otherwise the fifth day of 1990 would be taken for May."""
    kind = field("partial_date").of_kind
    assert kind.rule_value({"y": 1990, "d": 5}) is None
    assert kind.rule_value({"y": 1990, "m": 5}) == (1990, 5, None)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["y", "m", "d", "province", "commune", "text", "country", "detail", "type",
                                       "number", "date", "issuer", "facility", "address", "bank", "holder", "old",
                                       "name", "book", "expiry", "z"]), inner, max_size=4),
    max_leaves=8,
)  # fmt: skip


@pytest.mark.parametrize("kind", sorted(KINDS))
@given(value=JSON)
def test_a_hostile_document_is_refused_never_raised(kind: str, value: Any) -> None:
    one = field(kind)
    one.of_kind.rule_value(value)
    for part in one.of_kind.parts:
        one.of_kind.part(value, part)
    if value is None:
        return
    try:
        one.of_kind.check(one, value, SETTING)
    except Invalid:
        return
    assert one.of_kind.shown(one, value, SETTING.places)
    assert one.of_kind.veiled(one, value)
    one.of_kind.facts(one, value)
    jsonschema_rs.validate(one.of_kind.json_schema(one), value, validate_formats=True)


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("seed", range(8))
def test_samples_are_accepted_by_their_kind(kind: str, seed: int) -> None:
    one = field(kind)
    value = one.of_kind.sample(one, Sampling(Random(seed), SETTING, {}))
    one.of_kind.check(one, value, SETTING)
    jsonschema_rs.validate(one.of_kind.json_schema(one), value, validate_formats=True)
