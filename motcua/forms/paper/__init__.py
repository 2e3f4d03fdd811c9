"""Forms as paper: what a definition asks, laid out to print or to fill by hand, as Word and as PDF.

`blank` and `filled` turn a definition into rows (pure); `as_word` and `as_pdf` draw the same rows. A form may fill
several legal papers: each is a sheet of its own.
"""

from motcua.forms.paper.blank import blank
from motcua.forms.paper.filled import About, called, filled
from motcua.forms.paper.pdf import as_pdf
from motcua.forms.paper.sheet import Heading, Sheet
from motcua.forms.paper.word import as_word

__all__ = ["About", "Heading", "Sheet", "as_pdf", "as_word", "blank", "called", "filled"]
