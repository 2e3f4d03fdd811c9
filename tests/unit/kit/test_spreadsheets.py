"""What people typed never becomes a formula in somebody's spreadsheet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kit.spreadsheets import harmless


@pytest.mark.parametrize(
    "typed",
    ["=1+1", "+84912345678", "-2", "@SUM(A1)", "\t=1", "\r=1", "  =HYPERLINK(1)", "＝1+1", "\u00a0=cmd|' /C calc'!A0"],
)
def test_what_would_be_run_is_marked_as_text(typed: str) -> None:
    assert harmless(typed) == "'" + typed


@pytest.mark.parametrize("typed", ["", "Nguyễn Thị Hoa", "0912345678", "a=b", "Số 2-4 đường Hoa Sữa", "'=1"])
def test_plain_words_are_left_alone(typed: str) -> None:
    assert harmless(typed) == typed


@given(st.text())
def test_nothing_is_lost_and_twice_is_once(text: str) -> None:
    told = harmless(text)
    assert told.removeprefix("'") == text.removeprefix("'") or told == text
    assert harmless(told) == told
    assert told.lstrip(" \u00a0")[:1] not in set("=+-@\t\r")
