"""Tài khoản: everybody who signed in sees who they are, how surely, and what they can look after."""

import pytest
from django.test import Client

from tests.apps.portal.pages import get
from tests.support import world


def test_a_citizen_reads_who_they_are_and_what_is_missing(browser: Client) -> None:
    me = world.account("citizen")
    browser.force_login(me)
    page = get(browser, "/tai-khoan/")
    assert me.full_name in page.text
    assert "Mức" in page.text
    assert page.link("Tài khoản") == "/tai-khoan/"


@pytest.mark.parametrize("who", ["clerk", "administrator"])
def test_an_officer_has_the_page_too(browser: Client, who: str) -> None:
    me = world.account(who)
    browser.force_login(me)
    assert me.full_name in get(browser, "/tai-khoan/").text


def test_a_passer_by_is_asked_to_sign_in_and_comes_back(browser: Client) -> None:
    answer = browser.get("/tai-khoan/")
    assert answer["Location"] == "/dang-nhap/?next=%2Ftai-khoan%2F"
