"""Boats: a sale needs two people, a reason of one's own needs words, an organisation is asked no birth date."""

from datetime import date
from typing import Any

import pytest

from motcua.forms import engine, library, samples
from motcua.forms.schema import FormDefinition
from tests.unit.forms.places import TwoProvinces

TODAY = date(2026, 11, 23)
SOLD, GONE = "phuong-tien-thuy-sang-ten", "phuong-tien-thuy-xoa"


def whole(key: str, **fixed: dict[str, Any]) -> tuple[FormDefinition, engine.Answers]:
    form = library.definition(key)
    return form, samples.answers(form, 3, today=TODAY, places=TwoProvinces(), fixed=fixed)


def told(form: FormDefinition, answers: engine.Answers) -> dict[str, str]:
    found = engine.problems(form, answers, TODAY, TwoProvinces())
    return {f"{problem.section}.{problem.field}": problem.message for problem in found}


def changed(answers: engine.Answers, section: str, **values: Any) -> engine.Answers:
    return {**answers, section: {**answers[section], **values}}


def without(answers: engine.Answers, section: str, field: str) -> engine.Answers:
    return {**answers, section: {key: value for key, value in answers[section].items() if key != field}}


def test_nobody_buys_a_boat_from_themselves() -> None:
    form, answers = whole(SOLD)
    same = changed(answers, "transfer", from_name=answers["owner"]["full_name"])
    assert told(form, answers) == {} and "không thể là một người" in told(form, same)["transfer.from_name"]


def test_a_reason_of_ones_own_is_put_in_words() -> None:
    form, answers = whole(GONE)
    silent = without(answers, "request", "detail")
    assert told(form, changed(silent, "request", reason="lost")) == {}
    assert "request.detail" in told(form, changed(silent, "request", reason="other"))


@pytest.mark.parametrize("key", [SOLD, GONE])
def test_an_organisation_is_asked_its_code_and_no_birth_date(key: str) -> None:
    form, answers = whole(key, owner={"party": "organisation"})
    owner = engine.settled(form, answers, TODAY)["owner"]
    assert not {"birth_date", "personal_id", "id_paper"} & owner.keys()
    assert "owner.organisation_code" in told(form, without(answers, "owner", "organisation_code"))


@pytest.mark.parametrize("key", [SOLD, GONE])
def test_several_owners_are_all_named(key: str) -> None:
    form, answers = whole(key, owner={"shared": True})
    assert "owner.others" in told(form, without(answers, "owner", "others"))
