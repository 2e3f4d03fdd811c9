"""Papers as PDF: typst, archival (PDF/A-2a) and readable aloud (PDF/UA-1), the same bytes for the same data.

`render("dossiers/form01.typ", data, at=…, title=…)`: the template `motcua/dossiers/typst/form01.typ` reads `data` as
JSON; its shape stands at the top of the template. Only the fonts of our packages are used, so a paper looks the same
on every machine. A paper is dated with `at`, its legal moment, never with the moment of drawing it.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import typst

from motcua.kit.clock import HANOI
from motcua.ui.qr import drawing

ROOT = Path(__file__).resolve().parents[2]
FONTS = ("fontpkg_noto_serif", "fontpkg_be_vietnam_pro")


class PaperError(RuntimeError):
    """The template and the data do not fit; the message is typst's own, for the log, never for a screen."""


@cache
def _fonts() -> typst.Fonts:
    folders = []
    for package in FONTS:
        spec = find_spec(package)
        if spec is None or spec.origin is None:
            raise PaperError(f"font package {package} is not installed")
        folders.append(str(Path(spec.origin).parent / "files"))
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


def render(template: str, data: Mapping[str, Any], *, at: datetime, title: str) -> bytes:
    """Draw one paper. `template` is "app/name.typ", found in `motcua/<app>/typst/`; `data` are JSON types, `at` aware.

    A key `qr` (text) becomes a QR drawing, each of `codes` (texts) one of several. Raises PaperError.
    """
    app, _, name = template.partition("/")
    source = ROOT / "motcua" / app / "typst" / name
    local = at.astimezone(HANOI)
    inputs = {
        "data": json.dumps(data, ensure_ascii=False, sort_keys=True),
        "title": title,
        "at": local.strftime("%Y-%m-%d-%H-%M-%S"),
        "qr": drawing(str(data["qr"])) if data.get("qr") else "",
        "codes": json.dumps([drawing(text, border=4) for text in data.get("codes", ())]),
    }
    try:
        made = typst.compile(
            source,
            root=ROOT,
            format="pdf",
            sys_inputs=inputs,
            pdf_standards=["a-2a", "ua-1"],
            timestamp=int(local.timestamp()),
            font_paths=_fonts(),
        )
    except Exception as error:
        raise PaperError(f"{template}: {error}") from error
    assert isinstance(made, bytes)
    return made
