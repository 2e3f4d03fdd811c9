"""Every word a person may read, gathered from templates and Python, and what makes words hard."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.ext import extract_from_ast

from tests.architecture.sources import files, name, templates, tree

JINJA = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
MARKERS = {
    "_",
    "N_",
    "gettext",
    "gettext_lazy",
    "gettext_noop",
    "ngettext",
    "ngettext_lazy",
    "pgettext",
    "pgettext_lazy",
}
SPOKEN = {"alt", "title", "aria-label", "placeholder", "label", "data-done", "data-failed", "data-sending"}
NAMES = {"Motcua", "English", "Tiếng Việt", "QR", "SMS", "PDF", "Tày"}
"""Proper names, signs and the two languages' own names need no translation."""
_HOLE = "\ue000"


class Bare(HTMLParser):
    """Collects the words a page shows that never went through the translator."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[int, str]] = []
        self.silent = 0

    def _keep(self, text: str | None) -> None:
        if words := _plain(text or ""):
            self.found.append((self.getpos()[0], words))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in ("script", "style")
        for key, value in attrs:
            if key in SPOKEN or (key == "value" and tag == "input" and ("type", "submit") in attrs):
                self._keep(value)

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self._keep(data)


def _statements(source: str) -> Iterator[tuple[str, str]]:
    """(kind, text): plain "data", one "hole" for an expression, "tag" with a statement's words."""
    words: list[str] | None = None
    for _, token, value in JINJA.lex(source):
        if token in ("variable_begin", "block_begin"):
            words = []
        elif token in ("variable_end", "block_end") and words is not None:
            yield ("hole", "") if token == "variable_end" else ("tag", " ".join(words))
            words = None
        elif words is not None and token in ("name", "string"):
            words.append(value)
        elif words is None and token in ("data", "raw_begin", "raw_end"):
            yield "data", value if token == "data" else ""
        yield "data", "\n" * (0 if token == "data" else value.count("\n"))


def holes(source: str) -> str:
    """The template with every Jinja part cut out; an expression leaves a hole, a statement nothing.

    Left out too: what {% trans %} holds, and blocks that fill a class attribute. Line breaks stay.
    """
    made: list[str] = []
    closing = ""
    for kind, text in _statements(source):
        if kind == "tag":
            if closing:
                closing = "" if text.split()[:1] == [closing] else closing
            elif text.startswith("trans"):
                closing = "endtrans"
            elif re.match(r"block \w+_class\b", text):
                closing = "endblock"
        elif closing:
            made.append("\n" * text.count("\n"))
        else:
            made.append(_HOLE if kind == "hole" else text)
    return "".join(made)


def _plain(text: str) -> str:
    """The letters of a text, without holes, figures, signs and proper names; empty when nothing is left."""
    text = re.sub(rf"\b({'|'.join(sorted(NAMES))})\b", " ", text.replace(_HOLE, " "))
    return re.sub(r"[\W\d_]+", " ", text).strip()


def parsed(source: str) -> nodes.Template:
    """The template as a tree; an empty one where it is broken, which another test reports."""
    try:
        return JINJA.parse(source)
    except TemplateSyntaxError:
        return nodes.Template([], lineno=1)


def _quoted(source: str) -> Iterator[str]:
    """Vietnamese strings inside expressions that no translator sees: {"text": "Tiếp tục"}."""

    def walk(node: nodes.Node) -> Iterator[str]:
        if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in MARKERS:
            return
        if isinstance(node, nodes.Const) and isinstance(node.value, str) and not node.value.isascii():
            yield from [words] if (words := _plain(node.value)) else []
        for child in node.iter_child_nodes():
            yield from walk(child)

    return walk(parsed(source))


def bare(path: Path) -> list[str]:
    """Every word of a template outside gettext, as "line: words"; strings in expressions have no line."""
    source = path.read_text(encoding="utf-8")
    text, quoted = holes(source), [f"?: {words}" for words in _quoted(source)]
    if path.suffix == ".txt":
        rows = enumerate(map(_plain, text.splitlines()), 1)
        return [f"{number}: {words}" for number, words in rows if words] + quoted
    reader = Bare()
    reader.feed(text)
    reader.close()
    return [f"{line}: {words}" for line, words in reader.found] + quoted


def _python(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and node.args:
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            words = node.args[1:2] if called.startswith("pgettext") else node.args[:1]
            if called in MARKERS and words and isinstance(words[0], ast.Constant):
                yield node.lineno, str(words[0].value)


def _template(path: Path) -> Iterator[tuple[int, str]]:
    source = path.read_text(encoding="utf-8")
    for line, _, message in extract_from_ast(parsed(source), tuple(MARKERS)):
        for part in message if isinstance(message, tuple) else (message,):
            if part:
                yield line, " ".join(part.split())


def messages() -> Iterator[tuple[str, str]]:
    """("file:line", Vietnamese msgid) of everything that is translated."""
    for path in files(".py", folders=("motcua", "config")):
        for line, text in _python(path):
            yield f"{name(path)}:{line}", text
    for path in templates():
        for line, text in _template(path):
            yield f"{name(path)}:{line}", text


def referenced(path: Path) -> Iterator[str]:
    """Patterns of the templates a template includes, extends or imports; "*" where a part is computed."""
    kinds = (nodes.Include, nodes.Extends, nodes.Import, nodes.FromImport)
    for node in parsed(path.read_text(encoding="utf-8")).find_all(kinds):
        yield from _patterns(node.template)  # type: ignore[attr-defined]


def _patterns(node: nodes.Node) -> Iterator[str]:
    if isinstance(node, nodes.Const):
        values = node.value if isinstance(node.value, list | tuple) else [node.value]
        yield from map(str, values)
    elif isinstance(node, nodes.List | nodes.Tuple):
        for item in node.items:
            yield from _patterns(item)
    elif isinstance(node, nodes.CondExpr):
        yield from _patterns(node.expr1)
        if node.expr2 is not None:
            yield from _patterns(node.expr2)
    elif isinstance(node, nodes.Concat):
        yield "".join(str(part.value) if isinstance(part, nodes.Const) else "*" for part in node.nodes)


def named_in_python(path: Path) -> Iterator[str]:
    """Patterns of the template names a Python file writes, f-strings with "*" for their computed parts."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
