"""Codes and PINs survive being read aloud, retyped and printed."""

import random
from datetime import date, datetime
from uuid import UUID

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from motcua.kit.references import (
    ALPHABET,
    DossierCode,
    format_dossier_code,
    is_submission_code,
    normal_code,
    normal_pin,
    parse_dossier_code,
    pin_display,
    secret_pin,
    submission_code,
    uuid7,
)
from motcua.kit.words import Invalid
from tests.unit.kit.calendars import at, moments

codes = st.builds(lambda now, seed: submission_code(now, random.Random(seed)), moments, st.integers())
part = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", min_size=1, max_size=3)
prefixes = st.lists(part, min_size=1, max_size=6).map(".".join)
days = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@given(codes, st.sampled_from([" ", "", "-", " - ", "–", "\u00a0"]))
def test_a_submission_code_is_known_however_it_is_typed(code: str, dash: str) -> None:
    typed = f" {code.lower().replace('-', dash)} "
    assert normal_code(typed) == code
    assert is_submission_code(typed)


@given(codes, st.data())
def test_one_wrong_sign_is_noticed(code: str, data: st.DataObject) -> None:
    place = data.draw(st.sampled_from([n for n in range(3, len(code)) if code[n] != "-"]))
    sign = data.draw(st.sampled_from("0123456789" if place < 9 else ALPHABET))
    assume(sign != code[place])
    assert not is_submission_code(code[:place] + sign + code[place + 1 :])


@given(codes, st.data())
def test_two_swapped_neighbours_are_noticed(code: str, data: st.DataObject) -> None:
    signs = code[10:].replace("-", "")
    place = data.draw(st.integers(0, len(signs) - 2))
    assume(signs[place] != signs[place + 1])
    swapped = signs[:place] + signs[place + 1] + signs[place] + signs[place + 2 :]
    assert not is_submission_code(code[:10] + swapped)


def test_the_secret_part_is_long_enough_and_plain() -> None:
    code = submission_code(at(21, 11, "23:59"))
    assert code.startswith("MC-261121-")
    assert len(ALPHABET) ** 9 > 2**40
    assert not set(ALPHABET) & set("0O1IL")
    assert len({submission_code(at(21, 11, "10:00")) for _ in range(2000)}) == 2000


def test_the_day_of_a_code_is_the_day_in_vietnam() -> None:
    from datetime import UTC

    assert submission_code(datetime(2026, 11, 21, 18, tzinfo=UTC)).startswith("MC-261122-")


@given(prefixes, days, st.integers(1, 99_999_999), st.integers(4, 8))
def test_dossier_codes_round_trip(prefix: str, day: date, sequence: int, width: int) -> None:
    code = format_dossier_code(prefix, day, sequence, width)
    assert parse_dossier_code(code) == DossierCode(prefix, day, sequence)
    assert normal_code(code) == code


@given(prefixes, prefixes, days, days, st.integers(1, 9999), st.integers(1, 9999))
def test_different_parts_make_different_codes(
    prefix: str, other: str, day: date, later: date, first: int, second: int
) -> None:
    same = (prefix, day, first) == (other, later, second)
    assert (format_dossier_code(prefix, day, first) == format_dossier_code(other, later, second)) is same


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("H31.117.01-261121-0001", DossierCode("H31.117.01", date(2026, 11, 21), 1)),
        ("h15.50.05.13 – 261008 – 0975", DossierCode("H15.50.05.13", date(2026, 10, 8), 975)),
        ("G09.20-20260609-0092637", DossierCode("G09.20", date(2026, 6, 9), 92637)),
        ("000.00.04.G18-260421-00430053", DossierCode("000.00.04.G18", date(2026, 4, 21), 430053)),
    ],
)
def test_codes_seen_in_the_country_are_read(code: str, expected: DossierCode) -> None:
    assert parse_dossier_code(code) == expected


@pytest.mark.parametrize(
    "code",
    [
        "",
        "H31",
        "H31-261321-0001",
        "H31-260230-0001",
        "H31-261121-001",
        "HHHH-261121-0001",
        "H31-٢٦١١٢١-0001",
        "H3'1",
    ],
)
def test_other_text_is_refused_with_an_example(code: str) -> None:
    with pytest.raises(Invalid, match="ví dụ"):
        parse_dossier_code(code)


@given(st.text())
def test_any_text_is_answered_without_a_crash(text: str) -> None:
    assert normal_code(normal_code(text)) == normal_code(text)
    assert not is_submission_code(f"{text}!")
    normal_pin(text)


@pytest.mark.parametrize(("prefix", "sequence"), [("h31", 1), ("H31", 0), ("H31", 10**8), ("A" * 4, 1)])
def test_parts_that_make_no_code_are_refused(prefix: str, sequence: int) -> None:
    with pytest.raises(ValueError, match="no dossier code"):
        format_dossier_code(prefix, date(2026, 1, 1), sequence)


@given(st.binary(min_size=1), st.uuids(), st.integers(0, 2**31))
def test_pins_are_stable_readable_and_renewable(key: bytes, subject: UUID, generation: int) -> None:
    pin = secret_pin(key, subject, generation)
    assert len(pin) == 10
    assert set(pin) <= set(ALPHABET)
    assert pin == secret_pin(key, subject, generation)
    assert pin != secret_pin(key, subject, generation + 1)
    assert pin != secret_pin(key + b"x", subject, generation)
    assert normal_pin(f" {pin_display(pin).lower()} ") == pin


def test_identifiers_are_ordered_by_time() -> None:
    made = [uuid7() for _ in range(200)]
    assert made == sorted(made)
    assert {one.version for one in made} == {7}
