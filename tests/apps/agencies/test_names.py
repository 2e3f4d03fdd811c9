"""Names of places however they are typed: marks, tone styles, apostrophes, abbreviations, offices, dates."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.agencies import names
from motcua.kit.vietnamese import fold

SPELLINGS = [
    ("Xã Hoà An", "Xã Hòa An"),
    ("Xã Thuỷ Đường", "xã thủy đường"),
    ("Phường Nguyễn Uý", "Phường Nguyễn Úy"),
    ("Xã Ea H’Leo", "Xã Ea H'leo"),
    ("Xã K' Dang", "Xã K’Dang"),
    ("Thị trấn M'Đrắk", "thị trấn M´Đrắk"),
    ("Phường 01", "P.1"),
    ("Quận 3", "q.3"),
    ("Thành phố Thủ Đức", "TP Thủ Đức"),
    ("Thành phố Thủ Đức", "TP. Thủ Đức"),
    ("Thị xã Sơn Tây", "TX. Sơn Tây"),
    ("Huyện Ý Yên", "H. Ý Yên"),
    ("Huyện Ý Yên", "UBND huyện Ý Yên"),
    ("Huyện Ý Yên", "Ủy ban nhân dân huyện Ý Yên"),
    ("Huyện Ý Yên", "Uỷ ban nhân dân HUYỆN Ý YÊN"),
    ("Huyện Ý Yên", "Huyện Ý Yên (đến 30/6/2025)"),
    ("Huyện Ý Yên", "huyện Ý Yên đến 30/6/2025"),
    ("Huyện Ý Yên", "Huyện Ý Yên cũ"),
    ("Tỉnh Bà Rịa - Vũng Tàu", "tỉnh Bà Rịa-Vũng Tàu"),
    ("Tỉnh Bà Rịa - Vũng Tàu", "tỉnh Bà Rịa Vũng Tàu"),
]


@pytest.mark.parametrize(("official", "typed"), SPELLINGS)
def test_two_ways_to_write_one_name_are_one(official: str, typed: str) -> None:
    for form in ("NFC", "NFD"):
        said = names.readings(unicodedata.normalize(form, typed))[0]
        assert len(said) == 1
        assert said[0].agrees(official) and said[0].agrees_in_kind(official)
        assert said[0].folded == names.folded(official)


def test_other_marks_are_another_name_unless_none_were_typed() -> None:
    assert not names.read("Xã Yên Hùng").agrees("Xã Yên Hưng")
    assert names.read("xa yen hung").agrees("Xã Yên Hưng")
    assert not names.read("huyện Kỳ Anh").agrees_in_kind("Thị xã Kỳ Anh")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("xã Yên Hưng, huyện Ý Yên, tỉnh Nam Định", ["yen hung", "y yen", "nam dinh"]),
        ("xã Yên Hưng huyện Ý Yên tỉnh Nam Định", ["yen hung", "y yen", "nam dinh"]),
        ("UBND xã Yên Hưng; huyện Ý Yên", ["yen hung", "y yen"]),
        ("P.5, Q.3, TP.HCM", ["5", "3", "hcm"]),
        ("Xã Trị Quận huyện Phù Ninh", ["tri quan", "phu ninh"]),
        ("Xã Phước Tỉnh, huyện Long Đất", ["phuoc tinh", "long dat"]),
        ("Xã Tân Xã, huyện Thạch Thất", ["tan xa", "thach that"]),
        ("Thị xã Sơn Tây, Hà Nội", ["son tay", "ha noi"]),
        ("Phường Văn Miếu - Quốc Tử Giám, quận Đống Đa", ["van mieu quoc tu giam", "dong da"]),
    ],
)
def test_an_address_is_taken_apart(text: str, parts: list[str]) -> None:
    assert [name.folded for name in names.readings(text)[0]] == parts


def test_without_marks_or_commas_a_later_reading_finds_the_parts() -> None:
    ways = [[name.folded for name in way] for way in names.readings("xa yen hung huyen y yen")]
    assert ["yen hung", "y yen"] in ways
    ways = [[name.folded for name in way] for way in names.readings("Yên Hưng - Ý Yên")]
    assert ["yen hung", "y yen"] in ways


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("huyên Ý Yen", [("huyen", "y yen")]), ("quân Ba Đinh", [("quan", "ba dinh")]),
        ("thi xã Sơn Tây", [("thi xa", "son tay")]), ("UBND huyen Ý Yên", [("huyen", "y yen")]),
        ("xã Yên Hưng huyên Ý Yên", [("xa", "yen hung"), ("huyen", "y yen")]),
        ("xa Yên Hưng, huyên Ý Yên", [("xa", "yen hung"), ("huyen", "y yen")]),
    ],
)  # fmt: skip
def test_kind_words_with_wrong_marks_are_known_in_the_last_reading(text: str, parts: list[tuple[str, str]]) -> None:
    said = names.readings(text)
    assert [(name.kind, name.folded) for name in said[-1]] == parts
    assert len(said) > 1, "as typed first: a name may begin like a kind word"


@given(st.text(max_size=400))
def test_anything_may_be_typed(text: str) -> None:
    for way in names.readings(text):
        assert way
        assert all(name.folded == fold(name.folded) for name in way)


def test_a_text_too_long_for_a_place_names_none() -> None:
    assert names.readings("xã " * 100_000) == []


def test_lists_stand_in_vietnamese_order_with_numbers_by_size() -> None:
    mixed = ["Quận 10", "Huyện Ea Kar", "Quận Đống Đa", "Quận 2", "Huyện Bà Rá", "Quận Ba Đình"]
    wanted = ["Quận 2", "Quận 10", "Quận Ba Đình", "Huyện Bà Rá", "Quận Đống Đa", "Huyện Ea Kar"]
    assert sorted(mixed, key=names.order) == wanted
