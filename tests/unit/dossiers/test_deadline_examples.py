"""The worked examples of the time limits, each a row somebody can check with a wall calendar."""

from datetime import datetime, timedelta

import pytest

from motcua.dossiers.deadline import ClockEvent, Derivation, SupplementEffect, fold
from motcua.dossiers.timelimit import Limit, reckon
from motcua.kit.worktime import Calendar, Day
from tests.unit.kit.calendars import EXAMPLE, OFFICE_HOURS, at

SAME_DAY = Limit("same_day")
HOURS = Limit.from_data({"kind": "working_hours", "count": 8})


def days(count: int) -> Limit:
    return Limit("working_days", count)


# received, same day, 3 working days, 5 working days, 30 calendar days, 8 working hours
TABLE = [
    ((20, 11, "10:00"), (20, 11), (26, 11), (30, 11), (21, 12), (23, 11, "10:00")),
    ((20, 11, "16:00"), (23, 11), (26, 11), (30, 11), (21, 12), (23, 11, "16:00")),
    ((20, 11, "17:00"), (23, 11), (26, 11), (30, 11), (21, 12), (23, 11, "17:00")),
    ((20, 11, "17:30"), (23, 11), (27, 11), (1, 12), (21, 12), (23, 11, "17:00")),
    ((21, 11, "09:00"), (23, 11), (27, 11), (1, 12), (21, 12), (23, 11, "17:00")),
    ((23, 11, "14:59"), (23, 11), (27, 11), (1, 12), (23, 12), (25, 11, "14:59")),
    ((23, 11, "15:00"), (25, 11), (27, 11), (1, 12), (23, 12), (25, 11, "15:00")),
    ((24, 11, "09:00"), (25, 11), (30, 11), (2, 12), (24, 12), (25, 11, "17:00")),
]
LIMITS = [SAME_DAY, days(3), days(5), Limit("calendar_days", 30), HOURS]
ROWS = [(row[0], limit, (*due, "17:00")[:3]) for row in TABLE for limit, due in zip(LIMITS, row[1:], strict=True)]


@pytest.mark.parametrize(("received", "limit", "due"), ROWS)
def test_the_table(received: tuple[int, int, str], limit: Limit, due: tuple[int, int, str]) -> None:
    assert reckon(at(*received), limit, EXAMPLE).due == at(*due)
    assert fold([ClockEvent("run", at(*received))], limit, EXAMPLE).due_at == at(*due)


def test_five_days_over_new_year() -> None:
    assert reckon(at(29, 12, "10:00"), days(5), EXAMPLE).due == at(6, 1, "17:00", 2027)


WAITED = [
    ClockEvent("run", at(30, 11, "10:00")),
    ClockEvent("pause", at(2, 12, "09:00"), "request_supplement"),
    ClockEvent("run", at(4, 12, "14:00"), "answer_supplement"),
]


@pytest.mark.parametrize(
    ("effect", "due", "paused"),
    [
        ("resume", at(10, 12, "17:00"), timedelta(hours=19)),
        ("restart", at(11, 12, "17:00"), timedelta(0)),
        ("none", at(7, 12, "17:00"), timedelta(0)),
    ],
)
def test_the_supplement_example(effect: SupplementEffect, due: datetime, paused: timedelta) -> None:
    told = fold(WAITED, days(5), EXAMPLE, effect)
    assert told.due_original == at(7, 12, "17:00")
    assert (told.due_at, told.paused, told.state) == (due, paused, "running")


def test_what_was_waited_in_several_pauses_is_added_up() -> None:
    """Half a day in each of two pauses, and a pause told in two entries, are one whole day later."""
    first = [
        ClockEvent("run", at(30, 11, "10:00")),
        ClockEvent("pause", at(1, 12, "07:00")),
        ClockEvent("run", at(1, 12, "11:00")),
    ]
    twice = [*first, ClockEvent("pause", at(2, 12, "07:00")), ClockEvent("run", at(2, 12, "11:00"))]
    in_two = [*first[:2], ClockEvent("pause", at(1, 12, "11:00")), ClockEvent("run", at(1, 12, "17:00"))]
    hours = Limit.from_data({"kind": "working_hours", "count": 16})
    assert fold(first, hours, EXAMPLE).due_at == at(2, 12, "16:00")
    assert fold(twice, hours, EXAMPLE).due_at == at(3, 12, "10:00")
    assert fold(in_two, hours, EXAMPLE).due_at == at(3, 12, "10:00")


def test_hours_that_were_paused_end_at_their_minute_not_at_closing() -> None:
    waited = [
        ClockEvent("run", at(30, 11, "10:00")),
        ClockEvent("pause", at(30, 11, "14:00")),
        ClockEvent("run", at(30, 11, "15:30")),
    ]
    assert fold(waited, HOURS, EXAMPLE).due_at == at(1, 12, "11:30")


def sentences(told: Derivation) -> str:
    return "\n".join(step.sentence() for step in told.steps)


def test_the_screen_can_say_why() -> None:
    said = sentences(fold(WAITED, days(5), EXAMPLE))
    assert said.splitlines() == [
        "Cơ quan tiếp nhận hồ sơ hợp lệ lúc 10 giờ 00 ngày 30/11/2026.",
        "Ngày tiếp nhận 30/11/2026 không tính vào thời hạn.",
        "Từ ngày 05/12/2026 đến ngày 06/12/2026 là ngày nghỉ hằng tuần, không tính.",
        "Ngày làm việc thứ 5 là ngày 07/12/2026.",
        "Hẹn trả kết quả lúc 17 giờ 00 ngày 07/12/2026.",
        "Từ 9 giờ 00 ngày 02/12/2026, thời hạn tạm dừng để chờ bổ sung.",
        "Từ 14 giờ 00 ngày 04/12/2026, thời hạn tính tiếp. Đã dừng 19 giờ làm việc.",
        "Cộng 19 giờ làm việc đã dừng, thời hạn đến 10 giờ 00 ngày 10/12/2026.",
        "Ngày hẹn lấy đến giờ đóng cửa: 17 giờ 00 ngày 10/12/2026.",
    ]


@pytest.mark.parametrize(
    ("received", "limit", "expected"),
    [
        (at(23, 11, "15:00"), SAME_DAY, "từ 15:00 trở đi"),
        (at(23, 11, "14:59"), SAME_DAY, "trước 15:00"),
        (at(23, 11, "15:00"), SAME_DAY, "Ngày 24/11/2026 được nghỉ (Ngày Văn hóa Việt Nam), không tính."),
        (at(24, 11, "09:00"), days(3), "Ngày 24/11/2026 được nghỉ (Ngày Văn hóa Việt Nam), không tính."),
        (at(20, 11, "06:10"), days(3), "được tính từ 7 giờ 00 ngày 20/11/2026"),
        (at(21, 11, "09:00"), days(3), "được tính từ 7 giờ 00 ngày 23/11/2026"),
        (at(20, 11, "10:00"), Limit("calendar_days", 30), "Ngày 20/12/2026 là ngày nghỉ, nên hạn chuyển"),
        (at(20, 11, "10:00"), HOURS, "Thời hạn 8 giờ làm việc tính từ 10 giờ 00"),
        (at(29, 12, "10:00", 2027), days(5), "Chưa có lịch nghỉ lễ năm 2028."),
    ],
)
def test_each_rule_is_named(received: datetime, limit: Limit, expected: str) -> None:
    assert expected in sentences(fold([ClockEvent("run", received)], limit, EXAMPLE))


def test_swapped_and_half_days_are_told() -> None:
    calendar = Calendar(
        OFFICE_HOURS,
        days={
            at(28, 11, "00:00").date(): Day("working", "làm bù"),
            at(30, 11, "00:00").date(): Day("half", "bão"),
        },
    )
    told = fold([ClockEvent("run", at(27, 11, "10:00"))], days(3), calendar)
    assert told.due_at == at(1, 12, "17:00")
    assert "Ngày 28/11/2026 là ngày làm bù (làm bù), có tính." in sentences(told)
    assert "Ngày 30/11/2026 chỉ làm việc buổi sáng (bão)." in sentences(told)
    assert fold([ClockEvent("run", at(27, 11, "10:00"))], days(2), calendar).due_at == at(30, 11, "11:30")


def test_calendar_days_that_end_on_a_holiday_end_on_the_next_working_day() -> None:
    assert reckon(at(20, 11, "10:00"), Limit("calendar_days", 4), EXAMPLE).due == at(25, 11, "17:00")
    assert reckon(at(29, 12, "10:00"), Limit("calendar_days", 3), EXAMPLE).due == at(4, 1, "17:00", 2027)


def test_an_office_may_count_the_day_of_receipt() -> None:
    limit = Limit.from_data({"kind": "working_days", "count": 3, "count_from": "same_moment"})
    assert reckon(at(20, 11, "10:00"), limit, EXAMPLE).due == at(25, 11, "17:00")
    limit = Limit.from_data({"kind": "calendar_days", "count": 3, "count_from": "same_moment"})
    assert reckon(at(20, 11, "10:00"), limit, EXAMPLE).due == at(23, 11, "17:00")


def test_an_office_may_count_hours_from_the_next_day() -> None:
    limit = Limit.from_data({"kind": "working_hours", "count": 4, "count_from": "next_day"})
    assert reckon(at(20, 11, "10:00"), limit, EXAMPLE).due == at(23, 11, "11:00")


def test_another_cutoff_is_data() -> None:
    limit = Limit.from_data({"kind": "same_day", "cutoff": "10:30"})
    assert reckon(at(20, 11, "10:29"), limit, EXAMPLE).due == at(20, 11, "17:00")
    assert reckon(at(20, 11, "10:30"), limit, EXAMPLE).due == at(23, 11, "17:00")


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"kind": "weeks", "count": 1},
        {"kind": "working_days"},
        {"kind": "working_days", "count": 0},
        {"kind": "working_days", "count": 3, "count_from": "yesterday"},
        {"kind": "same_day", "cutoff": "25:00"},
        {"kind": "same_day", "unit": "day"},
    ],
)
def test_data_that_makes_no_limit_is_refused(data: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        Limit.from_data(data)
