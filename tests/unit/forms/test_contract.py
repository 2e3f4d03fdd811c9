"""The JSON Schema of a form accepts every declaration that the form accepts, and nothing that is no declaration."""

import copy
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.forms import engine, library, samples
from motcua.forms.contract import DIALECT, json_schema
from motcua.forms.schema import FormDefinition
from tests.unit.forms.places import TwoProvinces

TODAY = date(2026, 11, 23)
KEYS = [path.stem for path in library.shipped()]
RICH: dict[str, Any] = {
    "key": "thu",
    "title": "Tờ khai thử",
    "legal_source": "thử",
    "sections": [
        {
            "key": "household",
            "title": "Hộ",
            "fields": [
                {"key": "head", "kind": "person_name", "label": "Chủ hộ", "required": True, "source": "thử"},
                {"key": "income", "kind": "money", "label": "Thu nhập", "source": "thử"},
                {"key": "owns", "kind": "many", "label": "Tài sản", "source": "thử",
                 "options": {"choices": [{"value": "house", "label": "Nhà"}, {"value": "car", "label": "Xe"}]}},
                {"key": "members", "kind": "rows", "label": "Thành viên", "item": "Người", "source": "thử",
                 "options": {"minimum": 2, "maximum": 5},
                 "fields": [
                     {"key": "name", "kind": "person_name", "label": "Họ tên", "required": True, "source": "thử"},
                     {"key": "born", "kind": "partial_date", "label": "Năm sinh", "source": "thử"},
                 ]},
                {"key": "how_many", "kind": "number", "label": "Số người", "compute": "count(members)",
                 "required": True, "source": "thử"},
            ],
        },
        {
            "key": "bank",
            "title": "Ngân hàng",
            "show_when": "household.income > 0",
            "fields": [
                {"key": "payee", "kind": "bank_account", "label": "Tài khoản", "required": True, "source": "thử"},
                {"key": "paper", "kind": "paper", "label": "Bản án", "source": "thử",
                 "options": {"asks": ["number", "date", "issuer"], "required": ["number"]}},
            ],
        },
    ],
}  # fmt: skip


@lru_cache(maxsize=64)
def checked(key: str) -> tuple[FormDefinition, jsonschema_rs.Draft202012Validator]:
    form = library.definition(key) if key != "thu" else FormDefinition.model_validate(RICH)
    return form, jsonschema_rs.Draft202012Validator(json_schema(form), validate_formats=True)


def objects(schema: Any) -> Iterator[dict[str, Any]]:
    """Every schema of an object within a schema."""
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield schema
        for part in schema.values():
            yield from objects(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from objects(part)


@pytest.mark.parametrize("key", [*KEYS, "thu"])
def test_every_object_is_closed(key: str) -> None:
    schema = json_schema(checked(key)[0])
    assert schema["$schema"] == DIALECT
    jsonschema_rs.meta.validate(schema)
    for one in objects(schema):
        assert one["additionalProperties"] is False
        assert set(one.get("required", ())) <= one["properties"].keys()


@pytest.mark.parametrize("key", [*KEYS, "thu"])
@pytest.mark.parametrize("seed", range(12))
def test_every_sample_of_every_form_keeps_the_contract(key: str, seed: int) -> None:
    form, contract = checked(key)
    answers = samples.answers(form, seed, today=TODAY, places=TwoProvinces() if seed % 2 else None)
    contract.validate(answers)


LEAVES = st.one_of(
    st.none(), st.booleans(), st.integers(-5, 3000), st.floats(allow_nan=False), st.text(max_size=12),
    st.sampled_from(["2020-02-30", "2020-02-03", "0912345678", "a.@b.vn", "a@b-.vn", "VN", "XX", "abroad", "01",
                     "036198000001", "C1234567", "24:00", "Nguyễn Thị Hoa", ""]),
    st.lists(st.sampled_from(["a", "house", "car", 1]), max_size=3),
    st.dictionaries(st.sampled_from(["y", "m", "d", "text", "province", "commune", "old", "country", "type",
                                     "number", "date", "facility", "address"]),
                    st.one_of(st.integers(0, 2030), st.sampled_from(["31", "11001", "DE", "2020-02-03", "x"])),
                    max_size=4),
)  # fmt: skip


def places_in(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every value of a document."""
    if path:
        yield path
    inner = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in inner:
        yield from places_in(value, (*path, key))


def changed(document: Any, data: st.DataObject) -> Any:
    """The document with some values replaced or gone."""
    made = copy.deepcopy(document)
    for _time in range(data.draw(st.integers(1, 3))):
        ways = list(places_in(made))
        if not ways:
            return made
        *road, last = data.draw(st.sampled_from(ways))
        node = made
        for step in road:
            node = node[step]
        if data.draw(st.booleans()):
            node[last] = data.draw(LEAVES)
        else:
            del node[last]
    return made


@pytest.mark.parametrize("key", [*KEYS, "thu"])
@given(data=st.data())
def test_what_the_form_accepts_the_contract_accepts(key: str, data: st.DataObject) -> None:
    form, contract = checked(key)
    places = TwoProvinces() if data.draw(st.booleans()) else None
    document = changed(samples.answers(form, data.draw(st.integers(0, 20)), today=TODAY, places=places), data)
    if not all(isinstance(values, dict) for values in document.values()):
        return
    settled = engine.settled(form, document, TODAY)
    if not engine.problems(form, settled, TODAY, places):
        contract.validate(settled)


def test_only_what_is_always_asked_is_required() -> None:
    schema = json_schema(checked("thu")[0])
    household, bank = schema["properties"]["household"], schema["properties"]["bank"]
    assert schema["required"] == ["household"]
    assert household["required"] == ["head"]
    assert bank["required"] == ["payee"] and "household.income > 0" in bank["description"]
    members = household["properties"]["members"]
    assert (members["minItems"], members["maxItems"]) == (2, 5)
    assert members["items"]["required"] == ["name"]
    assert household["properties"]["how_many"]["readOnly"] is True


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"household": {"head": "Trần Văn An", "stranger": 1}},
        {"household": {"head": "Trần Văn An"}, "stranger": {}},
        {"household": {"head": "Trần Văn An", "members": [{"name": "Trần Văn Bình"}]}},
        {"household": {"head": "Trần Văn An", "members": [{"name": "Trần Văn Bình"}] * 6}},
        {"household": {"head": "Trần Văn An", "owns": ["house", "house"]}},
        {"household": {"head": "Trần Văn An", "income": "1.500.000"}},
        {"household": {"head": "Trần Văn An"}, "bank": {"paper": {"number": "12"}}},
        [],
    ],
)  # fmt: skip
def test_what_is_no_declaration_is_refused(wrong: Any) -> None:
    assert not checked("thu")[1].is_valid(wrong)
