"""Somebody who fills forms in without a mouse: Tab, letters, arrows, space and Enter, and nothing else."""

from collections.abc import Callable, Mapping
from typing import Any

from playwright.sync_api import Page

from tests.journeys.checks import check_axe, check_no_sideways_scroll, check_targets

MOST_STOPS, MOST_ROUNDS = 400, 8
HERE = """() => { const e = document.activeElement, f = e && e.closest('main form');
    if (!e || e === document.body) return null;
    const options = e.tagName === 'SELECT' ? [...e.options].map(o => o.value) : [];
    return {tag: e.tagName, name: e.name || '', type: e.type || '', value: e.value || '', checked: !!e.checked,
            options, words: e.innerText || '', form: !!f, at: e.selectedIndex ?? -1} }"""
ON_PAGE = """() => [...document.querySelectorAll('main form [name]')].filter(e => e.type !== 'hidden').map(e =>
    ({name: e.name, type: e.type, value: e.value, checked: !!e.checked, tag: e.tagName}))"""
SORTS = """() => [...document.querySelectorAll('main form .govuk-form-group, main form')].map(group => {
    const sorts = [group, ...group.querySelectorAll('*')].map(e => [e.tagName, e.type || '', e.className,
        ...e.getAttributeNames()].join(' '));
    return group.tagName === 'FORM' ? '' : [...new Set(sorts)].sort().join('|') })"""
"""How each question of the page is built, whatever it says: two that are built alike are as accessible."""
ASTRAY = """() => { const ids = [...document.querySelectorAll('[id]')].map(e => e.id), known = new Set(ids);
    const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
    const said = (e, name) => (e.getAttribute(name) || '').split(' ').filter(id => id && !known.has(id));
    const lost = [...document.querySelectorAll('[for], [aria-describedby], [aria-labelledby], [aria-controls]')]
        .flatMap(e => ['for', 'aria-describedby', 'aria-labelledby', 'aria-controls'].flatMap(name => said(e, name)));
    const mute = [...document.querySelectorAll('main form :is(input:not([type=hidden]), select, textarea)')]
        .filter(e => !e.labels.length && !e.hasAttribute('aria-label') && !e.hasAttribute('aria-labelledby'))
        .map(e => e.name);
    return {twice, lost, mute} }"""
"""What only a whole page can have wrong: an id twice, words tied to nothing, an input without a name."""
HIDDEN = ("-count", "_shown")
"""What the page itself keeps: how many rows it shows, and which questions."""
BLANKED = {"text", "tel", "email", "textarea"}
Stop = dict[str, Any]


class Lost(AssertionError):
    """The page does not let the typist on."""


def look(page: Page, seen: set[str]) -> None:
    """Width, sizes, names and ties of a page; and all that axe knows where a question is built in a way not `seen`."""
    check_no_sideways_scroll(page)
    check_targets(page)
    astray = page.evaluate(ASTRAY)
    assert not any(astray.values()), f"{page.url}: {astray}"
    sorts = set(page.evaluate(SORTS))
    if not sorts <= seen:
        check_axe(page)
        seen |= sorts


class Typist:
    """Fills one page of a declaration at a time. `seen`: how the questions met so far were built."""

    def __init__(self, page: Page, seen: set[str]) -> None:
        self.page, self._seen = page, seen

    def fill(self, wanted: Mapping[str, str]) -> str:
        """Answer the page that is open and go on; gives the address it leads to."""
        start = self.page.url
        look(self.page, self._seen)
        for _round in range(MOST_ROUNDS):
            if self._walk({name: text for name, text in wanted.items() if not name.startswith("_") and text}):
                if self.page.url != start:
                    return self.page.url
                if problems := self.page.locator(".govuk-error-summary li").all_inner_texts():
                    raise Lost(f"{start}: {problems}")
        raise Lost(f"{start} does not go on: {self._missing(wanted)}")

    def _missing(self, wanted: Mapping[str, str]) -> list[str]:
        there = {one["name"] for one in self.page.evaluate(ON_PAGE)}
        return [name for name, text in wanted.items() if text and name not in there and not name.endswith(HIDDEN)]

    def _walk(self, wanted: Mapping[str, str]) -> bool:
        """From the top to a button that sends the page: the list of communes, another row, or the way on."""
        self.page.evaluate("document.activeElement?.blur(); scrollTo(0, 0)")
        self.page.evaluate("document.querySelector('main').setAttribute('tabindex', '-1')")
        self.page.evaluate("document.querySelector('main').focus()")
        last: Stop | None = None
        for _stop in range(MOST_STOPS):
            self.page.keyboard.press("Tab")
            here: Stop | None = self.page.evaluate(HERE)
            if here is None or (last is not None and not here["form"] and last["form"]):
                break
            if here["form"] and self._at(here, wanted):
                return True
            last = here
        return False

    def _at(self, here: Stop, wanted: Mapping[str, str]) -> bool:
        """Deal with one stop; True when the page was sent."""
        if here["type"] == "submit":
            return self._button(here, wanted)
        act: dict[str, Callable[[Stop, str], None]] = {
            "radio": self._radio, "checkbox": self._tick, "select-one": self._select,
        }  # fmt: skip
        if text := wanted.get(here["name"], ""):
            act.get(here["type"], self._type)(here, text)
        elif here["value"] and here["name"] and here["type"] in BLANKED:  # offered from the account, and not wanted
            self.page.keyboard.press("Control+a")
            self.page.keyboard.press("Delete")
        return False

    def _button(self, here: Stop, wanted: Mapping[str, str]) -> bool:
        name = here["name"]
        if name.endswith("-refresh"):
            commune = f"{name.removesuffix('-refresh')}-commune"
            listed = self.page.locator(f'select[name="{commune}"] option').count() > 1
            if not wanted.get(commune) or (listed and self._offers(commune, wanted[commune])):
                return False
        elif name:
            rows = name.removesuffix("-add")
            if rows == name or not any(one.startswith(f"{rows}-") for one in self._missing(wanted)):
                return False
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.page.wait_for_load_state()
        return True

    def _offers(self, select: str, value: str) -> bool:
        return self.page.locator(f'select[name="{select}"] option[value="{value}"]').count() > 0

    def _type(self, here: Stop, text: str) -> None:
        if here["value"] == text:
            return
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(text) if len(text) > 30 else self.page.keyboard.type(text)

    def _select(self, here: Stop, text: str) -> None:
        if text not in here["options"]:
            return
        steps = here["options"].index(text) - here["at"]
        for _press in range(abs(steps)):
            self.page.keyboard.press("ArrowDown" if steps > 0 else "ArrowUp")

    def _radio(self, here: Stop, text: str) -> None:
        if here["value"] == text and not here["checked"]:
            self.page.keyboard.press("Space")
        for _press in range(60):
            now: Stop = self.page.evaluate(HERE)
            if now["value"] == text and now["checked"]:
                return
            self.page.keyboard.press("ArrowDown")
        raise Lost(f"{here['name']} has no choice {text}")

    def _tick(self, here: Stop, text: str) -> None:
        if here["value"] in text.split(" ") and not here["checked"]:
            self.page.keyboard.press("Space")
