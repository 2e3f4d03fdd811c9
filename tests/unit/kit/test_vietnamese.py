"""Vietnamese text: every letter folds, every name finds its place."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kit.vietnamese import (
    clean,
    date_in_words,
    fold,
    long_date,
    name_key,
    slug,
    sort_key,
    weekday_date,
)
from tests.unit.kit.calendars import at

BASES = {"a": "aăâ", "e": "eê", "i": "i", "o": "oôơ", "u": "uư", "y": "y"}
MARKS = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
LETTERS = {
    unicodedata.normalize("NFC", form + mark): base for base, forms in BASES.items() for form in forms for mark in MARKS
} | {"đ": "d"}
EMPTY = "\u034f\u115f\u3164\u2800\ufe0f\uffa0\U000e0101"
TRICKS = "\u200b\u200e\u202e\u2066\u00ad\ufeff\x00\x1b"


def test_there_are_seventy_two_vowels_and_one_d() -> None:
    assert len(LETTERS) == 73


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_every_vietnamese_letter_folds(form: str) -> None:
    for letter, base in LETTERS.items():
        for shape in (letter, letter.upper()):
            assert fold(unicodedata.normalize(form, shape)) == base  # type: ignore[arg-type]


@given(st.text())
def test_cleaning_is_done_once(text: str) -> None:
    tidy = clean(text)
    assert clean(tidy) == tidy
    assert unicodedata.is_normalized("NFC", tidy)
    assert not {unicodedata.category(char) for char in tidy} & {"Cc", "Cf", "Cs"}
    assert clean(clean(text, lines=True)) == tidy


@pytest.mark.parametrize("char", EMPTY)
def test_letters_that_nobody_sees_are_dropped(char: str) -> None:
    assert clean(f"Nguyễn{char} Hoa{char}") == "Nguyễn Hoa"
    assert clean(char * 5) == ""


@given(st.text())
def test_folding_is_done_once_and_needs_no_marks(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(text.upper()) == fold(text.upper().lower())
    assert set(slug(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


@given(st.lists(st.sampled_from(sorted(LETTERS)), min_size=1).map("".join), st.sampled_from(TRICKS))
def test_hidden_signs_change_nothing(word: str, trick: str) -> None:
    middle = len(word) // 2
    assert clean(f" {word[:middle]}{trick}{word[middle:]}\u00a0") == unicodedata.normalize("NFC", word)


def test_paragraphs_stay_where_they_are_wanted() -> None:
    assert clean("  Kính gửi \r\n\r\n\r\n\r\n anh\tBa ", lines=True) == "Kính gửi\n\nanh Ba"
    assert clean("Kính gửi\nanh Ba") == "Kính gửi anh Ba"


def test_dictionary_order() -> None:
    order = "ba bà bả bã bá bạ băng bâng da đa e ê o ô ơ u ư"
    assert " ".join(sorted(set(order.split()), key=sort_key)) == order
    assert sorted(["bà chủ", "ba chỉ", "ba ba", "bà"], key=sort_key) == ["ba ba", "ba chỉ", "bà", "bà chủ"]


def test_people_are_listed_by_given_name() -> None:
    people = ["Lê Thị An", "Nguyễn Văn An", "Đặng Văn Ánh", "Dương Ân", "Trần Bình", "Đỗ Đức", "Ngô Ý"]
    assert sorted(set(people), key=name_key) == people


@given(st.text(), st.text())
def test_any_two_texts_can_be_ordered(one: str, other: str) -> None:
    assert (sort_key(one) < sort_key(other)) + (sort_key(other) < sort_key(one)) <= 1
    name_key(one)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_dates_read_well(day: date) -> None:
    assert date_in_words(day).startswith("Ngày ")
    assert str(day.year) in long_date(day)


def test_dates_as_papers_write_them() -> None:
    assert long_date(date(2026, 11, 23)) == "ngày 23 tháng 11 năm 2026"
    assert long_date(date(2026, 2, 3)) == "ngày 03 tháng 02 năm 2026"
    assert date_in_words(date(2026, 4, 21)) == ("Ngày hai mươi mốt tháng tư năm hai nghìn không trăm hai mươi sáu")
    assert weekday_date(at(23, 11, "17:00")) == "17 giờ 00, thứ Hai ngày 23/11/2026"
    assert weekday_date(at(22, 11, "07:05")) == "7 giờ 05, Chủ nhật ngày 22/11/2026"
