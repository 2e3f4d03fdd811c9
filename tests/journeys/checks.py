"""What every page must satisfy, asked of a real browser."""

import gzip
import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Response, TimeoutError

ROOT = Path(__file__).resolve().parents[2]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
AXE_SECONDS = 60
HTML = "text/html; charset=utf-8"


@cache
def _axe() -> str:
    return (ROOT / "node_modules/axe-core/axe.min.js").read_text()


def settle(page: Page) -> None:
    """Wait until the page that a click led to is whole.

    A click returns when its page begins to come: with the processor busy, a check asked then meets a document that
    has no root element yet.
    """
    page.wait_for_load_state("load")


def check_axe(page: Page) -> None:
    """Fail with a readable list when axe finds a violation.

    axe needs timers: a page without JavaScript is drawn again, as it stands, where the checker may run. The library
    is evaluated by the debugger, which the page's content policy does not bind. A browser that stops answering in the
    middle of a check (seen once in a thousand) gets one more try on a copy of the page.
    """
    settle(page)
    if page.locator("script[data-components]").count() and not page.locator("body.js-enabled").count():
        _check_copy(page)
        return
    try:
        _run_axe(page)
    except TimeoutError:
        _check_copy(page)


def _check_copy(page: Page) -> None:
    browser = page.context.browser
    assert browser is not None
    html = re.sub(r"<script\b.*?</script>", "", page.content(), flags=re.DOTALL)
    context = browser.new_context(viewport=page.viewport_size)
    try:
        copy = context.new_page()
        address = page.url
        copy.route(lambda url: url == address, lambda route: route.fulfill(body=html, content_type=HTML))
        copy.goto(address)
        _run_axe(copy)
    finally:
        context.close()


def _run_axe(page: Page) -> None:
    """Start axe and ask for its answer with a limit: waiting inside the page would have none."""
    page.evaluate(_axe())
    page.evaluate(
        """tags => { window.axeFound = null;
        axe.run(document, {runOnly: {type: 'tag', values: tags}}).then(
            found => { window.axeFound = found },
            error => { window.axeFound = {violations: [], error: `${error}`} }) }""",
        TAGS,
    )
    found: dict[str, Any] = page.wait_for_function("() => window.axeFound", timeout=AXE_SECONDS * 1000).json_value()
    assert "error" not in found, f"axe on {page.url}: {found['error']}"
    problems = [
        f"{rule['id']} ({rule['impact']}): {rule['help']}\n    "
        + "\n    ".join(
            node["html"][:160] + " | " + (node.get("failureSummary") or "").replace("\n", " ")[:300]
            for node in rule["nodes"][:4]
        )
        for rule in found["violations"]
    ]
    assert not problems, f"axe on {page.url}:\n" + "\n".join(problems)


@dataclass(frozen=True)
class Weight:
    """What the first visit of a page costs: bytes as a compressing server sends them, requests, scripts' share."""

    total: int
    scripts: int
    requests: int
    detail: str


def page_weight(page: Page, address: str) -> Weight:
    """Open `address` with an empty cache and weigh what comes. Text is counted compressed (gzip 6)."""
    seen: list[Response] = []

    def note(response: Response) -> None:
        seen.append(response)

    page.on("response", note)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.remove_listener("response", note)
    sizes: dict[str, int] = {}
    scripts = 0
    for response in seen:
        if not response.url.startswith("http"):
            continue
        body = response.body()
        kind = response.headers.get("content-type", "")
        text = any(word in kind for word in ("text", "javascript", "json", "svg"))
        size = len(gzip.compress(body, 6)) if text else len(body)
        sizes[response.url] = size
        scripts += size if "javascript" in kind else 0
    return Weight(sum(sizes.values()), scripts, len(sizes), json.dumps(sizes, indent=1))


def check_no_sideways_scroll(page: Page) -> None:
    """A page never scrolls sideways; a wide table scrolls in its own box."""
    settle(page)
    wide = page.evaluate(
        """() => document.documentElement.scrollWidth <= innerWidth ? [] :
        [...document.querySelectorAll('body *')]
        .filter(e => !e.closest('.mc-scroll') && e.getBoundingClientRect().right > innerWidth)
        .map(e => e.tagName + '.' + e.className + ' ' + Math.round(e.getBoundingClientRect().right)).slice(0, 8)"""
    )
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{page.url} is too wide: {wide}"


def check_targets(page: Page, smallest: int = 44) -> None:
    """Every control that a thumb must hit is at least `smallest` px high. Links inside a sentence are not controls."""
    settle(page)
    small = page.evaluate(
        """smallest => [...document.querySelectorAll(
            'button, select, textarea, summary, label.govuk-button, a.govuk-button, a.mc-tap, nav a, footer a,'
            + '.govuk-back-link,'
            + 'input:not([type=hidden]):not([type=radio]):not([type=checkbox])')]
        .filter(e => e.checkVisibility() && !e.closest('.govuk-breadcrumbs, [aria-hidden=true]'))
        .filter(e => !(e.type === 'file' && getComputedStyle(e).opacity === '0'))
        .map(e => [e.outerHTML.slice(0, 90), e.getBoundingClientRect().height])
        .filter(([, height]) => height < smallest - 0.5)""",
        smallest,
    )
    assert not small, f"controls under {smallest} px on {page.url}: {small}"


def check_focus_is_visible(page: Page) -> None:
    """Tab through the page; every stop must look different from how it looked before."""
    settle(page)
    look = """e => { const s = getComputedStyle(e), n = e.nextElementSibling;
        const f = n ? getComputedStyle(n, '::before').boxShadow + getComputedStyle(n).backgroundColor : '';
        return [s.outline, s.boxShadow, s.backgroundColor, s.borderColor, f].join('|') }"""
    page.evaluate("document.activeElement?.blur(); scrollTo(0, 0)")
    seen = 0
    for _ in range(25):
        page.keyboard.press("Tab")
        active = page.evaluate_handle("document.activeElement").as_element()
        assert active is not None
        if active.evaluate("e => e === document.body"):
            break
        focused = active.evaluate(look)
        plain = active.evaluate(f"e => {{ e.blur(); const r = ({look})(e); e.focus(); return r }}")
        assert focused != plain, f"focus is invisible on {active.evaluate('e => e.outerHTML.slice(0, 120)')}"
        seen += 1
    assert seen > 3, "the keyboard reaches nothing"
