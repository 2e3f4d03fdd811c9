"""A declaration as few bytes: canonical JSON, deflated with a dictionary that is part of the format.

The dictionary (`words-1.txt`) holds the names and phrases that declarations share. It belongs to format 1 for ever:
what was printed must stay readable, also by an installation that has never seen the form. A change is a new format.
"""

import json
import zlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from motcua.kit.words import N_, Invalid

MOST_BYTES = 200 * 1024
"""Of the JSON; no dossier holds more."""
MOST_DEPTH = 12
_RAW, _BEST, _MEMORY = -15, 9, 9

Answers = dict[str, dict[str, Any]]


class TooLong(ValueError):
    """The answers do not fit on the codes of one paper."""


class Unreadable(Invalid):
    """The codes cannot be used; the message says, in Vietnamese, what to do."""


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a paper carries: the form's key, the beginning of its version's digest, the procedure, the answers."""

    form: str
    digest: str
    procedure: str
    answers: Answers


@cache
def _words() -> bytes:
    return Path(__file__).with_name("words-1.txt").read_bytes()


def pack(declaration: Declaration) -> bytes:
    """The bytes of a declaration, the same for the same answers. TooLong above `MOST_BYTES` of JSON."""
    document = [declaration.form, declaration.digest, declaration.procedure, declaration.answers]
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()
    if len(text) > MOST_BYTES:
        raise TooLong(f"{len(text)} bytes of answers")
    press = zlib.compressobj(_BEST, zlib.DEFLATED, _RAW, _MEMORY, zlib.Z_DEFAULT_STRATEGY, _words())
    return press.compress(text) + press.flush()


def unpack(data: bytes) -> Declaration:
    """The declaration again. Raises Unreadable for anything that `pack` cannot have made; never takes much memory."""
    press = zlib.decompressobj(_RAW, _words())
    try:
        text = press.decompress(data, MOST_BYTES + 1)
        if len(text) > MOST_BYTES or not press.eof or press.unused_data:
            raise _strange()
        document = json.loads(text.decode(), object_pairs_hook=_once)
        json.dumps(document, ensure_ascii=False, allow_nan=False).encode()  # a lone half of a character is none
    except (zlib.error, ValueError, RecursionError):
        raise _strange() from None
    return _shaped(document)


def _strange() -> Unreadable:
    return Unreadable(N_("Mã trên giấy không đọc được. Hãy nhập tờ khai bằng tay."))


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name twice")
    return found


def _shaped(document: Any) -> Declaration:
    """Only the frame is judged here; whether the answers fit the form is for the form to say."""
    match document:
        case [str(form), str(digest), str(procedure), dict(answers)] if max(map(len, (form, digest, procedure))) <= 80:
            if all(isinstance(values, dict) for values in answers.values()) and _storable(document):
                return Declaration(form, digest, procedure, answers)
    raise _strange()


def _storable(value: Any, depth: int = 0) -> bool:
    """Whether it is not too deep, and holds no NUL: no keyboard makes one, and PostgreSQL has no place for it."""
    if isinstance(value, str):
        return "\0" not in value
    if isinstance(value, dict):
        return depth < MOST_DEPTH and all(_storable(part, depth + 1) for pair in value.items() for part in pair)
    if isinstance(value, list):
        return depth < MOST_DEPTH and all(_storable(part, depth + 1) for part in value)
    return True
