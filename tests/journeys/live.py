"""Somebody who fills forms in by finger on a telephone with scripts: what an answer brings comes at once."""

import re
from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Locator, Page

from tests.journeys.typist import look

DRAWN = "() => { window.drawn = 0; document.body.addEventListener('htmx:afterSettle', () => window.drawn++) }"
FILLED = """() => [...document.querySelectorAll('main form [name]')].filter(e => e.type !== 'hidden')
    .filter(e => e.type === 'radio' || e.type === 'checkbox' ? e.checked : e.value && e.tagName !== 'BUTTON')
    .map(e => ({name: e.name, type: e.type, value: e.value}))"""
PATIENCE = 20_000


class Finger:
    """Answers the page that is open. `seen`: how the questions met so far were built."""

    def __init__(self, page: Page, seen: set[str]) -> None:
        self.page, self._seen = page, seen

    def fill(self, wanted: Mapping[str, str]) -> None:
        """Everything on one page, and on: no question may come only after "Tiếp tục"."""
        self.page.evaluate(DRAWN)
        look(self.page, self._seen)
        answers = {name: text for name, text in wanted.items() if not name.startswith("_")}
        self._clear(answers)
        for name, text in answers.items():
            if not name.endswith(("-count", "_shown")):
                self._answer(name, text)
        self._clear(answers)
        look(self.page, self._seen)
        start = self.page.url
        self.page.get_by_role("button", name="Tiếp tục", exact=True).last.click()
        self.page.wait_for_load_state()
        problems = self.page.locator(".govuk-error-summary li").all_inner_texts()
        assert self.page.url != start, f"{start} does not go on: {problems or self._controls()}"

    def _controls(self) -> list[str]:
        return [one["name"] for one in self.page.evaluate(FILLED)]

    def _answer(self, name: str, text: str) -> None:
        inputs = self.page.locator(f'[name="{name}"]')
        if inputs.count() == 0:
            self._add_row(name)
        assert inputs.count(), f"{self.page.url} never asked {name}"
        kind = inputs.first.evaluate("e => e.type")
        if kind == "radio":
            self._tick(self.page.locator(f'[name="{name}"][value="{text}"]'))
        elif kind == "checkbox":
            for value in text.split(" "):
                self._tick(self.page.locator(f'[name="{name}"][value="{value}"]'))
        elif inputs.first.input_value() != text:
            select = kind.startswith("select")
            self._do(inputs.first, lambda one: one.select_option(text) if select else (one.fill(text), one.blur()))

    def _tick(self, box: Locator) -> None:
        if not box.is_checked():
            self._do(box, lambda one: one.check(force=True))

    def _do(self, control: Locator, act: Any) -> None:
        """Change one answer; where others hang on it, wait until the page is drawn again."""
        live = control.get_attribute("hx-post") is not None
        before = self.page.evaluate("window.drawn")
        act(control)
        if live:
            self.page.wait_for_function("before => window.drawn > before", arg=before, timeout=PATIENCE)

    def _add_row(self, name: str) -> None:
        """The next row of "things-1-name" comes by the button "things-add"."""
        if (match := re.fullmatch(r"([a-z_]+)-\d+-.+", name)) and (
            button := self.page.locator(f'button[name="{match[1]}-add"]')
        ).count():
            self._do(button, lambda one: one.click())

    def _clear(self, wanted: Mapping[str, str]) -> None:
        """What was offered and is not so."""
        for one in self.page.evaluate(FILLED):
            name, kind, value = one["name"], one["type"], one["value"]
            control = self.page.locator(f'[name="{name}"]')
            if kind == "checkbox" and value not in wanted.get(name, "").split(" "):
                self._do(control.and_(self.page.locator(f'[value="{value}"]')), lambda box: box.uncheck(force=True))
            elif name not in wanted and kind.startswith("select"):
                self._do(control.first, lambda list_: list_.select_option(""))
            elif name not in wanted and kind not in ("radio", "checkbox"):
                self._do(control.first, lambda box: (box.fill(""), box.blur()))
