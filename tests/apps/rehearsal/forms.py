"""Small forms to rehearse, sound ones and ones with a planted fault."""

from typing import Any

from motcua.forms.schema import FormDefinition

SOURCE = "Luật thử, Điều 1"
COLOURS = [{"value": value, "label": f"Màu {value}"} for value in ("red", "green", "blue")]


def field(key: str, kind: str = "text", **more: Any) -> dict[str, Any]:
    return {"key": key, "kind": kind, "label": f"Mục thử {key}", "source": SOURCE, **more}


def colour(key: str, **more: Any) -> dict[str, Any]:
    return field(key, "choice", options={"choices": COLOURS}, **more)


def check(rule: str, at: str, message: str = "Hãy sửa mục này.") -> dict[str, Any]:
    return {"rule": rule, "at": at, "message": message, "source": SOURCE}


def form(*fields: dict[str, Any], checks: Any = (), key: str = "thu") -> FormDefinition:
    section = {"key": "one", "title": "Một", "fields": list(fields)}
    legal = [{"asks": "Mục thử", "at": [f"one.{fields[0]['key']}"], "source": SOURCE}]
    return FormDefinition.model_validate({
        "key": key, "title": "Tờ khai thử", "legal_source": SOURCE, "sections": [section], "checks": list(checks),
        "legal": legal,
    })  # fmt: skip


def rich() -> FormDefinition:
    """Something of everything: choices, rules, rows, groups, worked-out answers, dates, checks of rows."""
    people = field("people", "rows", item="Người", options={"minimum": 2, "maximum": 12}, required=True, fields=[
        field("name", "person_name", required=True), colour("colour", required=True),
        field("why", show_when="item.colour == 'red'", required=True),
        field("age", "number", options={"minimum": 0, "maximum": 120}),
    ])  # fmt: skip
    return form(
        colour("a", required=True), field("note", show_when="a == 'green' or a == 'blue'", required="a == 'green'"),
        field("born", "date", required=True), field("late", "choice", options={"choices": COLOURS}, derive=[
            {"value": "red", "when": "days_between(born, today) > 60"}, {"value": "green", "when": "present(born)"}]),
        field("flag", "yes_no"), people,
        field("count", "number", compute="count(people)"),
        field("fee", "money", compute="if(count(people) > 5, 8000 * count(people), 0)"),
        field("home", "group", fields=[field("road", required=True), field("door", "number")]),
        checks=[
            check("age(born, today) < 100", "one.born", "Người này quá 100 tuổi. Hãy xem lại."),
            check("unique(people.name)", "one.people", "Hai người trùng tên. Hãy sửa."),
            check("item.colour != 'blue' or item.age > 3", "one.people.age", "Bé quá. Hãy xem lại tuổi."),
            check("not (a == 'red' and flag)", "one.flag", "Màu đỏ thì chọn Không. Hãy sửa."),
        ],
    )  # fmt: skip
