"""What a page shows, taken out of its HTML as a person would find it."""

import html
import re
from typing import Any


def buttons(answer: Any) -> list[tuple[str, str]]:
    """(words, address) of the links that look like buttons."""
    found = re.findall(r'<a class="govuk-button[^"]*" href="([^"]+)"[^>]*>([^<]+)</a>', answer.text)
    return [(html.unescape(words).strip(), html.unescape(href)) for href, words in found]


def problems(answer: Any) -> list[str]:
    """The entries that the error summary leads to, in its order."""
    body = answer.text
    start = body.find("govuk-error-summary__list")
    return re.findall(r'<a href="#([^"]+)"', body[start : body.find("</ul>", start)]) if start >= 0 else []


def first_question(answer: Any) -> str:
    """The name of the first thing that can be ticked."""
    found = re.search(r'type="checkbox" id="([^"]+)"', answer.text)
    assert found, "nothing to tick"
    return found[1]


def codes(answer: Any) -> list[str]:
    """The dossier codes of a list, from top to bottom."""
    return re.findall(r'class="mc-row__code">([^<]+)<', answer.text)


def link(answer: Any, words: str) -> str | None:
    """Where the link with these words leads."""
    for href, inside in re.findall(r'<a [^>]*href="([^"]+)"[^>]*>(.*?)</a>', answer.text, re.DOTALL):
        if words in re.sub(r"<[^>]+>", " ", inside):
            return html.unescape(href)
    return None
