"""Addresses of today, of before and abroad, and where something happened."""

from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.forms.kinds.base import Circumstances, Invalid, Look
from tests.unit.forms.places import TwoProvinces
from tests.unit.forms.test_kinds import SETTING, TODAY, field, read, refused

WHOLE = "Xóm 2, xã Bến Đò, huyện Sông Lam, tỉnh Trà Giang"
DIVIDED = "xã Cầu Tre, huyện Sông Lam, tỉnh Trà Giang"


@dataclass(frozen=True)
class Heir:
    commune: str
    label: str
    province: str = "31"
    same: bool = False


class ThenAndNow(TwoProvinces):
    """Xã Bến Đò of before is Xã Cây Đa of today; Xã Cầu Tre was divided."""

    def today_of(self, text: str) -> list[Heir]:
        first = Heir("11002", "Xã Cây Đa, Thành phố Trà Giang")
        second = Heir("11001", "Phường Bến Trúc, Thành phố Trà Giang")
        if "Bến Đò" in text:
            return [first]
        return [first, second] if "Cầu Tre" in text else []


KNOWING = Circumstances(TODAY, ThenAndNow())


def typed_now(typed: dict[str, str], kind: str = "address", setting: Circumstances = KNOWING, **options: Any) -> Any:
    one = field(kind, **options)
    value = one.of_kind.parse(one, typed, setting)
    if value is not None:
        one.of_kind.check(one, value, setting)
        assert one.of_kind.parse(one, one.of_kind.typed(one, value), setting) == value
    return value


def page(typed: dict[str, str], **given: Any) -> str:
    one = field("address")
    return str(one.of_kind.render(one, Look(typed, places=KNOWING.places, **given)))


def test_an_old_address_is_kept_with_its_commune_of_today() -> None:
    value = typed_now({"-province": "old", "-detail": WHOLE})
    assert value == {
        "old": WHOLE,
        "province": "31",
        "commune": "11002",
        "text": f"{WHOLE} (nay thuộc Xã Cây Đa, Thành phố Trà Giang)",
    }
    one = field("address")
    assert one.of_kind.shown(one, value, KNOWING.places) == value["text"]
    assert one.of_kind.part(value, "commune") == "11002"


def test_where_an_old_commune_was_divided_the_citizen_may_choose() -> None:
    assert typed_now({"-province": "old", "-detail": DIVIDED}) == {"text": DIVIDED}
    chosen = typed_now({"-province": "old", "-detail": DIVIDED, "-commune": "11001"})
    assert chosen["commune"] == "11001" and chosen["old"] == DIVIDED
    stale = typed_now({"-province": "old", "-detail": DIVIDED, "-commune": "13001"})
    assert stale == {"text": DIVIDED}


def test_an_unknown_old_address_is_kept_as_typed() -> None:
    text = "ấp 3, xã Không Tên, quận Không Rõ"
    assert typed_now({"-province": "old", "-detail": text}) == {"text": text}


def test_an_old_address_stored_before_it_was_known_stays_good() -> None:
    one = field("address")
    one.of_kind.check(one, {"text": WHOLE}, KNOWING)
    one.of_kind.check(one, typed_now({"-province": "old", "-detail": WHOLE}), SETTING)
    one.of_kind.check(one, typed_now({"-province": "old", "-detail": WHOLE}), Circumstances(TODAY))


@pytest.mark.parametrize(
    "value",
    [
        {"old": WHOLE, "province": "31", "commune": "11001", "text": WHOLE},
        {"old": DIVIDED, "province": "37", "commune": "13001", "text": f"{DIVIDED} (nay thuộc nơi khác)"},
        {"old": WHOLE, "text": WHOLE},
        {"province": "31", "commune": "11001", "detail": "Số 2", "text": "Số 2, Xã Sông Lam, Tỉnh Hoa Lư"},
        {"province": "31", "commune": "13001", "detail": "Số 2", "text": "Số 2"},
        {"province": "31", "commune": "11001", "detail": "Số 2"},
        {"country": "DE", "detail": "Berlin", "text": "Paris, Pháp"},
        {"text": WHOLE, "detail": "x"},
        {"text": "x" * 600},
        {},
    ],
)
def test_an_address_whose_words_are_not_its_codes_is_refused(value: Any) -> None:
    one = field("address")
    with pytest.raises(Invalid):
        one.of_kind.check(one, value, KNOWING)


def test_the_page_says_where_an_old_place_is_today() -> None:
    assert "nay là Xã Cây Đa" in page({"-province": "old", "-detail": WHOLE})
    divided = page({"-province": "old", "-detail": DIVIDED})
    assert divided.count("<option") >= 3 and 'value="11001"' in divided and "(nếu biết)" in divided
    assert "Chưa nhận ra" in page({"-province": "old", "-detail": "một nơi nào đó"})
    assert "Ví dụ" in page({"-province": "old"})


@pytest.mark.parametrize("way", ["", "old", "31", "abroad"])
def test_every_address_can_be_filled_without_scripts(way: str) -> None:
    html = page({"-province": way})
    assert 'name="x-province"' in html and 'name="x-detail"' in html
    assert ('name="x-refresh"' in html) and "formnovalidate" in html


def test_the_browser_may_fill_the_own_address() -> None:
    one = field("address").model_copy(update={"autocomplete": "street-address"})
    html = str(one.of_kind.render(one, Look({"-province": "31"}, places=KNOWING.places)))
    for token in ("address-level1", "address-level2", "street-address"):
        assert f'autocomplete="{token}"' in html


def test_a_place_is_its_full_name_and_an_address_of_today_or_before() -> None:
    old = {"-facility": "Bệnh viện Phụ sản Hoa Sen", "-province": "old", "-detail": WHOLE}
    value = typed_now(old, "place")
    assert value["facility"] == "Bệnh viện Phụ sản Hoa Sen" and value["address"]["commune"] == "11002"
    one = field("place")
    told = one.of_kind.facts(one, value)
    assert told["facility"] == "Bệnh viện Phụ sản Hoa Sen" and "nay thuộc Xã Cây Đa" in told["address"]
    assert one.of_kind.part(value, "commune") == "11002" and one.of_kind.part(value, "facility") == value["facility"]
    assert one.of_kind.adopt(one, value, KNOWING) == value
    assert one.of_kind.adopt(one, "Hà Nội", KNOWING) is None


@pytest.mark.parametrize("name", ["BV Hoa Sen", "bvđk tỉnh", "TTYT huyện", "Tyt xã", "BV. Phụ sản", "BV"])
def test_a_hospital_is_written_in_full(name: str) -> None:
    error = refused("place", {"-facility": name, "-province": "31", "-commune": "11001"})
    assert error.part == "-facility" and "viết tắt" in error.message


def test_a_home_has_no_facility() -> None:
    value = read("place", {"-province": "31", "-commune": "11001"})
    assert value["address"]["text"] == "Phường Bến Trúc, Thành phố Trà Giang" and "facility" not in value


@given(
    st.fixed_dictionaries(
        {
            "-province": st.sampled_from(["old", "31", "37", "abroad", "99", ""]),
            "-commune": st.sampled_from(["11001", "11002", "13001", "", "x"]),
            "-country": st.sampled_from(["DE", "VN", ""]),
            "-detail": st.one_of(st.sampled_from([WHOLE, DIVIDED, "Số 2"]), st.text(max_size=30)),
        }
    )
)
def test_every_address_comes_back(typed: dict[str, str]) -> None:
    try:
        typed_now(typed)
    except Invalid as error:
        assert error.part.startswith("-") and error.message.endswith(".")
