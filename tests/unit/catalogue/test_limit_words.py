"""How long it takes, in the few words of a card: from the shortest case of the procedure to the longest."""

from typing import Any

import pytest

from motcua.catalogue.fees import limit_summary
from motcua.catalogue.models import ProcedureVersion


def days(count: float, kind: str = "working_days", **more: Any) -> dict[str, Any]:
    return {"kind": kind, "count": count, **more}


@pytest.mark.parametrize(("limit", "cases", "words"), [
    (days(10), [days(7), days(10)], "Từ 7 đến 10 ngày làm việc"),
    (days(10), [days(7)], "Từ 7 đến 10 ngày làm việc"),
    (days(5), [days(5), days(25, "calendar_days")], "5 ngày làm việc đến 25 ngày, tùy trường hợp"),
    (days(3), [days(0, "same_day"), days(3)], "Trong ngày đến 3 ngày làm việc, tùy trường hợp"),
    (days(8, "working_hours"), [days(2, "months")], "8 giờ làm việc đến 2 tháng, tùy trường hợp"),
    (days(5), [days(5)], "5 ngày làm việc"),
    (days(5), [], "5 ngày làm việc"),
    (days(25, least=10), [days(15)], "Từ 10 đến 25 ngày làm việc"),
    (days(0, "varies", text="Tùy theo đợt"), [days(5)], "Tùy theo đợt"),
])  # fmt: skip
def test_a_card_says_the_shortest_and_the_longest(
    limit: dict[str, Any], cases: list[dict[str, Any]], words: str
) -> None:
    made = ProcedureVersion(limit=limit, content={"cases": [{"name": "một", "limit": one} for one in cases]}, doubts=[])
    assert limit_summary(made) == words


def test_what_nobody_confirmed_is_not_told() -> None:
    made = ProcedureVersion(limit=days(10), content={"cases": [{"name": "một", "limit": days(7)}]}, doubts=[])
    assert limit_summary(made, {"limit"}) == "Hỏi cơ quan"
