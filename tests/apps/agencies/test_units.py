"""Old places lead to the places of today, and a shared name never decides alone."""

import re
import shutil
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from motcua.agencies import api, country, library, names, places
from motcua.agencies.models import Succession, Unit
from motcua.kit.vietnamese import sort_key

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("units")]


def heirs(text: str) -> list[str]:
    unit = api.resolve(text).unit
    assert unit is not None, api.resolve(text).candidates
    return [f"{heir.unit.name}, {heir.unit.parent}" for heir in api.successors(unit)]


def test_the_whole_country_of_two_tiers_is_there(root: Path) -> None:
    library.load_units(root / "library" / "units")
    assert len(api.Places().provinces()) == 34
    assert Unit.objects.filter(kind="commune").count() == 3321
    communes = [place.name for place in api.Places().communes("37")]
    assert "Xã Phong Doanh" in communes
    assert communes == sorted(communes, key=lambda name: sort_key(names.bare(name)))
    assert api.Places().name("13822") == "Xã Phong Doanh"
    assert api.Places().province_of("13822") == "37"


GUIDES = [
    ("Xã Yên Hưng, huyện Ý Yên, tỉnh Nam Định", "Xã Phong Doanh, Tỉnh Ninh Bình"),
    ("xa yen hung, huyen y yen", "Xã Phong Doanh, Tỉnh Ninh Bình"),
    ("Xã Bình Lãng, huyện Tứ Kỳ", "Xã Đại Sơn, Thành phố Hải Phòng"),
    ("Xã Bình Lăng, huyện Tứ Kỳ", "Xã Đại Sơn, Thành phố Hải Phòng"),
    ("Xã Thanh Giang, huyện Thanh Miện, Hải Dương", "Xã Nam Thanh Miện, Thành phố Hải Phòng"),
    ("Xã Xuân Bắc, huyện Xuân Lộc", "Xã Xuân Bắc, Thành phố Đồng Nai"),
    ("Xã Xuân Bắc, Đồng Nai", "Xã Xuân Bắc, Thành phố Đồng Nai"),
]


def test_communes_of_the_guides_lead_to_today() -> None:
    assert {old: heirs(old) for old, _ in GUIDES} == {old: [today] for old, today in GUIDES}


def test_a_name_alone_never_decides() -> None:
    for name in ("Yên Hưng", "xã Yên Hưng", "Binh Lang", "Xã Bình Lãng", "Phong Doanh"):
        found = api.resolve(name)
        assert found.unit is None, name
        assert found.candidates, name


def test_namesakes_are_told_apart_by_their_parents() -> None:
    labels = {candidate.label for candidate in api.resolve("Yên Hưng").candidates}
    assert labels == {"Xã Yên Hưng, Huyện Ý Yên, Tỉnh Nam Định", "Xã Yên Hưng, Huyện Sông Mã, Tỉnh Sơn La"}


def test_other_marks_are_only_a_candidate() -> None:
    found = api.resolve("Xã Yên Hùng, huyện Ý Yên")
    assert found.unit is None
    assert [candidate.unit.name for candidate in found.candidates] == ["Xã Yên Hưng"]


def test_a_code_of_old_and_new_is_not_guessed() -> None:
    assert api.resolve("13822").unit is None  # Yên Chính then, Phong Doanh now
    assert api.resolve("13819").unit is not None


@pytest.mark.parametrize("number", ["36", "123", "356", "360"])
def test_a_number_shorter_than_a_commune_s_code_is_no_code(number: str) -> None:
    found = api.resolve(number)
    assert found.unit is None and number not in {one.unit.code for one in found.candidates}


@pytest.mark.parametrize("text", ["huyên Ý Yen", "huyen Ý Yên", "UBND huỵên Ý Yên"])
def test_a_kind_word_with_wrong_marks_still_leads_to_its_unit(text: str) -> None:
    assert [one.unit.name for one in api.resolve(text).candidates] == ["Huyện Ý Yên"]


def test_a_district_with_wrong_marks_still_tells_namesakes_apart() -> None:
    labels = [one.label for one in api.resolve("xã Yên Hưng, huyên Ý Yên").candidates]
    assert labels == ["Xã Yên Hưng, Huyện Ý Yên, Tỉnh Nam Định"]


def test_unknown_places_give_nothing() -> None:
    for nothing in ("", " , ", "Không Có Xã Này, huyện Nào Đó", "99999"):
        found = api.resolve(nothing)
        assert found.unit is None and found.candidates == (), nothing


def test_a_split_unit_names_all_heirs_and_none_alone() -> None:
    old = Unit.objects.get(kind="old_commune", code="11143")
    found = api.successors(old)
    assert {heir.unit.name for heir in found} == {"Xã Lạc Phượng", "Xã Nguyên Giáp"}
    assert not any(heir.only for heir in found)


def test_every_hand_written_row_says_where_it_comes_from() -> None:
    assert not Succession.objects.filter(source="").exists()
    unit = api.resolve("Yên Hưng, Ý Yên").unit
    assert unit is not None and "1104" in unit.source
    assert [heir.confidence for heir in api.successors(unit)] == ["chưa xác minh"]


def test_loading_again_writes_nothing(root: Path) -> None:
    library.load_units(root / "library" / "units")
    with CaptureQueriesContext(connection) as seen:
        again = library.load_units(root / "library" / "units")
    assert (again.added, again.changed, again.removed) == (0, 0, 0)
    assert not [one["sql"] for one in seen if re.match("INSERT|UPDATE|DELETE", one["sql"])]
    assert Unit.objects.count() == again.units == 34 + 3321 + 63 + 696 + 10_035 + 1


def test_loading_puts_right_what_differs_and_keeps_what_was_added(root: Path) -> None:
    library.load_units(root / "library" / "units")
    district = Unit.objects.get(kind="old_district", code="360")
    district.name, district.aliases = "Huyện Y Yên", ["Phong Doanh Thượng"]
    district.save()
    divided = Succession.objects.filter(split=True).first()
    assert divided is not None
    Succession.objects.filter(id=divided.id).update(split=False)
    province = Unit.objects.get(kind="old_province", code="36")
    Succession.objects.create(
        old=province, new=Unit.objects.get(kind="province", code="01"), source=country.TABLE_SOURCE
    )
    done = library.load_units(root / "library" / "units")
    assert (done.added, done.changed, done.removed) == (0, 2, 1)
    district.refresh_from_db()
    divided.refresh_from_db()
    assert (district.name, district.aliases) == ("Huyện Ý Yên", ["Phong Doanh Thượng"])
    assert divided.split
    assert library.load_units(root / "library" / "units").changed == 0


def test_a_row_without_its_parent_loads_nothing(root: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(root / "library" / "units", tmp_path / "units")
    with (folder / "old_districts.csv").open("a") as file:
        file.write("999,Huyện Không Có Tỉnh,99\n")
    before = Unit.objects.count()
    with pytest.raises(KeyError), transaction.atomic():
        library.load_units(folder)
    assert Unit.objects.count() == before


def test_places_cost_one_statement_for_many_questions() -> None:
    places.forget()
    with CaptureQueriesContext(connection) as seen:
        for province in api.Places().provinces():
            api.Places().communes(province.code)
    assert len(seen) == 1


def test_typing_the_start_finds_units() -> None:
    assert [unit.name for unit in api.find_units("phong doa")] == ["Xã Phong Doanh"]
    assert api.find_units("") == []
