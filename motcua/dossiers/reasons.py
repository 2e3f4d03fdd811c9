"""The sentences that explain a date, one per kind of reason; pure data, translated by the screen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Self

from motcua.kit.clock import HANOI
from motcua.kit.dates import clock_time, short_date
from motcua.kit.words import N_

SENTENCES: Mapping[str, str] = {
    "received": N_("Cơ quan tiếp nhận hồ sơ hợp lệ lúc %(time)s ngày %(date)s."),
    "counted_start": N_("Lúc đó ngoài giờ làm việc, nên hồ sơ được tính từ %(time)s ngày %(date)s."),
    "before_cutoff": N_("Hồ sơ đến trước %(cutoff)s, nên trả kết quả trong ngày."),
    "after_cutoff": N_("Hồ sơ đến từ %(cutoff)s trở đi, nên trả kết quả trong ngày làm việc tiếp theo."),
    "first_day_excluded": N_("Ngày tiếp nhận %(date)s không tính vào thời hạn."),
    "first_day_counted": N_("Ngày tiếp nhận %(date)s là ngày đầu tiên của thời hạn."),
    "hours_from": N_("Thời hạn %(count)s giờ làm việc tính từ %(time)s ngày %(date)s."),
    "weekend_day": N_("Ngày %(date)s là ngày nghỉ hằng tuần, không tính."),
    "weekend_days": N_("Từ ngày %(date)s đến ngày %(last)s là ngày nghỉ hằng tuần, không tính."),
    "holiday": N_("Ngày %(date)s được nghỉ (%(name)s), không tính."),
    "half_day": N_("Ngày %(date)s chỉ làm việc buổi sáng (%(name)s)."),
    "made_up_day": N_("Ngày %(date)s là ngày làm bù (%(name)s), có tính."),
    "last_working_day": N_("Ngày làm việc thứ %(count)s là ngày %(date)s."),
    "last_calendar_day": N_("Ngày thứ %(count)s của thời hạn là ngày %(date)s."),
    "last_day_off": N_("Ngày %(date)s là ngày nghỉ, nên hạn chuyển sang ngày làm việc tiếp theo."),
    "calendar_missing": N_("Chưa có lịch nghỉ lễ năm %(year)s. Ngày hẹn có thể được xem lại."),
    "due": N_("Hẹn trả kết quả lúc %(time)s ngày %(date)s."),
    "paused": N_("Từ %(time)s ngày %(date)s, thời hạn tạm dừng để chờ bổ sung."),
    "not_paused": N_("Yêu cầu bổ sung ngày %(date)s không làm thay đổi ngày hẹn."),
    "resumed": N_("Từ %(time)s ngày %(date)s, thời hạn tính tiếp. Đã dừng %(hours)s giờ làm việc."),
    "restarted": N_("Hồ sơ đã đủ lúc %(time)s ngày %(date)s, nên thời hạn tính lại từ đầu."),
    "extended": N_("Cộng %(hours)s giờ làm việc đã dừng, thời hạn đến %(time)s ngày %(date)s."),
    "rounded": N_("Ngày hẹn lấy đến giờ đóng cửa: %(time)s ngày %(date)s."),
    "issued": N_("Ngày hẹn đã báo %(time)s ngày %(date)s được giữ nguyên, dù lịch làm việc có thay đổi."),
    "stopped": N_("Việc giải quyết kết thúc lúc %(time)s ngày %(date)s."),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of a derivation: its moment, its kind, the Vietnamese msgid and what fills it."""

    at: datetime
    kind: str
    text_key: str
    data: Mapping[str, str]

    @classmethod
    def when(cls, moment: datetime, kind: str, **data: str | int) -> Self:
        """A reason about a moment; `%(time)s` and `%(date)s` are its own."""
        local = moment.astimezone(HANOI)
        filled = {"time": clock_time(local), "date": short_date(local.date())}
        return cls(local, kind, SENTENCES[kind], filled | {key: str(value) for key, value in data.items()})

    @classmethod
    def on(cls, day: date, kind: str, **data: str | int) -> Self:
        """A reason about a whole day."""
        return cls.when(datetime.combine(day, time.min, HANOI), kind, **data)

    def sentence(self, translate: Callable[[str], str] = str) -> str:
        """The sentence to show; `translate` is gettext where there is one."""
        return translate(self.text_key) % {**self.data, "time": clock_time(self.at, translate)}


def in_hours(length: timedelta) -> str:
    """19 · 2,5 · 0,25: working hours with the Vietnamese comma, to two places."""
    return f"{length / timedelta(hours=1):.2f}".rstrip("0").rstrip(".").replace(".", ",")
