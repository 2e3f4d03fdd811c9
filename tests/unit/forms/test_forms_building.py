"""The traps of the forms about building permits (Decree 217/2026/NĐ-CP) and trees."""

from typing import Any

import pytest

from motcua.forms import engine
from tests.unit.forms.test_shipped import TODAY, messages, whole

BUILT = "giay-phep-xay-dung"
CHANGED = "dieu-chinh-giay-phep-xay-dung"


def pages(key: str, **fixed: Any) -> set[str]:
    form, answers = whole(key, **fixed)
    return {section.key for section in engine.visible_sections(form, answers, TODAY)}


@pytest.mark.parametrize(
    ("building", "page"), [("house", "house"), ("belief", "structure"), ("line", "line"), ("monument", "monument")]
)
def test_each_building_has_its_own_page(building: str, page: str) -> None:
    for kind in ("new", "repair"):
        shown = pages(BUILT, work={"kind": kind, "building": building})
        assert shown & {"house", "structure", "line", "monument", "stages", "project", "relocation"} == {page}


def test_stages_projects_and_removals_have_theirs() -> None:
    assert "stages" in pages(BUILT, work={"kind": "stage", "building": "plain"})
    assert "project" in pages(BUILT, work={"kind": "project", "building": "plain"})
    assert {"relocation", "destination"} <= pages(BUILT, work={"kind": "relocate"})


def test_the_floors_make_the_total_area_and_an_owner_draws_small_houses_only() -> None:
    floors = [{"kind": "ground", "area": 62.5, "height": 3.6}, {"kind": "ground", "area": 60, "height": 3.3}]
    house = {"grade": "four", "base_area": 62.5, "height": 7.2, "floors": floors}
    form, answers = whole(BUILT, work={"kind": "new", "building": "house"}, house=house, design={"by": "self"})
    assert (answers["house"]["floor_area"], answers["house"]["storeys"]) == (122.5, 2)
    assert messages(form, answers) == []
    assert any("không được tự vẽ" in m for m in messages(form, answers, house__height=12))
    cellar = [*floors, {"kind": "basement", "area": 40, "height": 3}]
    assert any("tầng hầm" in m for m in messages(form, answers, house__floors=cellar))


def test_a_house_fits_its_plot_and_only_a_line_has_none() -> None:
    form, answers = whole(BUILT, work={"kind": "new", "building": "house"})
    assert any("lớn hơn lô đất" in m for m in messages(form, answers, site__area=20))
    assert any("số lô đất" in m for m in messages(form, answers, site__plot=None))
    form, answers = whole(BUILT, work={"kind": "new", "building": "line"})
    assert messages(form, answers, site__plot=None, site__area=None) == []


def test_who_lost_a_permit_need_not_know_its_number() -> None:
    paper = {"date": {"y": 2026, "m": 3}, "issuer": "Ủy ban nhân dân xã Cây Đa"}
    form, answers = whole(CHANGED, work={"kind": "reissue"})
    assert messages(form, answers, permit__paper=paper) == []
    assert messages(form, answers, permit__paper={**paper, "issuer": None})


def test_a_tree_is_told_in_metres_and_centimetres() -> None:
    form, answers = whole("chat-ha-cay-xanh")
    tree = {**answers["trees"]["list"][0], "height": 2, "diameter": 250}
    assert any("xăng-ti-mét" in m for m in messages(form, answers, trees__list=[tree]))
