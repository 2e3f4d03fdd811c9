"""Lists of names: đ behind d, ă and â behind a, wherever the order is made."""

import re
from html import unescape
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from motcua.agencies.models import Officer, Unit
from motcua.forms.catalogues import catalogue
from motcua.kit import clock
from motcua.kit.vietnamese import sort_key
from motcua.people.models import Account
from motcua.ui.alphabet import alphabetical
from tests.support import world

NAMES = [
    "An Bình", "Áo", "Ăn Năn", "Âu Cơ", "Dương Lan", "Đan Mạch", "Đào Minh", "Đặng Ân", "Đinh Ý", "Êban", "Hoà An",
    "Hoàng Ba", "Hoàng Bá", "Ốc", "Ơn", "Tạ Ô", "Thái", "Ứng", "Ý Yên",
]  # fmt: skip


@pytest.mark.django_db
def test_the_database_orders_like_the_dictionary() -> None:
    shown = list(Unit.objects.order_by(alphabetical("name"), "id").values_list("name", flat=True))
    assert len(shown) > 300 and shown == sorted(shown, key=sort_key)
    assert shown.index("Xã Ý Yên") > shown.index("Xã Vụ Bản")
    assert sorted(NAMES, key=sort_key) == NAMES


@pytest.mark.django_db
def test_officers_are_read_page_by_page_in_the_order_of_the_alphabet() -> None:
    boss = Client()
    boss.force_login(world.account("administrator"))
    office = world.commune()
    for number, name in enumerate(f"{name} {again}" for name in NAMES for again in ("Một", "Hai")):
        made = Account.objects.create(id=uuid4(), kind="officer", full_name=name, phone=f"09870{number:05}")
        Officer.objects.create(
            account=made, agency=office, post_title="Cán bộ", roles=["clerk"], valid_from=clock.now().date()
        )
    names: list[str] = []
    address = reverse("officers")
    while address:
        page = boss.get(address).text
        names += re.findall(r'mc-row__link" href="[^"]+">([^<]+)<', page)
        found = re.search(r'href="([^"]*sau=[^"]*)"', page)
        address = unescape(found[1]) if found else ""
    assert len(names) == len(set(names)) > 30
    assert names == sorted(names, key=sort_key)
    assert names.index("Đan Mạch Hai") < names.index("Ốc Hai") < names.index("Tạ Ô Hai")


@pytest.mark.django_db
def test_an_index_has_officers_in_that_order() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
    rows = Account.objects.filter(kind="officer").annotate(listed=alphabetical("full_name"))
    assert "officers_in_order" in rows.order_by("listed", "id")[:31].explain()


@pytest.mark.parametrize(("name", "first", "last"), [("nationalities", 1, 1), ("ethnic_groups", 1, 2)])
def test_official_lists_are_in_the_order_of_the_alphabet(name: str, first: int, last: int) -> None:
    names = [item.name for item in catalogue(name).items][first:-last]
    assert names == sorted(names, key=sort_key)
