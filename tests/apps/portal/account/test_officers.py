"""The office's door: phone and password, the same answer to every mistake, and a wait after many."""

import pytest
from django.test import Client

from demo.world import OFFICER_PASSWORD
from motcua.people import api as people
from tests.apps.portal.pages import get, post
from tests.support import officers, world

CLERK = "0900000101"


@pytest.mark.parametrize(
    ("who", "home"), [("clerk", "/mot-cua/"), ("leader", "/mot-cua/"), ("administrator", "/quan-tri/")]
)
def test_each_lands_at_their_own_work(browser: Client, who: str, home: str) -> None:
    answer = officers.sign_in(browser, world.PHONES[who])
    assert (answer.status_code, answer["Location"]) == (302, home)


def test_the_office_asked_for_is_reached_after_the_door(browser: Client) -> None:
    door = browser.get("/mot-cua/")["Location"]
    assert door.startswith("/dang-nhap/can-bo/?next=")
    page = get(browser, door)
    wanted = page.all("main input[name=next]")[0].attribute("value")
    answer = officers.sign_in(browser, CLERK, next=wanted)
    assert answer["Location"] == "/mot-cua/"


def test_which_of_the_two_was_wrong_is_not_told(browser: Client) -> None:
    """A wrong password, a phone nobody has, and a citizen's phone: one answer."""
    answers = set()
    for phone in (CLERK, "0900000996", "0900000301"):
        page = post(browser, "/dang-nhap/can-bo/", {"phone": phone, "password": "sai bét hết rồi"}, 422)
        answers.add(page.text)
        assert page.all("input#phone")[0].attribute("value") == phone
        assert "sai bét" not in page.source
    assert len(answers) == 1
    assert "Số điện thoại hoặc mật khẩu chưa đúng" in answers.pop()


def test_many_tries_wait_even_with_the_right_password(browser: Client) -> None:
    for _ in range(people.PASSWORDS_PER_PHONE):
        browser.post("/dang-nhap/can-bo/", {"phone": CLERK, "password": "sai"})
    answer = browser.post("/dang-nhap/can-bo/", {"phone": CLERK, "password": OFFICER_PASSWORD})
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0
    assert "Hãy đợi 15 phút rồi thử lại." in answer.content.decode()


@pytest.mark.parametrize("form", [{}, {"phone": CLERK}, {"password": "x"}])
def test_an_empty_answer_costs_no_try(browser: Client, form: dict[str, str]) -> None:
    page = post(browser, "/dang-nhap/can-bo/", form, 422)
    assert page.problems == ["Hãy nhập số điện thoại và mật khẩu."]


def test_an_officer_without_a_post_opens_no_office(browser: Client) -> None:
    from motcua.agencies.models import Officer

    Officer.objects.filter(account__phone=CLERK).delete()
    answer = officers.sign_in(browser, CLERK)
    assert answer["Location"] == "/"
    assert browser.get("/mot-cua/").status_code == 403


def test_no_other_site_after_the_door(browser: Client) -> None:
    assert officers.sign_in(browser, CLERK, next="https://evil.example/")["Location"] == "/mot-cua/"
