"""Reading a page as a person would: links and buttons by their words, parts by a small part of CSS."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.test import Client

VOID = {"meta", "link", "input", "br", "img", "path", "hr"}
STEP = re.compile(r"\s*([>+ ])?\s*([a-z0-9]*)((?:[.#][\w-]+|\[[^\]]+\])*)")


@dataclass(eq=False)
class Node:
    """An element. `text` is what it says, blanks collapsed."""

    tag: str
    given: dict[str, str]
    parent: "Node | None" = None
    parts: list["Node | str"] = field(default_factory=list)

    @property
    def text(self) -> str:
        words = " ".join(part if isinstance(part, str) else part.text for part in self.parts)
        return re.sub(r"\s+", " ", words).strip()

    def attribute(self, name: str) -> str:
        return self.given[name]

    @property
    def children(self) -> list["Node"]:
        return [part for part in self.parts if isinstance(part, Node)]

    def walk(self) -> list["Node"]:
        return [self, *(deeper for child in self.children for deeper in child.walk())]

    def all(self, selector: str) -> list["Node"]:
        """Elements by tag, .class, #id, [attribute=value], joined by blank, > or +; in page order."""
        found = [self]
        for joint, tag, marks in STEP.findall(selector.strip()):
            if tag or marks:
                reached = {id(one): one for start in found for one in _reach(start, joint) if _fits(one, tag, marks)}
                found = list(reached.values())
        return found

    def texts(self, selector: str) -> list[str]:
        return [one.text for one in self.all(selector)]


def _reach(start: Node, joint: str) -> list[Node]:
    if joint == ">":
        return start.children
    if joint == "+":
        siblings = start.parent.children if start.parent else []
        return siblings[siblings.index(start) + 1 :][:1]
    return start.walk()[1:]


def _fits(node: Node, tag: str, marks: str) -> bool:
    if tag and node.tag != tag:
        return False
    classes = node.given.get("class", "").split()
    for mark in re.findall(r"[.#][\w-]+|\[[^\]]+\]", marks):
        name, _, value = mark[1:].rstrip("]").partition("=")
        if mark[0] == "." and name not in classes:
            return False
        if mark[0] == "#" and node.given.get("id") != name:
            return False
        if mark[0] == "[" and (name not in node.given or (value and node.given[name] != value.strip("'\""))):
            return False
    return True


class Page(HTMLParser):
    """An answered page."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.source = source
        self.root = self._open = Node("", {})
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs}, self._open)
        self._open.parts.append(node)
        if tag not in VOID:
            self._open = node

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open.parts.append(Node(tag, {name: value or "" for name, value in attrs}, self._open))

    def handle_endtag(self, tag: str) -> None:
        if self._open.tag == tag and self._open.parent is not None:
            self._open = self._open.parent

    def handle_data(self, data: str) -> None:
        if self._open.tag not in ("script", "style"):
            self._open.parts.append(data)

    def all(self, selector: str) -> list[Node]:
        return self.root.all(selector)

    def texts(self, selector: str) -> list[str]:
        return self.root.texts(selector)

    @property
    def text(self) -> str:
        return self.all("main")[0].text

    def link(self, words: str) -> str:
        """Where the first link with exactly these words leads."""
        return next(one.attribute("href") for one in self.all("a") if one.text == words)

    def buttons(self) -> set[str]:
        """The words on everything that looks like a button."""
        return {one.text for one in [*self.all("button"), *self.all("a.govuk-button")]}

    @property
    def problems(self) -> list[str]:
        """What the summary on top says is to be put right."""
        return self.texts(".govuk-error-summary__list li")


def get(browser: Client, address: str, query: dict[str, Any] | None = None, status: int = 200) -> Page:
    answer = browser.get(address, query)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return Page(answer.content.decode())


def post(browser: Client, address: str, data: dict[str, Any], status: int = 200) -> Page:
    answer = browser.post(address, data)
    assert answer.status_code == status, (answer.status_code, answer.get("Location"))
    return Page(answer.content.decode())
