"""What changed between two documents is said in words; nothing is overlooked, nothing is invented."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.catalogue.comparing import compare
from motcua.catalogue.schema import ITEMS
from motcua.catalogue.titles import DOUBTED
from motcua.catalogue.values import Doubt
from tests.unit.catalogue.samples import mapped, way

CHANGES: list[dict[str, Any]] = [
    {}, {"name": "Tên khác"}, {"requirements": "Đủ 15 tuổi"}, {"requirements": None}, {"levels": ["province"]},
    {"methods": [way(value=7)]}, {"methods": [way(value=1, unit="OTHER")]}, {"decision_no": "13/QĐ-BVH"},
    {"methods": [way(fees=[{"type": "FEE", "amount_vnd": 30000}])]}, {"legal_basis": []}, {"results": []},
    {"steps": [{"text": "Bước 1: Nộp.\nBước 2: Nhận."}]}, {"components": []}, {"subjects": []}, {"keywords": None},
    {"field": {"code": "G99-TV02", "name": "Sách"}}, {"promulgating_agency": None}, {"receiving_address": None},
]  # fmt: skip
DOCUMENTS = [mapped(**changes) for changes in CHANGES]


@given(st.sampled_from(DOCUMENTS), st.sampled_from(DOCUMENTS))
def test_a_difference_is_a_change_and_no_difference_is_none(one: Any, other: Any) -> None:
    same = one.model_dump(exclude={"source"}) == other.model_dump(exclude={"source"})
    changes = compare(one, other)
    assert (not changes) == same
    assert all(change.item and change.before != change.after for change in changes)


def test_only_what_went_and_came_is_told() -> None:
    steps = [
        {"text": "Bước 1: Người dân nộp 01 bộ hồ sơ tại quầy.\nBước 2: Cán bộ xem hồ sơ.\nBước 3: Người dân nhận thẻ."}
    ]
    (change,) = compare(mapped(), mapped(steps=steps))
    assert change.item == "Trình tự thực hiện" and change.key == "steps"
    assert (change.before, change.after) == ("Bước 2: Cán bộ kiểm tra hồ sơ.", "Bước 2: Cán bộ xem hồ sơ.")


def test_values_are_said_as_people_say_them() -> None:
    told = {change.key: change for change in compare(mapped(), mapped(methods=[way(value=7)], levels=["province"]))}
    assert (told["limit"].before, told["limit"].after) == ("5 ngày làm việc", "7 ngày làm việc")
    assert told["tiers"].after == "cấp tỉnh"
    assert "trực tuyến" in told["methods"].before and "20000" in told["methods"].before


@pytest.mark.parametrize("item", ITEMS)
def test_a_doubt_names_its_item_by_its_title(item: str) -> None:
    doubted = mapped().model_copy(update={"doubts": [Doubt(item=item, why="Hai nguồn khác nhau.")]})
    (change,) = compare(mapped().model_copy(update={"doubts": []}), doubted)
    assert change.after.startswith(f"{DOUBTED[item]} · ") and item not in change.after


def test_the_order_alone_is_a_change_too() -> None:
    turned = mapped()
    turned = turned.model_copy(update={"components": list(reversed(turned.components))})
    (change,) = compare(mapped(), turned)
    assert change.before.split("\n") == list(reversed(change.after.split("\n")))


def test_another_source_is_no_change() -> None:
    assert not compare(mapped(), mapped(source="khác", crawled_at="2026-01-01"))
