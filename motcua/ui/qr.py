"""QR codes as drawings: inside a page (no data address, no style attribute) or inside a paper."""

from io import BytesIO

import segno
from markupsafe import Markup


def drawing(text: str, *, border: int = 2) -> str:
    """A QR as an SVG document, error correction M, black on white, one path."""
    out = BytesIO()
    code = segno.make(text, error="m", micro=False)
    code.save(
        out, kind="svg", border=border, light="#ffffff", dark="#000000", xmldecl=False, svgclass=None, lineclass=None
    )
    return out.getvalue().decode()


def svg(text: str, title: str) -> Markup:
    """A QR for a page. `title` says in words what scanning it opens."""
    out = BytesIO()
    segno.make(text, error="m", micro=False).save(
        out, kind="svg", border=1, xmldecl=False, svgns=True, svgclass=None, lineclass=None, omitsize=True
    )
    body = out.getvalue().decode().strip()
    head = Markup('<svg role="img" aria-label="{}" ').format(title)
    return head + Markup(body.removeprefix("<svg "))  # noqa: S704 (segno's own drawing of modules)
