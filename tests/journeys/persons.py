"""Citizens and officers as they click and type: by the words on the screen, never by secret knowledge."""

import time
from collections.abc import Mapping

from playwright.sync_api import Page

from demo import codes
from tests.journeys.checks import check_axe, check_no_sideways_scroll
from tests.journeys.installation import Installation

PASSWORD = "Motcua-demo-2026"
LIVE_DELAY = 300
"""Milliseconds after which a part of the page that follows an answer is surely being drawn again (`forms.render`)."""


class Person:
    """Somebody with a browser. Every new kind of page met is checked for accessibility once."""

    def __init__(self, page: Page, motcua: Installation, seen: set[str]) -> None:
        self.page, self.motcua, self._seen = page, motcua, seen

    def open(self, path: str) -> None:
        self.page.goto(self.motcua.url + path)
        self.look()

    def click(self, words: str) -> None:
        """Press the button or follow the link of the page's own content with these words; look where it leads."""
        content = self.page.locator("main")
        link = content.get_by_role("link", name=words, exact=True)
        content.get_by_role("button", name=words, exact=True).or_(link).first.click()
        self.page.wait_for_load_state()
        self.look()

    def look(self) -> None:
        """Nobody reads a page of errors in silence; and every page must be usable by everyone."""
        heading = self.page.locator("h1").first.inner_text()
        assert "Máy chủ" not in heading and "Không tìm thấy trang" not in heading, heading
        if heading not in self._seen:
            self._seen.add(heading)
            check_axe(self.page)
            check_no_sideways_scroll(self.page)

    def type(self, label: str, text: str) -> None:
        self.page.get_by_label(label).first.fill(text)

    def fill(self, fields: Mapping[str, str]) -> None:
        """Answer a page of the declaration: select, tick or type, whatever each control is."""
        for name, value in fields.items():
            if not name.startswith("_"):
                self._answer(name, value)

    def _answer(self, name: str, value: str) -> None:
        control = self.page.locator(f'[name="{name}"]')
        if value and name.endswith("-commune"):
            self._list_communes(name, value)
        if not value or control.count() == 0:
            return
        kind = control.first.evaluate("e => e.type")
        live = self._scripts() and control.first.get_attribute("hx-post") is not None
        if kind in ("radio", "checkbox"):
            self.page.locator(f'[name="{name}"][value="{value}"]').check(force=True)
        elif kind.startswith("select"):
            control.first.select_option(value)
        else:
            control.first.fill(value)
            control.first.blur() if live else None
        self._settle(live)

    def _list_communes(self, name: str, value: str) -> None:
        """Without scripts the communes of a province come by its button, "Chọn xã, phường"."""
        if self._scripts() or self.page.locator(f'select[name="{name}"] option[value="{value}"]').count():
            return
        with self.page.expect_navigation():
            self.page.locator(f'[name="{name.removesuffix("-commune")}-refresh"]').click()

    def _settle(self, live: bool) -> None:
        """Let a live part of the page finish drawing itself again; it begins a moment after the answer."""
        if live:
            self.page.wait_for_timeout(LIVE_DELAY)
            self.page.wait_for_function("() => !document.querySelector('.htmx-request')")

    def _scripts(self) -> bool:
        return self.page.locator("body.js-enabled").count() > 0

    def code_by_sms(self, phone: str, ask: str) -> str:
        """Press `ask` and read the code that then arrives."""
        before = len(self.motcua.inbox(phone))
        self.click(ask)
        return self.motcua.code(phone, before)

    def sign_in_by_phone(self, phone: str) -> None:
        self.type("Số điện thoại di động", phone)
        code = self.code_by_sms(phone, "Gửi mã đăng nhập")
        self.type("Mã 6 số", code)
        self.click("Đăng nhập")

    def sign_in_as_officer(self, phone: str) -> None:
        self.open("/dang-nhap/can-bo/")
        self.type("Số điện thoại", phone)
        self.page.locator("input[type=password]").fill(PASSWORD)
        self.click("Đăng nhập")
        self.type("Mã 6 số", _next_code(self.motcua.url, phone))
        self.click("Đăng nhập")


_used: dict[tuple[str, str], int] = {}


def _next_code(installation: str, phone: str) -> str:
    """A code of the officer's app not used before: the one before, the present, the next one, then the wait."""
    now = int(time.time()) // codes.STEP
    step = max(_used.get((installation, phone), 0) + 1, now - 1)
    while step > int(time.time()) // codes.STEP + 1:
        time.sleep(0.5)
    _used[installation, phone] = step
    return codes.code(phone, step)
