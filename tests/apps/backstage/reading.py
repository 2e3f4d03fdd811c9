"""Reads the posting form of a page as a browser does: every control with the value it would send."""

from html.parser import HTMLParser
from typing import Any


class _Form(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.values: dict[str, Any] = {}
        self.inside = False
        self.area: str | None = None
        self.select: str | None = None
        self.first = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = given.get("method", "get") == "post" and "novalidate" in given
        if not self.inside:
            return
        name = given.get("name", "")
        if tag == "textarea":
            self.area = name
            self.values[name] = ""
        elif tag == "select":
            self.select, self.first = name, True
        elif tag == "option" and self.select and (self.first or "selected" in given):
            self.values[self.select] = given.get("value", "")
            self.first = False
        elif tag == "input" and name:
            self._input(name, given)

    def _input(self, name: str, given: dict[str, str]) -> None:
        if given.get("type") in ("checkbox", "radio"):
            if "checked" in given:
                before = self.values.get(name)
                value = given["value"]
                more = [before] if isinstance(before, str) else before or []
                self.values[name] = [*more, value] if more else value
        elif given.get("type") != "file":
            self.values[name] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        elif tag == "textarea":
            self.area = None
        elif tag == "select":
            self.select = None

    def handle_data(self, data: str) -> None:
        if self.area:
            before = self.values[self.area]
            self.values[self.area] = (before + data).lstrip("\n") if not before else before + data


def controls(html: str) -> dict[str, Any]:
    """Name → value of the page's form that posts; ticks of one name as a list."""
    reader = _Form()
    reader.feed(html)
    reader.values.pop("csrfmiddlewaretoken", None)
    return reader.values
