"""Provinces call the same door differently; each seed's words stand on the buttons of its road."""

from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from tests.apps.portal.pages import get

SETS: dict[str, dict[str, str]] = {
    "Nam Định": {"entry": "Nộp hồ sơ trực tuyến"},
    "Hải Dương": {"entry": "Nộp hồ sơ trực tuyến", "apply": "Nộp hồ sơ"},
    "Đồng Nai": {"entry": "Dịch vụ công", "search": "Tìm kiếm", "details": "Chi tiết", "apply": "Nộp hồ sơ"},
    "Hà Nội": {"entry": "Đăng ký trực tuyến", "apply": "Thực hiện"},
    "Quốc gia": {"entry": "Đăng ký trực tuyến"},
}


@pytest.mark.parametrize("where", SETS)
def test_the_road_is_walked_by_its_words(browser: Client, settings: Any, where: str) -> None:
    settings.MOTCUA_ENTRY_LABELS = said = SETS[where]
    home = get(browser, "/")
    assert home.buttons() >= {said["entry"], said.get("search", "Tìm kiếm")}
    listed = get(browser, home.link(said["entry"]))
    assert listed.buttons() >= {said.get("details", "Chi tiết"), said.get("apply", "Nộp hồ sơ")}
    online = next(hit for hit in listed.all(".mc-hit") if said.get("apply", "Nộp hồ sơ") in hit.texts("a"))
    links = {one.text: one.attribute("href") for one in online.all(".mc-hit__acts a")}
    details = get(browser, links[said.get("details", "Chi tiết")])
    assert details.link(said.get("apply", "Nộp hồ sơ")).startswith("/nop-ho-so/")


def test_signing_in_has_the_words_of_the_seeds(browser: Client) -> None:
    home = get(browser, "/")
    assert home.link("Đăng ký") == "/dang-ky/"
    assert home.link("Đăng nhập") == "/dang-nhap/"
    assert home.link("Tra cứu hồ sơ") == "/tra-cuu/"


def test_a_misspelt_label_is_noticed_at_once(browser: Client, settings: Any) -> None:
    settings.MOTCUA_ENTRY_LABELS = {"entri": "Dịch vụ công"}
    with pytest.raises(ImproperlyConfigured, match="entri"):
        browser.get("/")
