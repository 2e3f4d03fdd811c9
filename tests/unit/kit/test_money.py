"""Amounts in figures and in words say the same number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kit.money import dong, in_words
from motcua.kit.numerals import DIGITS, LARGEST, reading

SIZES = {"nghìn": 10**3, "triệu": 10**6}
UNITS = {word: figure for figure, word in enumerate(DIGITS)} | {"mốt": 1, "tư": 4, "lăm": 5}


def heard(words: str) -> int:
    """What a listener writes down: an independent reader of Vietnamese numbers."""
    total = group = figure = 0
    for word in words.removesuffix(" đồng").lower().split():
        if word in SIZES:
            total += (group + figure) * SIZES[word]
            group = figure = 0
        elif word == "trăm":
            group, figure = figure * 100, 0
        elif word == "mươi":
            group, figure = group + figure * 10, 0
        elif word == "mười":
            group += 10
        elif word != "linh":
            figure = UNITS[word]
    return total + group + figure


@given(st.integers(0, 10**9 - 1))
def test_words_are_heard_as_the_amount(amount: int) -> None:
    assert heard(in_words(amount)) == amount


@given(st.integers(1, 10**9 - 1), st.integers(0, 10**9 - 1))
def test_billions_read_as_two_numbers(billions: int, rest: int) -> None:
    head, _, tail = reading(billions * 10**9 + rest).partition(" tỷ")
    assert heard(head) == billions
    assert heard(tail) == rest


@given(st.integers(-LARGEST, LARGEST))
def test_figures_are_grouped_by_three(amount: int) -> None:
    assert int(dong(amount).removesuffix(" đồng").replace(".", "")) == amount


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "Không đồng"),
        (8000, "Tám nghìn đồng"),
        (10, "Mười đồng"),
        (15, "Mười lăm đồng"),
        (21, "Hai mươi mốt đồng"),
        (24_000, "Hai mươi tư nghìn đồng"),
        (14, "Mười bốn đồng"),
        (104, "Một trăm linh bốn đồng"),
        (105, "Một trăm linh năm đồng"),
        (1_444, "Một nghìn bốn trăm bốn mươi tư đồng"),
        (1_500_000, "Một triệu năm trăm nghìn đồng"),
        (1_005, "Một nghìn không trăm linh năm đồng"),
        (2_000_000, "Hai triệu đồng"),
        (1_001_000, "Một triệu không trăm linh một nghìn đồng"),
        (10**12, "Một nghìn tỷ đồng"),
    ],
)
def test_amounts_as_people_say_them(amount: int, words: str) -> None:
    assert in_words(amount) == words


def test_beyond_eighteen_figures_is_refused() -> None:
    with pytest.raises(ValueError, match="18 figures"):
        reading(LARGEST + 1)
