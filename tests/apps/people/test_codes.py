"""One-time codes: good once, for five minutes, for five tries, and never kept in the clear."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from motcua.journal.models import Entry
from motcua.kit import clock
from motcua.people import otp
from motcua.people.errors import ExpiredCode, TooMany, WrongCode
from motcua.people.models import OneTimeCode
from tests.apps.people.conftest import IP, PHONE

Send = Callable[..., str]


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06d}"


def test_the_right_code_opens_once(send_code: Send) -> None:
    code = send_code()
    otp.confirm(PHONE, "sign-in", f"{code[:3]} {code[3:]}", IP)
    with pytest.raises(ExpiredCode):
        otp.confirm(PHONE, "sign-in", code, IP)


def test_a_wrong_code_says_how_many_tries_are_left(send_code: Send) -> None:
    code = send_code()
    with pytest.raises(WrongCode) as refused:
        otp.confirm(PHONE, "sign-in", wrong(code), IP)
    assert refused.value.left == 4
    assert "4" in refused.value.message
    assert otp.check(PHONE, "sign-in", code, IP)


def test_five_wrong_tries_end_the_code(send_code: Send) -> None:
    code = send_code()
    for _ in range(otp.TRIES):
        assert not otp.check(PHONE, "sign-in", wrong(code), IP)
    assert not otp.check(PHONE, "sign-in", code, IP)


def test_a_code_expires_after_five_minutes(send_code: Send) -> None:
    code = send_code()
    with clock.travel(clock.now() + timedelta(minutes=5, seconds=1)), pytest.raises(ExpiredCode) as refused:
        otp.confirm(PHONE, "sign-in", code, IP)
    assert "Gửi lại mã" in refused.value.message


def test_a_code_serves_its_purpose_and_phone_only(send_code: Send) -> None:
    code = send_code()
    assert not otp.check(PHONE, "register", code, IP)
    assert not otp.check("0900000902", "sign-in", code, IP)


def test_the_newest_code_replaces_the_older(send_code: Send) -> None:
    old, new = send_code(), send_code()
    if old != new:
        assert not otp.check(PHONE, "sign-in", old, IP)
    assert otp.check(PHONE, "sign-in", new, IP)


def test_a_phone_is_not_flooded(send_code: Send) -> None:
    for _ in range(otp.SENDS_PER_PHONE):
        send_code()
    with pytest.raises(TooMany) as refused:
        send_code()
    assert 0 < refused.value.wait_seconds <= otp.WINDOW
    assert "phút" in refused.value.message
    send_code(phone="0900000902")
    with clock.travel(clock.now() + timedelta(seconds=otp.WINDOW + 1)):
        send_code()


def test_guesses_from_one_place_are_counted_whatever_the_telephone(
    send_code: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(otp, "CHECKS_PER_ADDRESS", 3)
    for number in range(3):
        assert not otp.check(f"090000091{number}", "sign-in", "000000", IP)
    with pytest.raises(TooMany):
        otp.check("0900000914", "sign-in", "000000", IP)
    assert otp.check(PHONE, "sign-in", send_code(), "203.0.113.8")


def test_the_code_is_nowhere_but_in_the_message(send_code: Send) -> None:
    before = Entry.objects.count()
    code = send_code()
    kept = OneTimeCode.objects.get(phone=PHONE)
    assert code not in kept.digest
    assert Entry.objects.count() == before


def test_what_expired_is_swept(send_code: Send) -> None:
    send_code()
    with clock.travel(clock.now() + timedelta(hours=1)):
        assert otp.sweep() == 1
