"""The bytes of a declaration as the texts of several QR codes, and back from what a scanner typed, in any order.

One text: `MCTK1:` (format 1) · part and total, one hexadecimal figure each · name of the set, six signs (CRC-32 of all
bytes) · check of this code, three signs (CRC-16 of everything before and the content) · content in base45 · `.`
The full stop guards a blank at the end, which scanners and browsers like to drop.
"""

import re
import zlib
from binascii import crc_hqx
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice

from motcua.forms.restore import base45
from motcua.forms.restore.codec import TooLong, Unreadable
from motcua.kit.words import N_

MAGIC = "MCTK1:"
END = "."
MOST_CODES = 12
PART_BYTES = 634
"""Of content in one code: with the frame, 970 signs, a QR of version 20 with error correction M."""
MOST_READ = 200
"""Texts looked at in one go; more are a mistake or an attack."""
LONGEST = 2000
_FRAME = re.compile(r"MCTK1:([1-9A-C])([1-9A-C])([0-9A-Z $%*+\-./:]{6})([0-9A-Z $%*+\-./:]{3})(.*)\.", re.DOTALL)
_OURS = re.compile(r"MCTK\d")


def cut(data: bytes) -> list[str]:
    """The texts of the codes, equally long, as few as can be. TooLong when twelve do not hold them."""
    total = max(1, -(-len(data) // PART_BYTES))
    if total > MOST_CODES:
        raise TooLong(f"{len(data)} bytes need {total} codes")
    size = -(-len(data) // total)
    name = base45.encode(zlib.crc32(data).to_bytes(4))
    return [_text(part + 1, total, name, data[part * size : (part + 1) * size]) for part in range(total)]


def _text(part: int, total: int, name: str, content: bytes) -> str:
    head = f"{MAGIC}{part:X}{total:X}{name}"
    return f"{head}{_check(head, content)}{base45.encode(content)}{END}"


def _check(head: str, content: bytes) -> str:
    return base45.encode(crc_hqx(head.encode() + content, 0).to_bytes(2))


@dataclass(slots=True)
class Set:
    """The codes of one paper as far as they were read: part → content."""

    name: str
    total: int
    parts: dict[int, bytes] = field(default_factory=dict)

    @property
    def complete(self) -> bool:
        return len(self.parts) == self.total

    @property
    def missing(self) -> list[int]:
        return [part for part in range(1, self.total + 1) if part not in self.parts]

    def data(self) -> bytes:
        """All bytes. Raises Unreadable when the set is not the one its codes name."""
        data = b"".join(self.parts[part] for part in sorted(self.parts))
        if not self.complete or base45.encode(zlib.crc32(data).to_bytes(4)) != self.name:
            raise Unreadable(N_("Các mã không cùng một tờ giấy. Hãy quét lại từ đầu."))
        return data


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was read: `sets` by paper; `texts` those of ours that are sound, to be kept; `problems` in Vietnamese."""

    sets: tuple[Set, ...]
    texts: tuple[str, ...]
    problems: tuple[str, ...]


def gather(texts: Iterable[str]) -> Gathered:
    """Put together what scanners typed and pictures showed: any order, any number of times, several on a line."""
    sets: dict[tuple[str, int], Set] = {}
    kept: dict[str, None] = {}
    problems: dict[str, None] = {}
    for text in _apart(texts):
        try:
            part, total, name, content = _read(text)
        except Unreadable as error:
            problems[error.message] = None
            continue
        found = sets.setdefault((name, total), Set(name, total))
        found.parts.setdefault(part, content)
        kept[text] = None
    return Gathered(tuple(sets.values()), tuple(kept), tuple(problems))


def _apart(texts: Iterable[str]) -> list[str]:
    """One text a code: a scanner may type several after each other, with or without a line break between."""
    lines = (line for text in texts for line in re.split(r"[\r\n\t]+", text))
    pieces = (piece.strip() for line in lines for piece in re.split(rf"(?={MAGIC})", line))
    return list(islice(filter(None, pieces), MOST_READ))


def _read(text: str) -> tuple[int, int, str, bytes]:
    upper = text.upper()
    if not _OURS.match(upper):
        raise Unreadable(N_("Mã này không phải mã tờ khai. Hãy quét mã ở cuối tờ khai đã điền."))
    if not text.isascii():
        raise Unreadable(N_("Máy tính đang bật bộ gõ tiếng Việt. Hãy tắt bộ gõ rồi quét lại."))
    if not upper.startswith(MAGIC):
        raise Unreadable(N_("Mã này do phiên bản phần mềm khác in ra. Hãy nhập tờ khai bằng tay."))
    found = _FRAME.fullmatch(upper) if len(upper) <= LONGEST else None
    if found is None:
        raise Unreadable(N_("Một mã bị đọc thiếu. Hãy quét lại mã đó."))
    part, total = int(found[1], 16), int(found[2], 16)
    try:
        content = base45.decode(found[5])
    except ValueError:
        content = b""
    if not content or part > total or _check(upper[: found.start(4)], content) != found[4]:
        raise Unreadable(N_("Một mã bị đọc sai. Hãy quét lại mã đó."))
    return part, total, found[3], content
