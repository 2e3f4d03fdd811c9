"""Việc chờ tôi: the officer sees what waits for them, most urgent first, at a price that does not grow."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.apps.counter import page
from tests.apps.counter.crowd import crowd
from tests.support import dossiers, world

pytestmark = pytest.mark.django_db
Sit = Callable[[str], Client]


def test_a_clerk_sees_what_waits_for_receipt_and_an_officer_does_not(sit: Sit) -> None:
    dossier = dossiers.submitted()
    code = dossier.shown_code
    assert code in sit("clerk").get(reverse("inbox")).text
    nothing = sit("officer").get(reverse("inbox")).text
    assert code not in nothing
    assert "Không có hồ sơ nào đang chờ bạn." in nothing


def test_each_act_hands_the_dossier_on(sit: Sit) -> None:
    dossier = dossiers.received()
    assert dossier.shown_code not in sit("clerk").get(reverse("inbox")).text
    assert dossier.shown_code in sit("officer").get(reverse("inbox")).text


def test_another_office_sees_nothing(sit: Sit) -> None:
    dossier = dossiers.submitted()
    assert dossier.shown_code not in sit("other_clerk").get(reverse("inbox")).text


@pytest.mark.parametrize("count", [5, 60])
def test_the_list_costs_the_same_however_long(sit: Sit, count: int) -> None:
    crowd(count)
    client = sit("clerk")
    client.get(reverse("inbox"))  # published versions and the calendar are remembered from the first page on
    with CaptureQueriesContext(connection) as spent:
        answer = client.get(reverse("inbox"))
    assert len(page.codes(answer)) == min(count, 25)
    assert f"Có {count} hồ sơ" in answer.text
    assert len(spent) <= 8, [query["sql"][:200] for query in spent]


def test_pages_follow_by_key_and_show_every_dossier_once(sit: Sit) -> None:
    codes = {dossier.shown_code for dossier in crowd(30)}
    client = sit("clerk")
    first = client.get(reverse("inbox"))
    onward = page.link(first, "Trang sau")
    assert onward
    second = client.get(onward)
    seen = page.codes(first) + page.codes(second)
    assert len(seen) == 30
    assert set(seen) == codes
    assert page.link(second, "Trang sau") is None
    assert page.link(second, "Trang trước") == reverse("inbox")


def test_a_scanned_code_opens_the_dossier_even_when_it_waits_for_somebody_else(sit: Sit) -> None:
    dossier = dossiers.received()
    typed = dossier.shown_code.lower().replace("-", " - ")
    answer = sit("clerk").get(reverse("inbox"), {"tim": typed})
    assert answer.headers["Location"] == reverse("desk", args=[dossier.id])
    assert sit("other_clerk").get(reverse("inbox"), {"tim": dossier.shown_code}).status_code == 200


def test_a_name_filters_the_list(sit: Sit) -> None:
    dossier = dossiers.submitted()
    client = sit("clerk")
    assert dossier.shown_code in client.get(reverse("inbox"), {"tim": dossier.contact_name[:5]}).text
    nobody = client.get(reverse("inbox"), {"tim": "Không ai tên này"}).text
    assert "Không tìm thấy hồ sơ nào" in nobody


def test_strangers_do_not_get_in(sit: Sit, client: Client) -> None:
    assert client.get(reverse("inbox")).status_code == 302
    assert sit("citizen").get(reverse("inbox")).status_code == 403
    assert sit("administrator").get(reverse("inbox")).status_code == 403


def test_an_officer_with_two_roles_chooses_which_to_look_at(sit: Sit) -> None:
    waiting, received = dossiers.submitted(), dossiers.received(seed=2)
    post = world.account("clerk").posts.get()
    post.roles = ["clerk", "civil_status_officer"]
    post.save()
    client = sit("clerk")
    both = client.get(reverse("inbox"))
    assert set(page.codes(both)) == {waiting.shown_code, received.shown_code}
    assert "Tất cả (2)" in both.text
    one = page.link(both, "Công chức tư pháp – hộ tịch (1)")
    assert one
    assert page.codes(client.get(one)) == [received.shown_code]
    assert page.codes(client.get(reverse("inbox"), {"vai": "leader"})) == page.codes(both)
