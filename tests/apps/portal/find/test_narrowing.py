"""Narrowing a search: each way alone and together, as chips that can be taken off, all of it in the address."""

import pytest
from django.conf import settings
from django.test import Client

from motcua.catalogue.models import Offering, Procedure
from tests.apps.portal.find import many
from tests.apps.portal.pages import Page, get

OFFICE = "H42.37.117"


def _codes(page: Page) -> set[str]:
    return {one.attribute("href").split("/")[2] for one in page.all(".mc-hit__name a")}


def _every_code(browser: Client, query: dict[str, str]) -> set[str]:
    page = get(browser, "/thu-tuc/", query)
    found = _codes(page)
    while following := next((one.attribute("href") for one in page.all("a") if one.text == "Xem thêm"), ""):
        page = get(browser, following)
        found |= _codes(page)
    return found


def _published(**narrowed: object) -> set[str]:
    return set(Procedure.objects.exclude(current=None).filter(**narrowed).values_list("code", flat=True))


def test_a_set_of_procedures_stands_among_the_offices_and_means_a_level(browser: Client) -> None:
    page = get(browser, "/thu-tuc/")
    options = {one.text: one.attribute("value") for one in page.all("select#co-quan option")}
    assert "Bộ thủ tục hành chính cấp xã" in options
    for query in ({"co-quan": options["Bộ thủ tục hành chính cấp xã"]}, {"cap": "xa"}):
        assert _every_code(browser, query) == _published(tiers__contains=["commune"])
    again = get(browser, "/thu-tuc/", {"cap": "xa"})
    assert again.all("select#co-quan option[selected]")[0].text == "Bộ thủ tục hành chính cấp xã"
    assert again.texts(".mc-chips a") == ["Bỏ lọc: Cấp xã"]


@pytest.mark.parametrize("level", ["3", "4", "2", "1"])
def test_a_level_is_meant_exactly_and_is_that_of_the_office(browser: Client, level: str) -> None:
    offered = Offering.objects.filter(agency__code=OFFICE, level=int(level))
    wanted = set(offered.values_list("procedure__code", flat=True))
    assert _every_code(browser, {"co-quan": OFFICE, "muc-do": level}) == wanted


def test_levels_three_and_four_together_and_full_online(browser: Client) -> None:
    offered = Offering.objects.filter(agency__code=OFFICE, level__gte=3)
    both = set(offered.values_list("procedure__code", flat=True))
    assert both and _every_code(browser, {"co-quan": OFFICE, "muc-do": "3-4"}) == both
    full = set(offered.filter(visits=0).values_list("procedure__code", flat=True))
    assert _every_code(browser, {"co-quan": OFFICE, "muc-do": "toan-trinh"}) == full


@pytest.mark.parametrize(
    ("part", "column", "value"),
    [("linh-vuc=ho-tich", "field_name", "Hộ tịch"), ("doi-tuong=doanh-nghiep", "audiences__contains", ["business"]),
     ("su-kien=sinh-con", "life_events__contains", ["Sinh con"]), ("cap=tinh", "tiers__contains", ["province"])],
)  # fmt: skip
def test_each_way_narrows_by_itself(browser: Client, part: str, column: str, value: object) -> None:
    name, _, said = part.partition("=")
    wanted = _published(**{column: value})
    assert wanted and _every_code(browser, {name: said}) == wanted


def test_all_ways_together_and_each_taken_off_again(browser: Client) -> None:
    where, whose = f"cap=xa&co-quan={OFFICE}&linh-vuc=ho-tich", "doi-tuong=nguoi-dan&su-kien=sinh-con"
    address = f"/thu-tuc/?q=khai+sinh&{where}&muc-do=3-4&{whose}"
    page = get(browser, address)
    assert "1.001193" in _codes(page)
    chips = {one.text: one.attribute("href") for one in page.all(".mc-chips a")}
    assert list(chips) == [
        "Bỏ lọc: Cấp xã", "Bỏ lọc: Ủy ban nhân dân xã Phong Doanh", "Bỏ lọc: Hộ tịch", "Bỏ lọc: Mức độ 3, 4",
        "Bỏ lọc: Người dân", "Bỏ lọc: Sinh con", "Bỏ mọi lọc",
    ]  # fmt: skip
    assert chips["Bỏ mọi lọc"] == "/thu-tuc/?q=khai+sinh"
    for href in chips.values():
        assert len(get(browser, href).texts(".mc-chips a")) <= 6


def test_what_does_not_exist_narrows_nothing(browser: Client) -> None:
    strange = {"cap": "huyen", "co-quan": "H99", "linh-vuc": "khong-co", "muc-do": "5", "doi-tuong": "x"}
    page = get(browser, "/thu-tuc/", strange)
    assert not page.all(".mc-chips")
    assert page.all(".mc-hit")


def test_with_many_offices_one_types_the_name(browser: Client) -> None:
    many.communes(31)
    page = get(browser, "/thu-tuc/")
    assert page.texts("select#co-quan option") == [
        "Tất cả cơ quan", "Bộ thủ tục hành chính cấp xã", "Bộ thủ tục hành chính cấp tỉnh",
        "Bộ thủ tục của bộ, ngành trung ương",
    ]  # fmt: skip
    chosen = get(browser, "/thu-tuc/", {"co-quan": OFFICE})
    assert chosen.all("select#co-quan option[selected]")[0].text == "Ủy ban nhân dân xã Phong Doanh"


def test_every_published_procedure_is_at_most_three_steps_from_home(browser: Client) -> None:
    """By links alone: home, a door or "Xem thêm", the procedure."""
    seen, waiting, reached = {"/"}, ["/"], set()
    for _step in range(3):
        following = []
        for address in waiting:
            for one in get(browser, address).all("main a"):
                href = one.given.get("href", "").partition("#")[0]
                if href.startswith("/thu-tuc/") and href not in seen:
                    seen.add(href)
                    code = href.removeprefix("/thu-tuc/").partition("/")[0]
                    if href.startswith("/thu-tuc/?"):
                        following.append(href)
                    elif code not in ("", "noi"):
                        reached.add(code)
        waiting = following
    assert reached == _published()
    assert settings.MOTCUA_MOST_USED
