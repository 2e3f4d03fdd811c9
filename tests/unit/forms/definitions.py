"""Small valid definitions of every sort, and whatever people, programs or foes may send to them."""

from typing import Any

from hypothesis import strategies as st

from motcua.forms.kinds import KINDS
from motcua.forms.reading import SHOWN
from motcua.forms.schema import FormDefinition

CHOICES = {"choices": [{"value": "one", "label": "Một"}, {"value": "two", "label": "Hai"}]}
OPTIONS: dict[str, dict[str, Any]] = {"choice": CHOICES, "many": CHOICES}
PLAIN = sorted(KINDS.keys() - {"rows", "group"})
COMPUTED = ("number", "text", "date", "yes_no")
WORDS = [
    "one", "two", "31", "11001", "old", "abroad", "DE", "VN", "1", "12", "1990", "27/3/2026", "yes", "no", "An Bình",
    "036190000001", "citizen_card", "01", "0912345678", "10:20", "1.000", "a@b.vn", " ", "-1", "2", "3", "99999",
    "Nguye\u0302\u0303n", "\u202eabc", "\u200b", "=1+1", "<b>", "x" * 7000,
]  # fmt: skip
TEXTS = st.sampled_from(WORDS) | st.text(max_size=12)

Asked = tuple[str, str]
"""The name of an earlier answer as rules write it, and its type."""


@st.composite
def conditions(draw: st.DrawFn, known: list[Asked], rows: list[tuple[str, list[Asked]]]) -> str:
    """A rule that is true, false or unknown, over answers asked before."""
    made = [draw(_conditions(known, rows)) for _part in range(draw(st.integers(1, 2)))]
    rule = draw(st.sampled_from([" and ", " or "])).join(made)
    return draw(st.sampled_from([rule, f"not ({rule})"]))


@st.composite
def _conditions(draw: st.DrawFn, known: list[Asked], rows: list[tuple[str, list[Asked]]]) -> str:
    if len(rows) > 0 and draw(st.booleans()):
        name, inner = draw(st.sampled_from(rows))
        inside = draw(_conditions([(f"item.{key}", kind) for key, kind in inner], []))
        first = f"{name}.{inner[0][0]}"
        return draw(
            st.sampled_from(
                [f"any({name}, {inside})", f"all({name}, {inside})", f"count({name}) > 1", f"present({name})",
                 f"unique({first})" if inner[0][1] in ("text", "number", "date", "boolean") else f"count({name}) == 0"]
            )
        )  # fmt: skip
    if not known:
        return draw(st.sampled_from(["1 < 2", "today == today", "true"]))
    name, type_ = draw(st.sampled_from(known))
    by_type = {
        "text": [f"{name} == 'one'", f"{name} in ['two', 'x']", f"id_birth_year({name}) > 1990"],
        "number": [f"{name} > 2", f"{name} * {name} - 1 / {name} < 9", f"max({name}, 3) == 3"],
        "boolean": [name, f"{name} == true"],
        "date": [f"age({name}, today) > 20", f"{name} < today", f"days_between({name}, today) > 9"],
        "list": [f"contains({name}, 'one')", f"count({name}) > 1"],
    }
    return draw(st.sampled_from([*by_type.get(type_, []), f"present({name})"]))


@st.composite
def computations(draw: st.DrawFn, kind: str, known: list[Asked]) -> str:
    """An expression that comes to a value of this kind."""
    wanted = {"yes_no": "boolean"}.get(kind, kind)
    same = [name for name, type_ in known if type_ == wanted]
    always = {"number": "7 / 2", "text": "join('a', 1)", "date": "today", "boolean": "1 < 2"}[wanted]
    more = {
        "number": [f"{name} * 2 - 1" for name in same] + [f"100 / {name}" for name in same],
        "text": [f"join({name}, ' ', {name})" for name in same],
    }
    chosen = f"if(({always}) == ({always}), {always}, {always})"
    return draw(st.sampled_from([*same, always, *more.get(wanted, []), chosen]))


@st.composite
def questions(
    draw: st.DrawFn, key: str, known: list[Asked], rows: list[tuple[str, list[Asked]]], prefix: str = ""
) -> dict[str, Any]:
    """One question that may depend on those before it."""
    kind = draw(st.sampled_from(PLAIN))
    raw: dict[str, Any] = {"key": key, "kind": kind, "label": f"Mục {key}", "source": "thử"}
    if kind in OPTIONS:
        raw["options"] = OPTIONS[kind]
    if draw(st.booleans()):
        raw["show_when"] = draw(conditions(known, rows))
    if kind in COMPUTED and draw(st.integers(0, 4)) == 0:
        raw["compute"] = draw(computations(kind, known))
    elif draw(st.booleans()):
        raw["required"] = draw(st.just(True) | conditions(known, rows))
    return raw


@st.composite
def nested(draw: st.DrawFn, key: str, known: list[Asked], rows: list[tuple[str, list[Asked]]]) -> dict[str, Any]:
    """Rows or a group."""
    inner: list[dict[str, Any]] = []
    own = list(known)
    for number in range(draw(st.integers(1, 4))):
        asked = draw(questions(f"q{number}", own, rows))
        inner.append(asked)
        own.append((f"item.{asked['key']}", KINDS[asked["kind"]].rule_type))
    kind = draw(st.sampled_from(["rows", "rows", "group"]))
    raw: dict[str, Any] = {"key": key, "kind": kind, "label": f"Mục {key}", "source": "thử", "fields": inner,
                           "required": draw(st.booleans())}  # fmt: skip
    if kind == "rows":
        raw |= {"item": "Người", "options": {"minimum": draw(st.integers(0, 2)), "maximum": draw(st.integers(2, 5))}}
    return raw


@st.composite
def forms(draw: st.DrawFn) -> FormDefinition:
    """A definition of one to three pages, with checks."""
    known: list[Asked] = []
    rows: list[tuple[str, list[Asked]]] = []
    sections, checks = [], []
    for page in range(draw(st.integers(1, 3))):
        name, fields = f"s{page}", []
        for number in range(draw(st.integers(1, 4))):
            made = draw(_question(f"f{number}", known, rows))
            fields.append(made)
            path = f"{name}.{made['key']}"
            if made["kind"] == "rows":
                rows.append((path, [(asked["key"], KINDS[asked["kind"]].rule_type) for asked in made["fields"]]))
            elif made["kind"] == "group":
                known += [(f"{path}.{asked['key']}", KINDS[asked["kind"]].rule_type) for asked in made["fields"]]
            else:
                known.append((path, KINDS[made["kind"]].rule_type))
            if draw(st.booleans()):
                inner = f".{made['fields'][0]['key']}" if "fields" in made else ""
                checks.append({"rule": draw(conditions(known, rows)), "at": path + inner, "message": "Hãy sửa."})
        section: dict[str, Any] = {"key": name, "title": f"Phần {page}", "fields": fields}
        if page and draw(st.booleans()):
            before = [one for one in known if not one[0].startswith(name)]
            section["show_when"] = draw(conditions(before, [one for one in rows if not one[0].startswith(name)]))
        sections.append(section)
    return FormDefinition.model_validate(
        {"key": "thu", "title": "Thử", "legal_source": "thử", "sections": sections, "checks": checks}
    )


def _question(key: str, known: list[Asked], rows: list[tuple[str, list[Asked]]]) -> st.SearchStrategy[dict[str, Any]]:
    return questions(key, known, rows) | nested(key, known, rows)


def inputs(form: FormDefinition, page: str) -> list[str]:
    """The names a browser could post for one page, buttons and notes included."""
    names = [SHOWN]
    for field in form.by_key[page].fields:
        names += field.inputs
        if field.fields:
            names += [f"{field.key}-{what}" for what in ("count", "add", "remove", "focus")]
            names += [name for row in range(3) for asked in field.at(row) for name in asked.inputs]
            names += [f"{field.key}-0-{SHOWN}", f"{field.key}-777-q0"]
        if "-province" in "".join(names):
            names.append(f"{field.key}-refresh")
    return names


def posts(form: FormDefinition, page: str) -> st.SearchStrategy[dict[str, Any]]:
    """Anything sent to one page."""
    names = st.sampled_from([*inputs(form, page), "zzz", "f0-x", "-"])
    shown = st.lists(st.sampled_from(list(form.by_key[page].by_key)), max_size=4).map(" ".join)
    return st.dictionaries(names, TEXTS | shown | st.lists(TEXTS, max_size=3), max_size=25)


def documents(form: FormDefinition) -> st.SearchStrategy[Any]:
    """Anything sent as a whole document: close to right, or far from it."""
    keys = st.sampled_from([
        *form.by_key, *{key for section in form.sections for key in section.by_key}, "q0", "q1", "q2", "text", "y",
        "type", "number", "province", "facility", "address", "zzz",
    ])  # fmt: skip
    odd = st.sampled_from(["2020-02-03", {"y": 1990}])
    leaves = st.none() | st.booleans() | st.integers() | st.floats() | TEXTS | odd
    values: st.SearchStrategy[Any] = st.recursive(
        leaves, lambda inner: st.lists(inner, max_size=6) | st.dictionaries(keys, inner, max_size=5), max_leaves=12
    )
    rows = st.lists(st.dictionaries(keys, values, max_size=4), max_size=7)
    page = st.dictionaries(keys, values | rows, max_size=6)
    return st.dictionaries(st.sampled_from(list(form.by_key)), page) | st.dictionaries(keys, page | values) | values
