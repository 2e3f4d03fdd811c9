"""Filters and the links around a page."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client, RequestFactory
from django.urls import NoReverseMatch

from motcua.ui import filters, navigation
from motcua.ui.context import Surroundings
from motcua.ui.environment import url
from motcua.ui.navigation import Link


def test_times_are_shown_as_in_hanoi() -> None:
    night = datetime(2026, 11, 20, 17, 30, tzinfo=UTC)
    assert filters.when(night) == "0 giờ 30, thứ Bảy ngày 21/11/2026"
    assert filters.day(night) == "21/11/2026"
    assert filters.long_day(date(2026, 2, 3)) == "ngày 03 tháng 02 năm 2026"


def test_numbers_are_shown_as_people_say_them() -> None:
    assert filters.dong(8000) == "8.000 đồng"
    assert filters.phone("0912345678") == "0912 345 678"
    assert filters.dial("0225 382 5333") == "tel:02253825333"
    assert [filters.size(count) for count in (10, 245_000, 1_450_000)] == ["1 KB", "239 KB", "1,4 MB"]


def test_the_longest_matching_part_is_current(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(navigation, "_sources", {})
    links = [
        Link("Trang chủ", "/"),
        Link("Hồ sơ", "/ho-so/", prefix="/ho-so/"),
        Link("Mới", "/ho-so/moi/", prefix="/ho-so/moi/"),
    ]
    navigation.register("main", lambda request: links)
    current = {
        path: [link.text for link, is_current in Surroundings(RequestFactory().get(path)).links("main") if is_current]
        for path in ("/", "/ho-so/1/", "/ho-so/moi/", "/khac/")
    }
    assert current == {"/": ["Trang chủ"], "/ho-so/1/": ["Hồ sơ"], "/ho-so/moi/": ["Mới"], "/khac/": []}


def test_a_dead_link_is_an_error() -> None:
    with pytest.raises(NoReverseMatch):
        url("no_such_page")


def test_signing_out_is_a_button_with_a_token(alone: Client) -> None:
    navigation.register("account", lambda request: [Link("Đăng xuất", "/dang-xuat/", post=True)])
    page = alone.get("/quan-tri/giao-dien/").content.decode()
    assert '<form method="post" action="/dang-xuat/"><input type="hidden" name="csrfmiddlewaretoken"' in page


def test_language_switch_works_without_scripts(alone: Client) -> None:
    page = alone.get("/quan-tri/giao-dien/?a=1").content.decode()
    assert 'action="/ngon-ngu/"' in page
    assert '<button name="language" value="en" lang="en">English</button>' in page
    assert 'name="next" value="/quan-tri/giao-dien/?a=1"' in page
