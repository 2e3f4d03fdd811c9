"""Typed answers printed as QR codes on their own paper, and read back at the counter: identical data, no link.

`pack` and `unpack` turn a declaration into bytes and back; `cut` spreads the bytes over codes, `gather` collects them
in any order; `pictures` finds codes in a photograph or a PDF. Nothing read here is believed: whoever uses it judges
the answers like typed ones.
"""

from motcua.forms.restore.codec import Declaration, TooLong, Unreadable, pack, unpack
from motcua.forms.restore.codes import Gathered, Set, cut, gather

__all__ = ["Declaration", "Gathered", "Set", "TooLong", "Unreadable", "cut", "gather", "pack", "unpack"]
