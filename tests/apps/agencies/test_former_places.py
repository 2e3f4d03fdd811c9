"""Old communes, districts and provinces, as people name them, lead with their dates to the communes of today."""

import random

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from motcua.agencies import api, succession
from motcua.agencies.models import Unit

pytestmark = pytest.mark.django_db
OF_Y_YEN = {
    "Xã Phong Doanh", "Xã Tân Minh", "Xã Vạn Thắng", "Xã Vũ Dương", "Xã Ý Yên", "Xã Yên Cường", "Xã Yên Đồng",
}  # fmt: skip


@pytest.mark.usefixtures("whole")
def test_every_old_unit_of_the_country_has_heirs_that_exist_today() -> None:
    with CaptureQueriesContext(connection) as seen:
        traced = succession.trace(Q())
    assert len(seen) == 1
    old = Unit.objects.filter(kind__in=["old_commune", "old_district"])
    childless = set(old.filter(kind="old_district", children=None))
    assert set(traced) == set(old.filter(kind="old_commune")) | childless
    assert len(childless) == 5
    for unit, heirs in traced.items():
        assert heirs, unit.life
        assert all(heir.unit.kind == "commune" and heir.unit.valid_to is None for heir in heirs)
        assert all(heir.only for heir in heirs) == (len(heirs) == 1), unit.life
        assert [heir.usual for heir in heirs] == [True] + [False] * (len(heirs) - 1), unit.life
    for province in Unit.objects.filter(kind="old_province"):
        assert [heir.unit.kind for heir in api.successors(province)] == ["province"]


@pytest.mark.usefixtures("whole")
def test_a_full_name_means_its_unit_with_and_without_its_date() -> None:
    units = list(Unit.objects.filter(kind__startswith="old").select_related("parent__parent"))
    random.seed(20250630)
    for unit in random.sample(units, 150):
        _means(unit)


@pytest.mark.proof
@pytest.mark.usefixtures("whole")
def test_every_full_name_means_its_unit() -> None:
    for unit in Unit.objects.filter(kind__startswith="old").select_related("parent__parent"):
        _means(unit)


def _means(unit: Unit) -> None:
    """Its full name gives itself, or the unit of today that it still is; nothing else."""
    for text in (unit.life, ", ".join((unit.name, *unit.parents())).upper()):
        found = api.resolve(text)
        if unit.kind == "old_province" and found.unit is None:
            assert len({one.unit.name for one in found.candidates[:2]}) == 1, text
            continue
        assert found.unit is not None, text
        if found.unit != unit:
            assert (found.unit.code, found.unit.folded) == (unit.code, unit.folded), text
            assert found.unit.valid_to is None, text
            assert [heir.unit for heir in api.successors(unit)] == [found.unit], text


@pytest.mark.usefixtures("whole")
@pytest.mark.parametrize(
    "text",
    [
        "UBND huyện Ý Yên", "Ủy ban nhân dân huyện Ý Yên", "Uỷ ban nhân dân huyện Ý Yên, tỉnh Nam Định",
        "huyen y yen", "Ý Yên, Nam Định", "Huyện Ý Yên (đến 30/6/2025)", "H. Ý Yên", "ubnd huyen y yen tinh nam dinh",
    ],
)  # fmt: skip
def test_the_district_office_leads_to_the_communes_of_today(text: str) -> None:
    unit = api.resolve(text).unit
    assert unit is not None and unit.life == "Huyện Ý Yên, tỉnh Nam Định (đến 30/6/2025)"
    with CaptureQueriesContext(connection) as seen:
        heirs = api.successors(unit)
    assert len(seen) <= 2
    assert {heir.unit.name for heir in heirs} == OF_Y_YEN
    assert {heir.unit.parent.name for heir in heirs if heir.unit.parent} == {"Tỉnh Ninh Bình"}


@pytest.mark.usefixtures("whole")
@pytest.mark.parametrize(
    ("text", "life"),
    [
        ("quận Ba Đình", "Quận Ba Đình, thành phố Hà Nội (đến 30/6/2025)"),
        ("TP Thủ Đức", "Thành phố Thủ Đức, thành phố Hồ Chí Minh (đến 30/6/2025)"),
        ("UBND TP. Thủ Đức, TP.HCM", "Thành phố Thủ Đức, thành phố Hồ Chí Minh (đến 30/6/2025)"),
        ("thị xã Sơn Tây, Hà Nội", "Thị xã Sơn Tây, thành phố Hà Nội (đến 30/6/2025)"),
        ("UBND thị xã Chũ", "Thị xã Chũ, tỉnh Bắc Giang (đến 30/6/2025)"),
        ("thị xã Kỳ Anh, Hà Tĩnh", "Thị xã Kỳ Anh, tỉnh Hà Tĩnh (đến 30/6/2025)"),
        ("P.5, Q.3, TP.HCM", "Phường 5, quận 3, thành phố Hồ Chí Minh (đến 30/6/2025)"),
        ("huyen ky anh, ha tinh", "Huyện Kỳ Anh, tỉnh Hà Tĩnh (đến 30/6/2025)"),
        ("UBND tỉnh Nam Định", "Tỉnh Nam Định (đến 30/6/2025)"),
        ("tỉnh Bà Rịa Vũng Tàu", "Tỉnh Bà Rịa - Vũng Tàu (đến 30/6/2025)"),
        ("tỉnh Hòa Bình", "Tỉnh Hoà Bình (đến 30/6/2025)"),
        ("Tỉnh Thừa Thiên Huế", "Thành phố Huế"),
        ("thành phố Hà Nội", "Thành phố Hà Nội"),
        ("Xã Phong Doanh, Ninh Bình", "Xã Phong Doanh, tỉnh Ninh Bình (từ 1/7/2025)"),
        ("Xã Ea H’Leo, huyện Ea H’Leo, Đắk Lắk", "Xã Ea H'leo, huyện Ea H'leo, tỉnh Đắk Lắk (đến 30/6/2025)"),
        ("huyện Côn Đảo", "Huyện Côn Đảo, tỉnh Bà Rịa - Vũng Tàu (đến 30/6/2025)"),
    ],
)
def test_places_as_people_write_them(text: str, life: str) -> None:
    found = api.resolve(text)
    assert found.unit is not None, [one.life for one in found.candidates]
    assert found.unit.life == life
    assert api.successors(found.unit)


@pytest.mark.usefixtures("whole")
@pytest.mark.parametrize(
    ("text", "among"),
    [
        ("huyện Châu Thành", "Huyện Châu Thành, tỉnh Trà Vinh (đến 30/6/2025)"),
        ("huyện Tân Uyên", "Thành phố Tân Uyên, tỉnh Bình Dương (đến 30/6/2025)"),
        ("thị xã Sơn Tây", "Huyện Sơn Tây, tỉnh Quảng Ngãi (đến 30/6/2025)"),
        ("Kỳ Anh, Hà Tĩnh", "Thị xã Kỳ Anh, tỉnh Hà Tĩnh (đến 30/6/2025)"),
        ("tỉnh Bắc Ninh", "Tỉnh Bắc Ninh (đến 30/6/2025)"),
        ("Nam Định", "Tỉnh Nam Định (đến 30/6/2025)"),
        ("xã Tân Thành", ""),
        ("Phường 1", ""),
        ("Quận 1, phường 1", "Quận 1, thành phố Hồ Chí Minh (đến 30/6/2025)"),
        ("huyện Y Yên", "Huyện Ý Yên, tỉnh Nam Định (đến 30/6/2025)"),
        ("Xã Yên Hưng, tỉnh Ninh Bình", "Xã Yên Hưng, huyện Ý Yên, tỉnh Nam Định (đến 31/8/2024)"),
    ],
)
def test_namesakes_are_shown_with_parents_and_dates_and_none_is_chosen(text: str, among: str) -> None:
    found = api.resolve(text)
    lives = [one.life for one in found.candidates]
    assert found.unit is None
    assert 0 < len(lives) <= 20 and len(set(lives)) == len(lives)
    assert not among or among in lives


@pytest.mark.usefixtures("whole")
def test_a_commune_that_kept_its_name_but_lost_land_is_asked_about() -> None:
    rows = Unit.objects.filter(kind="old_commune", became__split=True, became__new__kind="commune")
    kept = [unit for unit in rows.distinct().select_related("parent__parent") if _kept(unit)]
    assert kept
    unit = kept[0]
    province = api.successors(unit)[0].unit.parent
    assert unit.parent is not None and unit.parent.parent is not None and province is not None
    if unit.parent.parent.name == province.name:
        assert api.resolve(f"{unit.name}, {province.name}").unit is None
    assert api.resolve(f"{unit.name}, {unit.parent.name}, {unit.parent.parent.name}").unit == unit


def _kept(unit: Unit) -> bool:
    return Unit.objects.filter(kind="commune", code=unit.code, name=unit.name).exists()


@pytest.mark.usefixtures("whole")
def test_resolving_costs_one_statement_and_at_most_three() -> None:
    for text, most in (("UBND huyện Ý Yên", 1), ("Tân Thành", 1), ("Không Có Xã Này - Đâu Cả huyen nao do", 3)):
        with CaptureQueriesContext(connection) as seen:
            for one in api.resolve(text).candidates:
                assert one.life
        assert len(seen) <= most, text


@pytest.mark.usefixtures("units")
def test_a_unit_of_today_tells_what_it_was_made_of() -> None:
    phong_doanh = api.commune("13822")
    assert phong_doanh is not None
    with CaptureQueriesContext(connection) as seen:
        made_of = [one.unit.life for one in api.former(phong_doanh)]
    assert len(seen) <= 3
    assert made_of == [
        "Xã Phú Hưng, huyện Ý Yên, tỉnh Nam Định (đến 30/6/2025)",
        "Xã Yên Chính, huyện Ý Yên, tỉnh Nam Định (đến 30/6/2025)",
        "Xã Yên Hưng, huyện Ý Yên, tỉnh Nam Định (đến 31/8/2024)",
        "Xã Yên Thọ, huyện Ý Yên, tỉnh Nam Định (đến 30/6/2025)",
    ]
    part = api.commune(Unit.objects.get(name="Xã Nguyên Giáp", kind="commune").code)
    assert part is not None
    assert {False, True} >= {one.whole for one in api.former(part)} >= {False}
    province = Unit.objects.get(kind="province", code="37")
    assert [one.unit.name for one in api.former(province)] == ["Tỉnh Hà Nam", "Tỉnh Nam Định", "Tỉnh Ninh Bình"]


@pytest.mark.usefixtures("whole")
def test_browsing_from_province_to_commune_costs_a_statement_a_page() -> None:
    api.forget()
    with CaptureQueriesContext(connection) as seen:
        provinces = api.provinces_then_and_now()
        districts = api.districts_of("36")
        communes = api.communes_of("360")
        taken = api.heirs_of_district("360")
        again = (api.provinces_then_and_now(), api.districts_of("36"), api.heirs_of_district("360"))
    assert len(seen) <= 5
    assert again == (provinces, districts, taken)
    ninh_binh = next(one for one in provinces if one.today.code == "37")
    assert [old.name for old in ninh_binh.former] == ["Tỉnh Hà Nam", "Tỉnh Nam Định", "Tỉnh Ninh Bình"]
    assert len(provinces) == 34 and sum(len(one.former) for one in provinces) == 63
    assert "Huyện Ý Yên" in [one.name for one in districts]
    assert {one.today.name for one in taken} == OF_Y_YEN
    named = [old for one in taken for old in (*one.whole, *one.in_part)]
    assert set(named) == set(communes)
    assert "Xã Yên Hưng" in [old.name for old in next(one for one in taken if one.today.code == "13822").whole]


@pytest.mark.usefixtures("whole")
def test_an_island_district_without_communes_became_one_commune() -> None:
    taken = api.heirs_of_district("755")
    assert [(one.today.name, one.whole, one.in_part) for one in taken] == [("Đặc khu Côn Đảo", (), ())]
    assert [one.unit.life for one in api.former(Unit.objects.get(kind="commune", code="26732"))] == [
        "Huyện Côn Đảo, tỉnh Bà Rịa - Vũng Tàu (đến 30/6/2025)"
    ]


@pytest.mark.usefixtures("units")
@pytest.mark.parametrize("code", ["", "999", "x" * 5000, "'; --"])
def test_unknown_codes_show_nothing(code: str) -> None:
    assert api.districts_of(code) == api.communes_of(code) == api.heirs_of_district(code) == []
