"""The declarations of people who ask the state for support: disability papers, the worship of fallen soldiers."""

from typing import Any

import pytest

from motcua.forms import engine
from tests.unit.forms.test_shipped import TODAY, messages, whole


def pages(key: str, **fixed: dict[str, Any]) -> list[str]:
    form, answers = whole(key, 3, **fixed)
    return [section.key for section in engine.visible_sections(form, answers, TODAY)]


@pytest.mark.parametrize(
    ("born", "asked"),
    [({"y": 2020, "m": 11, "d": 23}, True), ({"y": 2020, "m": 11, "d": 24}, False), ({"y": 2019}, True)],
)
def test_what_a_child_can_do_is_asked_from_six_years(born: dict[str, int], asked: bool) -> None:
    form, answers = whole("xac-dinh-khuyet-tat", 3, request={"who": "representative"})
    changed = {**answers, "person": {**answers["person"], "birth_date": born}}
    shown = {section.key for section in engine.visible_sections(form, changed, TODAY)}
    assert ({"daily", "social"} <= shown) is asked
    assert {"disability", "signs"} <= shown


def test_a_child_does_not_write_its_own_request() -> None:
    form, answers = whole("xac-dinh-khuyet-tat", 3, request={"who": "self"})
    told = messages(form, answers, person__birth_date={"y": 2012, "m": 5, "d": 3}, person__personal_id=None)
    assert any("Người dưới 15 tuổi" in message for message in told)


def test_a_damaged_paper_is_changed_without_telling_the_disability_again() -> None:
    assert pages("cap-doi-giay-khuyet-tat", request={"wanted": "damaged", "who": "self"}) == ["request", "person"]
    assert "disability" in pages("cap-doi-giay-khuyet-tat", request={"wanted": "lost", "who": "self"})


def test_nobody_dies_before_being_born() -> None:
    form, answers = whole("tho-cung-liet-si")
    person = {"full_name": "Nguyễn Văn An", "relation": "father", "birth_year": 1950, "death_year": 1920}
    told = messages(form, answers, relatives__people=[person])
    assert any("Năm mất không thể trước năm sinh" in message for message in told)
