"""Identity numbers: what is right is accepted however typed, what is wrong says how to fix it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kit.identity import PROVINCES, Invalid, PersonalId, phone, phone_display, tax_code

mobiles = st.from_regex(r"0[35789][0-9]{8}", fullmatch=True)
landlines = st.from_regex(r"02[0-9]{9}", fullmatch=True)
personal_ids = st.builds(
    lambda place, century, year, serial: f"{place}{century}{year:02}{serial:06}",
    st.sampled_from(sorted(PROVINCES)),
    st.integers(0, 1),
    st.integers(0, 99),
    st.integers(0, 999_999),
)


@given(personal_ids, st.sampled_from([" ", ".", ""]))
def test_personal_numbers_are_taken_apart(number: str, gap: str) -> None:
    typed = gap.join([number[:3], number[3:6], number[6:]])
    person = PersonalId.parse(typed)
    assert str(person) == number
    assert person.place == number[:3]
    assert person.sex == ("male" if number[3] == "0" else "female")
    assert person.birth_year == 1900 + int(number[4:6])


def test_a_number_of_this_century() -> None:
    person = PersonalId.parse("036 310 000 007")
    assert (person.sex, person.birth_year) == ("female", 2010)


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("", "12 chữ số"),
        ("00118700012", "bạn đã nhập 11"),
        ("0011870001234", "bạn đã nhập 13"),
        ("00118700012a", "chỉ gồm chữ số"),
        ("٠٠١١٨٧٠٠٠١٢٣", "chỉ gồm chữ số"),
        ("099187000123", "mã tỉnh"),
        ("001987000123", "năm sinh"),
    ],
)
def test_a_wrong_personal_number_says_how_to_fix(typed: str, hint: str) -> None:
    with pytest.raises(Invalid, match=hint) as caught:
        PersonalId.parse(typed)
    assert "Hãy" in str(caught.value)


@given(
    mobiles | landlines,
    st.sampled_from(["+84", "84", "0084", "+84 ", "(+84)", "+840", "0"]),
    st.sampled_from(" .-"),
)
def test_a_phone_number_is_known_however_typed(number: str, start: str, gap: str) -> None:
    typed = f" {start}{number[1:4]}{gap}{number[4:7]}{gap}{number[7:]} "
    assert phone(typed) == number
    assert phone(phone_display(number)) == number


@pytest.mark.parametrize("typed", ["", "0912", "09123456789", "0112345678", "1900 1009", "abc", "0912345678 hoặc 2"])
def test_a_wrong_phone_number_gives_an_example(typed: str) -> None:
    with pytest.raises(Invalid, match="ví dụ 0912 345 678"):
        phone(typed)


def test_phone_numbers_are_shown_to_be_read_aloud() -> None:
    assert phone_display("0912345678") == "0912 345 678"
    assert phone_display("02438253333") == "024 3825 3333"
    assert phone_display("02253825333") == "0225 382 5333"
    assert phone_display("1022") == "1022"


def test_tax_codes() -> None:
    assert tax_code("0100109106") == "0100109106"
    assert tax_code("0100 109 106-001") == "0100109106-001"
    assert tax_code("001187000123") == "001187000123"
    for wrong in ("0100109107", "123", "abc", "099187000123"):
        with pytest.raises(Invalid):
            tax_code(wrong)


@given(st.text())
def test_no_text_breaks_the_readers(text: str) -> None:
    for reader in (PersonalId.parse, phone, tax_code):
        try:
            reader(text)
        except Invalid as problem:
            assert "%(" not in str(problem)
