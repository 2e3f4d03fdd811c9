"""Forms as paper: what a definition asks, laid out to print or to fill by hand, as Word and as PDF.

`sheet` turns a definition into rows (pure); `word` and `pdf` draw the same rows. Only blank forms for now: a filled
one takes the same sheet with answers in its rows.
"""

from motcua.forms.paper.pdf import as_pdf
from motcua.forms.paper.sheet import Sheet, blank
from motcua.forms.paper.word import as_word

__all__ = ["Sheet", "as_pdf", "as_word", "blank"]
