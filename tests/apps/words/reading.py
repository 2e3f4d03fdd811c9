"""Finds Vietnamese words on an English page that are no data."""

import functools
import re
from collections.abc import Iterator
from pathlib import Path

from launch.messages import catalogues, read
from tests.apps.portal.pages import Node, Page

ROOT = Path(__file__).resolve().parents[3]
DATA = ("library/procedures", "library/units", "library/calendars", "demo")
SPOKEN = ("alt", "title", "aria-label", "placeholder", "data-done", "data-failed", "data-working")
_LETTERS = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
_VIETNAMESE = re.compile(rf"\w*[{_LETTERS}{_LETTERS.upper()}]\w*")
_GAP = re.compile(r"[\s\d–/().]*")


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


@functools.cache
def data() -> str:
    """All that stays Vietnamese: procedures, places, holidays, people – and names inside English sentences."""
    files = [path for name in DATA for path in sorted((ROOT / name).rglob("*")) if path.suffix in (".yaml", ".csv")]
    english = [
        text
        for path in catalogues()
        for message in read(path)
        if message.id
        for text in (message.string if isinstance(message.string, tuple | list) else [message.string])
    ]
    ethnic = (ROOT / "library/catalogues/ethnic_groups.yaml").read_text(encoding="utf-8")
    return _flat("\n".join([*(path.read_text(encoding="utf-8") for path in files), ethnic, *english]))


@functools.cache
def _folded() -> str:
    return data().lower()


def _texts(node: Node) -> Iterator[str]:
    yield from (node.given[name] for name in SPOKEN if node.given.get(name))
    for part in node.parts:
        if isinstance(part, str):
            yield part
        else:
            yield from _texts(part)


def _runs(text: str) -> Iterator[str]:
    """Stretches of words with Vietnamese letters that stand side by side."""
    run, end = "", -1
    for found in _VIETNAMESE.finditer(text):
        if end >= 0 and _GAP.fullmatch(text[end : found.start()]):
            run += text[end : found.start()] + found[0]
        else:
            if run:
                yield run
            run = found[0]
        end = found.end()
    if run:
        yield run


def foreign(text: str, own: str = "") -> bool:
    """Whether a text holds Vietnamese words which are neither data nor in `own`."""
    known, folded, mine = data(), _folded(), f"{own} Tiếng Việt".lower()
    return any(not (run in known or run.lower() in mine or run.lower() in folded) for run in set(_runs(_flat(text))))


def vietnamese(page: Page, own: str = "") -> list[str]:
    """The foreign texts of a page."""
    return sorted({_flat(text).strip() for text in _texts(page.root) if foreign(text, own)})
