"""The files of `library/units`, without a database: complete, whole in themselves, as the published lists say."""

from collections import Counter, defaultdict
from pathlib import Path

import pytest

from motcua.agencies import country, resolving
from motcua.agencies.country import Country, Key
from tests.support import shared


@pytest.fixture(scope="module")
def files(root: Path) -> Country:
    return country.read(root / "library" / "units")


def heirs(files: Country) -> dict[Key, set[Key]]:
    """Every old unit and the units of today that it leads to, as `agencies.succession` derives them."""
    direct: dict[Key, set[Key]] = defaultdict(set)
    for old, new in files.steps:
        direct[old].add(new)
    for old, news in list(direct.items()):
        earlier = {new for new in news if new[0].startswith("old")}
        direct[old] = (news - earlier) | {last for one in earlier for last in direct[one]}
    for kind in ("old_commune", "old_district"):
        for key, row in files.units.items():
            if key[0] == kind and row.parent is not None:
                today = direct[key]
                above = {files.units[one].parent for one in today} if kind == "old_district" else today
                direct[row.parent] |= {one for one in above if one is not None}
    return direct


def test_the_whole_country_is_there_before_and_after(files: Country) -> None:
    counts = Counter(kind for kind, _code in files.units)
    assert counts == {
        "province": 34, "commune": 3321,
        "old_province": 63, "old_district": 696, "old_commune": 10_035 + 1,
    }  # fmt: skip


def test_every_unit_has_its_parent_and_its_dates(files: Country) -> None:
    for key, row in files.units.items():
        assert row.parent is None or row.parent in files.units, key
        assert (row.parent is None) == (key[0] in ("province", "old_province"))
        assert row.source and row.confidence and row.folded
        assert (row.valid_to is None) != key[0].startswith("old")
        if row.confidence == country.OFFICIAL:
            assert row.valid_to in (None, country.LAST_THREE_TIER)
            assert row.valid_from in (None, country.TWO_TIER)


def test_every_old_unit_leads_to_units_of_today(files: Country) -> None:
    found = heirs(files)
    for key, row in files.units.items():
        if row.valid_to is None:
            continue
        today = found[key]
        assert today, key
        assert all(files.units[one].valid_to is None for one in today), key
        if key[0] == "old_province":
            assert len(today) == 1 and {kind for kind, _code in today} == {"province"}, key
        else:
            assert {kind for kind, _code in today} == {"commune"}, key


def test_every_commune_of_today_came_from_somewhere(files: Country) -> None:
    reached = {new for _old, new in files.steps}
    assert {key for key in files.units if key[0] == "commune"} <= reached


def test_a_divided_commune_has_several_parts_and_one_usual_heir(files: Country) -> None:
    by_old = defaultdict(list)
    for (old, _new), step in files.steps.items():
        by_old[old].append(step)
    divided = [steps for steps in by_old.values() if any(step.split for step in steps)]
    assert len(divided) == 471
    for steps in by_old.values():
        assert sum(step.default for step in steps) == 1
        assert all(step.split for step in steps) == (len(steps) > 1)


def test_no_name_has_more_bearers_than_are_looked_at(files: Country) -> None:
    most = Counter(row.folded for row in files.units.values()).most_common(1)[0][1]
    assert most < resolving.MOST_NAMESAKES


def test_no_two_units_of_one_parent_have_one_name(files: Country) -> None:
    seen = Counter((row.name, row.parent) for key, row in files.units.items())
    assert {key for key, count in seen.items() if count > 1 and key[1] is not None} == set()


def test_a_few_provinces_bring_along_only_what_led_to_them(root: Path, files: Country) -> None:
    few = country.read(root / "library" / "units", frozenset({"31"}))
    assert {row.parent for key, row in few.units.items() if key[0] == "commune"} == {("province", "31")}
    assert {code for kind, code in few.units if kind == "old_province"} == {"30", "31"}
    assert ("old_district", "318") in few.units and ("old_district", "360") not in few.units
    assert len(few.units) < 700
    assert all(files.units[key] == row for key, row in few.units.items())


def test_the_files_say_what_the_published_lists_say(files: Country) -> None:
    said = shared.read("units.json")
    old, today = said["three_tier"], said["two_tier"]
    listed = {("province", row["code"]): (row["name"], None) for row in today["provinces"]}
    listed |= {("commune", row["code"]): (row["name"], row["province_code"]) for row in today["communes"]}
    listed |= {("old_province", row["code"]): (row["name"], None) for row in old["provinces"]}
    listed |= {("old_district", row["code"]): (row["name"], row["province_code"]) for row in old["districts"]}
    listed |= {("old_commune", row["code"]): (row["name"], row["district_code"]) for row in old["communes"]}
    ours = {key: (row.name, row.parent[1] if row.parent else None) for key, row in files.units.items() if row.code}
    assert ours == listed
    table = {
        (("old_commune", code), ("commune", part["new"])): (part["split"], part.get("default", not part["split"]))
        for code, parts in said["old_to_new"].items()
        for part in parts
    }
    steps = {pair: (step.split, step.default) for pair, step in files.steps.items()}
    assert {pair: steps.get(pair) for pair in table} == table
    by_hand = set(steps) - set(table)
    assert len(by_hand) == 6 and all(files.steps[pair].confidence == "chưa xác minh" for pair in by_hand)
