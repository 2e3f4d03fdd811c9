"""How near the date is, told in words: what an officer sees at a glance."""

from datetime import datetime, timedelta

import pytest

from motcua.agencies import api as agencies
from motcua.counter import deadlines
from motcua.dossiers.models import Dossier
from motcua.kit.clock import HANOI
from tests.support import world

pytestmark = pytest.mark.django_db
FRIDAY = datetime(2026, 11, 20, 10, 0, tzinfo=HANOI)


def _badge(now: datetime = FRIDAY, **details: object) -> tuple[str, str]:
    found = deadlines.badge(Dossier(**details), now, agencies.calendar_for(world.commune().id))
    return found.kind, found.text


@pytest.mark.parametrize(
    ("due", "kind", "text"),
    [
        (datetime(2026, 11, 19, 17, tzinfo=HANOI), "late", "Quá hạn từ 17 giờ 00 ngày 19/11/2026"),
        (datetime(2026, 11, 20, 17, tzinfo=HANOI), "soon", "Hạn hôm nay, 17 giờ 00"),
        (datetime(2026, 11, 23, 17, tzinfo=HANOI), "soon", "Sắp đến hạn: thứ Hai 23/11/2026"),
        (datetime(2026, 11, 26, 17, tzinfo=HANOI), "on_time", "Hạn thứ Năm 26/11/2026"),
    ],
)
def test_a_running_clock(due: datetime, kind: str, text: str) -> None:
    assert _badge(state="processing", due_at=due) == (kind, text)


@pytest.mark.parametrize(
    ("state", "kind", "text"),
    [
        ("merit_supplement", "paused", "Tạm dừng, chờ bổ sung"),
        ("resolved", "done", "Đã xong, chờ trả"),
        ("returned", "done", "Đã kết thúc"),
        ("stopped", "done", "Đã kết thúc"),
    ],
)
def test_a_clock_that_does_not_run_is_never_late(state: str, kind: str, text: str) -> None:
    assert _badge(state=state, due_at=FRIDAY - timedelta(days=30)) == (kind, text)


def test_receipt_that_waits_a_working_day_is_pointed_out() -> None:
    assert _badge(state="submitted", submitted_at=FRIDAY - timedelta(hours=2)) == ("on_time", "Chưa hẹn ngày trả")
    kind, text = _badge(state="submitted", submitted_at=FRIDAY - timedelta(days=2))
    assert (kind, text) == ("soon", "Chờ tiếp nhận hơn 8 giờ làm việc")
    over_the_weekend = datetime(2026, 11, 23, 8, tzinfo=HANOI)
    assert _badge(over_the_weekend, state="submitted", submitted_at=FRIDAY + timedelta(hours=6))[0] == "on_time"
