"""Text on its way into a table that a spreadsheet program will open (CSV, TSV, XLSX)."""

_STARTERS = frozenset("=+-@\t\r\n＝＋－＠﹢﹣−")
"""What makes a spreadsheet take a text for a formula, with the wide and small forms that some of them fold."""
_MARK = "'"


def harmless(text: str) -> str:
    """The text so that no spreadsheet program runs it: an apostrophe stands before what would start a formula.

    For everything that people typed, and only on the way out: what is stored and shown stays as typed. Blanks
    before the sign are looked through, because programs drop them. Doing it twice changes nothing more.
    """
    seen = text.lstrip(" \u00a0")
    return _MARK + text if seen[:1] in _STARTERS and seen else text
