"""What ships in `library/procedures` is complete, in our own shape, and points at things that exist."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import ValidationError

from motcua.catalogue.library import read
from motcua.catalogue.schema import Content, ProcedureFile
from motcua.forms import engine
from motcua.forms import library as forms

FILES = sorted((Path(__file__).resolve().parents[3] / "library" / "procedures").glob("*.yaml"))
ELEVEN: dict[str, Callable[[ProcedureFile], object]] = {
    "i name": lambda p: p.name,
    "ii steps": lambda p: p.content.steps,
    "iii ways": lambda p: p.content.ways,
    "iv papers and sets": lambda p: p.components and p.content.sets,
    "v time limit": lambda p: p.content.limit_text and p.limit,
    "vi who": lambda p: p.content.subjects,
    "vii agency": lambda p: p.content.agency_text,
    "viii result": lambda p: p.content.result_text and p.result,
    "ix form, requirements, fee": lambda p: p.content.form_text and p.content.requirements and p.content.fee_text,
    "x receipt": lambda p: p.content.receipt_ways,
    "xi law": lambda p: p.content.legal_basis and p.decision,
}
each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def test_the_five_procedures_ship() -> None:
    assert [path.stem for path in FILES] == ["1.000656", "1.000894", "1.001193", "1.004873", "2.000635"]


@each_file
def test_every_procedure_tells_the_eleven_items(path: Path) -> None:
    procedure = read(path)
    assert procedure.code == path.stem
    assert [item for item, told in ELEVEN.items() if not told(procedure)] == []


@each_file
def test_the_route_ends_with_the_return_and_fits_the_limit(path: Path) -> None:
    procedure = read(path)
    assert procedure.route[-1].key == "return"
    allowed = {"same_day": 8, "working_days": 8 * procedure.limit.count}[procedure.limit.kind]
    assert sum(step.hours for step in procedure.route) <= allowed


@each_file
def test_rules_and_paths_point_at_the_form(path: Path) -> None:
    procedure = read(path)
    form = forms.definition(procedure.form)
    for rule in [paper.when for paper in procedure.components] + [procedure.fee.free_when]:
        if rule:
            engine.check_rule(form, rule)
    for page, answers in procedure.result.repeats.items():
        assert set(answers) <= form.by_key[page].by_key.keys()
    if procedure.fee.field:
        found = form.field(*procedure.fee.field.split("."))
        assert found is not None and found.kind == "number"


@each_file
def test_a_councils_fee_is_never_called_free(path: Path) -> None:
    procedure = read(path)
    if procedure.fee.rule == "council":
        assert "Hội đồng nhân dân" in procedure.content.fee_text


def test_marriage_needs_both_parties_to_come() -> None:
    marriage = read(next(path for path in FILES if path.stem == "1.000894"))
    assert marriage.delivery_methods == ["counter"]
    assert marriage.content.visits == 1


def test_a_copy_costs_eight_thousand_at_the_counter() -> None:
    copy = read(next(path for path in FILES if path.stem == "2.000635"))
    assert (copy.fee.rule, copy.fee.amount, copy.fee.per, copy.fee.collect) == (
        "fixed",
        8000,
        "copy",
        "counter",
    )


@pytest.mark.parametrize(
    "change",
    [
        {"route": []},
        {"fee": {"rule": "fixed", "note": "x"}},
        {"fee": {"rule": "free", "note": "x", "per": "copy"}},
        {"delivery_methods": ["post"]},
        {"limit": {"kind": "soon"}},
        {"unknown": 1},
    ],
)
def test_a_mistake_in_a_file_is_refused(change: dict[str, object]) -> None:
    good = read(FILES[0]).model_dump()
    with pytest.raises(ValidationError):
        ProcedureFile.model_validate({**good, **change})


def test_every_item_of_the_page_must_be_said() -> None:
    good = read(FILES[0]).content.model_dump()
    for item in ("summary", "steps", "ways", "limit_text", "agency_text", "legal_basis", "receipt_ways"):
        with pytest.raises(ValidationError):
            Content.model_validate({key: value for key, value in good.items() if key != item})
