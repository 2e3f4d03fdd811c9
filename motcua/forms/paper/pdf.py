"""A sheet as PDF/A and PDF/UA, in the look of official papers (Decree 30/2020, Annex I)."""

from dataclasses import asdict
from datetime import datetime

from motcua.forms.paper.sheet import Sheet
from motcua.ui import pdf

TEMPLATE = "forms/sheet.typ"


def as_pdf(sheet: Sheet, at: datetime) -> bytes:
    """The PDF, dated with `at`: when the procedure was published, or the answers saved. Raises `ui.pdf.PaperError`."""
    return pdf.render(TEMPLATE, {**asdict(sheet), "qr": sheet.address}, at=at, title=sheet.title)
