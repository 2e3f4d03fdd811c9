"""The forms engine beside jsonschema-rs on the same form's JSON Schema and a Django form of the same fields.

The references do less: a JSON Schema knows no rules between fields, and Django's form neither rules nor Vietnamese
addresses. They say what the same number of fields costs where nothing else is asked.
"""

import time
from collections.abc import Callable
from datetime import date
from typing import Any

import jsonschema_rs
from django import forms as django_forms
from django.template import Context, Engine

from bench.figures import Figure, Sample, Target
from bench.part import Part, Say
from bench.place import Place
from motcua.agencies.places import Places
from motcua.forms import engine, samples
from motcua.forms.analysis import analyse
from motcua.forms.contract import json_schema
from motcua.forms.render import RenderContext
from motcua.forms.render import section as render_section
from motcua.forms.schema import FormDefinition

VALIDATE, VALIDATE_RS = "validate a form of 60 fields", "the same document by jsonschema-rs"
VALIDATE_DJANGO = "60 fields by a Django form"
RENDER_60, RENDER_15 = "draw 60 fields on one page", "draw a page of 15 fields"
DJANGO_60, DJANGO_15 = "60 fields drawn by a Django form", "15 fields drawn by a Django form"
ANALYSE = "analyse a form of 1,000 rules"
TIMES, WARM = 200, 20
KINDS = ("person_name", "date", "personal_id", "phone", "email", "text", "number", "choice", "yes_no", "address")
VALUES = ("mot", "hai", "ba", "bon")
CHOICES = {"choices": [{"value": value, "label": value.title()} for value in VALUES]}
SOURCE = "Đo"


def form_of(count: int, pages: int, rules: bool = True) -> FormDefinition:
    """`count` fields of every sort on `pages` pages; two of three have a rule that shows, requires or checks them."""
    each = count // pages
    sections, checks = [], []
    for page in range(pages):
        fields: list[dict[str, Any]] = []
        for number in range(each):
            kind = KINDS[number % len(KINDS)]
            one: dict[str, Any] = {"key": f"f{number}", "kind": kind, "label": f"Mục {page}.{number}", "source": SOURCE}
            one["options"] = CHOICES if kind == "choice" else {}
            if rules and number % 3 == 1:
                one["show_when"] = f"present(f{number - 1})"
            if rules and number % 3 == 2:
                one["required"] = f"present(f{number - 1})"
            if rules and kind == "date":
                checks.append({"rule": f"f{number} < today", "at": f"p{page}.f{number}", "message": "Ngày đã qua."})
            fields.append(one)
        sections.append({"key": f"p{page}", "title": f"Trang {page}", "fields": fields})
    return FormDefinition.model_validate(
        {"key": f"do-{count}-{pages}", "title": "Đo", "legal_source": SOURCE, "sections": sections, "checks": checks}
    )


def many_rules() -> FormDefinition:
    """A form of 1,000 rules: 160 questions shown by rules, each answer worked out by five cases, and 40 checks."""
    sections, checks = [], []
    for page in range(20):
        fields: list[dict[str, Any]] = [
            {"key": "f0", "kind": "choice", "label": f"Mục {page}.0", "source": SOURCE, "options": CHOICES}
        ]
        for number in range(1, 9):
            before = f"f{number - 1}"
            cases = [{"value": value, "when": f"{before} == '{value}' or present({before})"} for value in VALUES]
            fields.append(
                {
                    "key": f"f{number}", "kind": "choice", "label": f"Mục {page}.{number}", "source": SOURCE,
                    "options": CHOICES, "show_when": f"{before} in ['mot', 'hai']",
                    "derive": [*cases, {"value": "mot", "when": f"not present({before})"}],
                }
            )  # fmt: skip
        checks += [{"rule": f"f{one} != 'bon'", "at": f"p{page}.f{one}", "message": "Xem lại."} for one in (1, 2)]
        sections.append({"key": f"p{page}", "title": f"Trang {page}", "fields": fields})
    return FormDefinition.model_validate(
        {"key": "do-nhieu", "title": "Đo", "legal_source": SOURCE, "sections": sections, "checks": checks}
    )


def django_form(count: int) -> type[django_forms.Form]:
    """A Django form with as many fields, of the sorts it knows."""
    made: dict[str, Callable[[], django_forms.Field]] = {
        "date": django_forms.DateField, "email": django_forms.EmailField, "number": django_forms.IntegerField,
        "yes_no": django_forms.BooleanField,
        "choice": lambda: django_forms.ChoiceField(choices=[(one, one) for one in VALUES]),
    }  # fmt: skip
    fields = {}
    for number in range(count):
        kind = KINDS[number % len(KINDS)]
        fields[f"f{number}"] = made.get(kind, lambda: django_forms.CharField(max_length=200))()
        fields[f"f{number}"].required = False
    return type("Measured", (django_forms.Form,), fields)


def measured(_place: Place, _say: Say) -> Part:
    """In this process; each figure and its reference take turns, so that both meet the same noise."""
    whole, page = form_of(60, 6), form_of(60, 1)
    small, places, today = form_of(15, 1), Places(), date.today()
    document = samples.answers(whole, 1, today=today, places=places)
    judge = jsonschema_rs.validator_for(json_schema(whole))
    plain_60, plain_15 = django_form(60), django_form(15)
    typed = {f"f{number}": "1" for number in range(60)}
    template = Engine().from_string("{{ form }}")
    rules = many_rules()
    figures = _turns(
        {
            VALIDATE: lambda: engine.problems(whole, document, today, places),
            VALIDATE_RS: lambda: judge.is_valid(document),
            VALIDATE_DJANGO: lambda: plain_60(typed).is_valid(),
            RENDER_60: _drawing(page, places, today),
            DJANGO_60: lambda: template.render(Context({"form": plain_60().as_div()})),
            RENDER_15: _drawing(small, places, today),
            DJANGO_15: lambda: template.render(Context({"form": plain_15().as_div()})),
        }
    )
    figures.append(Figure.of(ANALYSE, [_once(lambda: analyse(rules)) for _time in range(3)]))
    return Part("The engine of forms, in this process", figures, _targets(figures))


def _drawing(form: FormDefinition, places: Places, today: date) -> Callable[[], object]:
    answers = samples.answers(form, 1, today=today, places=places)
    key = form.sections[0].key
    typed = engine.typed(form, key, answers)
    context = RenderContext(places=places, answers=answers, refresh_url="/x/", today=today)
    return lambda: render_section(form, key, typed, (), context)


def _once(work: Callable[[], object]) -> Sample:
    began = time.perf_counter()
    work()
    return Sample(time.perf_counter() - began)


def _turns(works: dict[str, Callable[[], object]]) -> list[Figure]:
    found: dict[str, list[Sample]] = {name: [] for name in works}
    for turn in range(WARM + TIMES):
        for name, work in works.items():
            sample = _once(work)
            if turn >= WARM:
                found[name].append(sample)
    return [Figure.of(name, taken) for name, taken in found.items()]


def _targets(figures: list[Figure]) -> list[Target]:
    """The promises of the engine."""
    by_name = {one.name: one for one in figures}
    wanted = ((VALIDATE, 3.0), (RENDER_60, 45.0), (RENDER_15, 15.0), (ANALYSE, 1000.0))
    return [Target(name, most, by_name[name].median * 1000, "ms", True) for name, most in wanted]
