"""What must hold for every definition and everything sent to it, however odd: shared by the short and the long run."""

import re
from datetime import date
from typing import Any

from hypothesis import strategies as st

from motcua.forms import engine, render
from motcua.forms.reading import posted_text
from motcua.forms.schema import FormDefinition
from tests.unit.forms import definitions
from tests.unit.forms.places import TwoProvinces
from tests.unit.forms.test_render import Page

TODAY = date(2026, 11, 23)
PLACES = TwoProvinces()


def pages_hold(data: st.DataObject, *, look: bool) -> None:
    """Some pages posted one after the other: nothing raises, nothing typed is lost, every problem has its input."""
    form = data.draw(definitions.forms())
    answers: engine.Answers = {}
    for _step in range(2):
        page = data.draw(st.sampled_from([section.key for section in form.sections]))
        posted = data.draw(definitions.posts(form, page))
        reading = engine.read_section(form, page, posted, answers, today=TODAY, places=PLACES)
        answers = reading.answers
        assert engine.settled(form, answers, TODAY) == answers
        _nothing_lost(form, page, posted, reading)
        _told(form, answers)
        if look:
            _seen(form, page, reading, answers)


def documents_hold(data: st.DataObject) -> None:
    """A document from anywhere is judged and told without harm."""
    form = data.draw(definitions.forms())
    document = data.draw(definitions.documents(form))
    problems = engine.problems(form, document, TODAY, PLACES)
    assert all(problem.message.strip() for problem in problems)
    if not isinstance(document, dict) or not all(isinstance(values, dict) for values in document.values()):
        assert problems
        return
    settled = engine.settled(form, document, TODAY)
    assert engine.settled(form, settled, TODAY) == settled
    engine.visible_sections(form, document, TODAY)
    _told(form, document)
    if not problems:
        again = {page: values for page, values in settled.items() if values}
        assert engine.problems(form, again, TODAY, PLACES) == []


def _told(form: FormDefinition, answers: Any) -> None:
    engine.review(form, answers, PLACES, TODAY)
    engine.facts(form, answers, TODAY)
    engine.prefilled(form, {}, answers, TODAY)
    engine.printed(form, answers, PLACES)
    for section in form.sections:
        engine.typed(form, section.key, answers)


def _nothing_lost(form: FormDefinition, page: str, posted: Any, reading: engine.Reading) -> None:
    """Every input that was asked comes back as typed. Rows that moved are compared where they moved to elsewhere."""
    assert all(problem.message and problem.anchor for problem in reading.problems)
    moved = {field.key for field in form.by_key[page].fields if field.fields and not _in_place(field.key, posted)}
    for name, text in reading.typed.items():
        if name in posted and name.split("-")[0] not in moved and not name.endswith(("-count", "-focus")):
            assert text == posted_text(posted, name) or _is_many(form, page, name)


def _in_place(rows: str, posted: Any) -> bool:
    """Whether the rows were posted as a page numbers them, and no button moved them."""
    buttons = {f"{rows}-add", f"{rows}-remove", f"{rows}-count"}
    numbers = {int(found[1]) for name in posted if (found := re.match(rf"{rows}-([0-9]{{1,4}})-", name))}
    return not buttons & posted.keys() and numbers == set(range(len(numbers)))


def _is_many(form: FormDefinition, page: str, name: str) -> bool:
    """Whether an input may be ticked several times; what comes back is all of it, in another shape."""
    asked = [one for field in form.by_key[page].fields for one in (field, *field.fields)]
    return any(name.split("-")[-1] == one.key for one in asked if one.of_kind.several)


def _seen(form: FormDefinition, page: str, reading: engine.Reading, answers: engine.Answers) -> None:
    if page not in {section.key for section in engine.visible_sections(form, answers, TODAY)}:
        return
    surroundings = render.RenderContext(places=PLACES, answers=answers, today=TODAY, refresh_url="/x")
    html = str(render.section(form, page, reading.typed, reading.problems, surroundings))
    seen = Page(html)
    assert len(seen.ids) == len(set(seen.ids))
    assert seen.targets <= set(seen.ids) and seen.described <= set(seen.ids)
    for item in render.summary(reading.problems):
        assert item["href"].removeprefix("#") in seen.ids, item
