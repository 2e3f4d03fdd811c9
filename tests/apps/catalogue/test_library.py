"""What ships in `library/procedures` is complete, in our own shape, and points at things that exist."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from motcua.catalogue.levels import own
from motcua.catalogue.levels.conditions import CONDITIONS
from motcua.catalogue.levels.registry import Case, ask
from motcua.catalogue.library import BadText, parse, read
from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.schema import ProcedureFile
from motcua.forms import engine
from motcua.forms import library as forms
from motcua.kit.vietnamese import fold

assert own
FILES = sorted((Path(__file__).resolve().parents[3] / "library" / "procedures").glob("*.yaml"))
FIVE = ("1.000656", "1.000894", "1.001193", "1.004873", "2.000635")
each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
with_form = pytest.mark.parametrize("path", [path for path in FILES if read(path).form], ids=lambda path: path.stem)


def of(code: str) -> ProcedureFile:
    return read(next(path for path in FILES if path.stem == code))


def test_a_communes_whole_set_ships() -> None:
    """R31: one commune office lists 119 procedures."""
    documents = [read(path) for path in FILES]
    assert sum("commune" in document.tiers for document in documents) >= 119
    assert {document.code for document in documents if document.form} >= set(FIVE)


@each_file
def test_every_procedure_tells_the_eleven_items(path: Path) -> None:
    procedure = read(path)
    assert procedure.code == path.stem
    case = Case(ProcedureVersion(), procedure, None)
    lacking = [one.key for one in CONDITIONS if one.level == 1 and not ask(one.key, case).ok]
    assert lacking == []
    assert procedure.content.summary and procedure.content.keywords and procedure.content.life_events


@each_file
def test_free_is_said_only_with_a_reason_and_a_councils_fee_is_never_called_free(path: Path) -> None:
    procedure = read(path)
    if procedure.fee and procedure.fee.rule == "council":
        assert not fold(procedure.content.fee_text).startswith(("mien phi", "khong mat tien", "khong phai nop"))
    ways = procedure.content.methods
    told = ways and all(way.charges and all(one.rule in ("free", "fixed") for one in way.charges) for way in ways)
    if (procedure.fee is None or procedure.fee.rule == "unknown") and not told:
        assert "fee" in {doubt.item for doubt in procedure.doubts}, "an unknown fee is a doubt"


@with_form
def test_the_route_ends_with_the_return_and_fits_the_limit(path: Path) -> None:
    procedure = read(path)
    assert procedure.limit and procedure.route[-1].key == "return"
    if procedure.limit.reckoned() is None:
        assert "limit" in {doubt.item for doubt in procedure.doubts}, "a route without a limit waits for its office"
        return
    days = {"same_day": 1, "working_days": procedure.limit.count, "calendar_days": procedure.limit.count * 5 / 7}
    assert sum(step.hours for step in procedure.route) <= 8 * days[procedure.limit.kind]


@with_form
def test_rules_and_paths_point_at_the_form(path: Path) -> None:
    procedure = read(path)
    form = forms.definition(procedure.form)
    assert procedure.fee and procedure.result
    for rule in [paper.when for paper in procedure.components] + [procedure.fee.free_when]:
        if rule:
            engine.check_rule(form, rule)
    for page, answers in procedure.result.repeats.items():
        assert set(answers) <= form.by_key[page].by_key.keys()
    if procedure.fee.field:
        found = form.field(*procedure.fee.field.split("."))
        assert found is not None and found.kind == "number"
    for legal in procedure.legal_fields:
        assert form.field(*legal.split(".")) is not None, legal


def test_marriage_needs_both_parties_to_come() -> None:
    marriage = of("1.000894")
    assert marriage.delivery_methods == ["counter"]
    assert marriage.content.presence.required and marriage.content.presence.basis


def test_a_copy_costs_eight_thousand_at_the_counter() -> None:
    fee = of("2.000635").fee
    assert fee and (fee.rule, fee.amount, fee.per, fee.collect) == ("fixed", 8000, "copy", "counter")


@pytest.mark.parametrize(
    "change",
    [
        {"route": [{"key": "return", "role": "clerk", "title": "Trả", "hours": 1}]},
        {"fee": {"rule": "fixed", "note": "x"}},
        {"fee": {"rule": "free"}},
        {"fee": {"rule": "free", "note": "x", "per": "copy"}},
        {"delivery_methods": ["pigeon"]},
        {"limit": {"kind": "soon"}},
        {"limit": {"kind": "working_days", "count": 0}},
        {"doubts": [{"item": "weather", "why": "x"}]},
        {"unknown": 1},
    ],
)
def test_a_mistake_in_a_file_is_refused(change: dict[str, object]) -> None:
    good = of("1.001193").model_dump()
    with pytest.raises(ValidationError):
        ProcedureFile.model_validate({**good, **change})


def test_nothing_is_demanded_of_a_citizen_without_its_legal_basis() -> None:
    good = of("1.001193").model_dump()
    for demand in ({"signature": {"demanded": True}}, {"presence": {"required": True, "who": "Hai bên"}}):
        with pytest.raises(ValidationError):
            ProcedureFile.model_validate({**good, "content": {**good["content"], **demand}})


def test_shared_texts_are_spelled_out_and_an_unknown_one_is_refused() -> None:
    path = next(path for path in FILES if path.stem == "1.001193")
    text = path.read_text(encoding="utf-8") + "\nsource: {name: =tra}\n"
    found = parse(text, {"tra": "Bạn nhận kết quả."})
    assert found.source and found.source.name == "Bạn nhận kết quả."
    with pytest.raises(BadText, match="tra"):
        parse(text, {})
