"""What people paste, and what is no question at all."""

import sys

import pytest

from motcua.catalogue import api, search
from motcua.catalogue.search.synonyms import synonyms
from motcua.catalogue.search.text import words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped")]
BIRTH = "1.001193"
PASTED = [
    "1001193", "1 001193", "1,001193", "1.001193.", "(1.001193)", "1.001193.000.00.00.H49", "1.001193.000.00.00.h49",
    "1.001193.000", "1.001193.01", "TTHC 1.001193", "tthc1.001193", "TTHC: 1001193", "Mã TTHC: 1.001193", "mã 1.001193",
    "ma thu tuc 1.001193", "Mã số thủ tục hành chính: 1.001193", "1.001193 - Đăng ký khai sinh", "khai sinh (1.001193)",
]  # fmt: skip
NO_QUESTION = [
    "1", "7", "a", "o", "x y", "1 2 3", "' OR 1=1 --", "<script>alert(1)</script>", "1' OR '1'='1", "a b c 1 2",
]  # fmt: skip
SHORT = ["y tế", "ô tô", "nhà ở", "CT07", "hạng A", "GKS", "am"]


@pytest.fixture(autouse=True)
def afresh() -> None:
    search.forget()


@pytest.mark.parametrize("typed", PASTED)
def test_a_code_is_found_however_it_is_pasted(typed: str) -> None:
    assert [hit.code for hit in api.search(api.Query(typed)).hits] == [BIRTH]


def test_other_numbers_are_no_codes() -> None:
    for typed in ("0912345678", "012345678901", "10011930", "phí 1.500.000 đồng khai sinh"):
        assert not search.plan.plan(typed, search.engine.vocabulary).code, typed


@pytest.mark.parametrize("typed", NO_QUESTION)
def test_what_is_no_question_gets_an_empty_page_rather_than_anything(typed: str) -> None:
    found = api.search(api.Query(typed))
    assert (found.hits, found.total, found.next) == ([], 0, "")


@pytest.mark.parametrize("typed", SHORT)
def test_short_words_that_say_something_are_still_found(typed: str) -> None:
    assert api.search(api.Query(typed)).hits


def test_no_letter_of_any_language_becomes_a_sign_that_ends_what_is_asked_of_the_database() -> None:
    letters = "".join(chr(code) for code in range(sys.maxunicode + 1) if chr(code).isalnum())
    made = "".join(word.bare + word.mark for word in words(letters)) + "".join(synonyms().spellings.values())
    assert not set('"\\\0') & set(made)
