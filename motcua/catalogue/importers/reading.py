"""Files read as a stream, by content and not by name: JSON Lines, a JSON array or objects, each plain or gzip.

Everything is bounded: the letters of a record, the bytes after decompression. A file is first read to its end
(`checked`), so that a damaged one is refused whole instead of being taken by half.
"""

import gzip
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

MEGABYTE = 1024 * 1024
MOST_LINE = 5 * MEGABYTE
MOST_BYTES = 2048 * MEGABYTE
_CHUNK = MEGABYTE
_GZIP = b"\x1f\x8b"
_SPACE = " \t\r\n\ufeff"
_DECODER = json.JSONDecoder(parse_constant=lambda name: _refuse(name))


class Unreadable(Exception):
    """A file that cannot be read to its end; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Row:
    """One value of a file with the number of its line (or its place in an array). `trouble` when it is none."""

    number: int
    value: Any = None
    trouble: str = ""
    size: int = 0


def _refuse(name: str) -> None:
    raise ValueError(f"{name} không phải JSON")


def _reason(error: OSError) -> str:
    """Why the system does not give a file, in plain words, and what to do."""
    if isinstance(error, FileNotFoundError):
        return "không có tệp này. Hãy xem lại đường dẫn"
    if isinstance(error, IsADirectoryError):
        return "đây là thư mục. Hãy chỉ rõ từng tệp trong thư mục"
    if isinstance(error, PermissionError):
        return "không có quyền đọc. Hãy cấp quyền đọc tệp"
    return error.strerror or str(error)


class Bounded:
    """Bytes of a file, decompressed when they are gzip, never more than `most`."""

    def __init__(self, path: Path, most: int) -> None:
        self._most, self._read = most, 0
        self._raw: IO[bytes] = path.open("rb")
        packed = self._raw.read(2) == _GZIP
        self._raw.seek(0)
        self._file: IO[bytes] = cast(IO[bytes], gzip.GzipFile(fileobj=self._raw)) if packed else self._raw

    def readline(self, most: int) -> bytes:
        """At most `most` bytes of the next line."""
        return self._counted(lambda: self._file.readline(most))

    def read(self, count: int) -> bytes:
        """At most `count` bytes."""
        return self._counted(lambda: self._file.read(count))

    def _counted(self, get: Any) -> bytes:
        try:
            got: bytes = get()
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise Unreadable("Tệp nén bị hỏng hoặc tải chưa hết. Hãy tải lại tệp.") from error
        except OSError as error:
            raise Unreadable(f"Không đọc được tệp: {_reason(error)}.") from error
        self._read += len(got)
        if self._read > self._most:
            raise Unreadable(
                f"Tệp lớn hơn {self._most // MEGABYTE} MB sau khi giải nén. Hãy chia nhỏ hoặc nâng giới hạn."
            )
        return got

    def __enter__(self) -> "Bounded":
        return self

    def __exit__(self, *_error: object) -> None:
        self._file.close()
        self._raw.close()


def checked(path: Path, most: int = MOST_BYTES) -> None:
    """Read the whole file once without taking anything. Raises Unreadable."""
    for _row in rows(path, most, parse=False):
        pass


def rows(path: Path, most: int = MOST_BYTES, *, parse: bool = True) -> Iterator[Row]:
    """The values of a file, one after another. Raises Unreadable when the file cannot be read on.

    With `parse` off, lines are only read, not understood, but for a last one without its end: the check before.
    """
    try:
        opened = Bounded(path, most)
    except OSError as error:
        raise Unreadable(f"Không mở được tệp: {_reason(error)}.") from error
    with opened as file:
        first = file.readline(MOST_LINE + 1)
        _encoding(first)
        head = first.lstrip(b"\xef\xbb\xbf \t\r\n")
        while first and not head:  # empty lines at the beginning
            first = file.readline(MOST_LINE + 1)
            head = first.strip()
        if not head:
            raise Unreadable("Tệp rỗng.")
        if head[:1] not in b"{[":
            raise Unreadable("Tệp không phải JSON. Cần JSON Lines, một danh sách JSON, hoặc câu trả lời của Cổng.")
        if head[:1] == b"[" or head.rstrip()[-1:] in b"{,[":
            yield from _values(first, file)
        else:
            yield from _lines(first, file, parse)


def _encoding(first: bytes) -> None:
    if first[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in first[:200]:
        raise Unreadable("Tệp ghi bằng UTF-16. Hãy lưu lại bằng UTF-8 rồi nhập.")


def _lines(first: bytes, file: Bounded, parse: bool) -> Iterator[Row]:
    """JSON Lines: trouble with one line leaves the others alone."""
    line, number = first, 1
    while line:
        if len(line) > MOST_LINE:
            while line and not line.endswith(b"\n"):
                line = file.readline(MOST_LINE)
            yield Row(number, trouble=f"Dòng dài hơn {MOST_LINE // MEGABYTE} MB.")
        elif parse and line.strip():
            yield _row(number, line)
        elif line.strip() and not line.endswith(b"\n"):
            _whole(_row(number, line))
        line, number = file.readline(MOST_LINE + 1), number + 1


def _whole(last: Row) -> None:
    """A last line without its end that is no JSON was cut off, and the file with it."""
    if last.trouble:
        raise Unreadable(f"Dòng cuối (dòng {last.number}) bị cụt: tệp có thể tải chưa hết. Hãy tải lại tệp.")


def _row(number: int, line: bytes) -> Row:
    try:
        text = line.decode("utf-8-sig" if number == 1 else "utf-8")
    except UnicodeDecodeError:
        return Row(
            number, trouble="Không phải UTF-8 (có thể là TCVN3, windows-1258 hay latin-1). Hãy lưu lại bằng UTF-8."
        )
    try:
        return Row(number, _DECODER.decode(text.strip(_SPACE)), size=len(line))
    except RecursionError:
        return Row(number, trouble="Các đối tượng lồng nhau quá sâu.")
    except ValueError as error:
        return Row(number, trouble=f"Không phải JSON: {_where(error)}.")


def _where(error: ValueError) -> str:
    return f"sai ở ký tự {error.pos + 1}" if isinstance(error, json.JSONDecodeError) else str(error)[:120]


def _values(first: bytes, file: Bounded) -> Iterator[Row]:
    """The elements of one array, or objects one after another; broken syntax ends the file."""
    source = _Text(first, file)
    array = source.skip() == "["
    if array:
        source.drop(1)
    number = 0
    while True:
        sign = source.skip()
        if sign == "" and not array:
            return
        if array and sign == "]":
            source.drop(1)
            if source.skip():
                raise Unreadable("Sau danh sách JSON còn nội dung khác. Mỗi tệp chỉ có một danh sách.")
            return
        if sign == "," and number:
            source.drop(1)
            source.skip()
        number += 1
        yield source.value(number)


class _Text:
    """Decoded text with a moving beginning, filled as it is used."""

    def __init__(self, first: bytes, file: Bounded) -> None:
        self._file, self._rest, self._text = file, b"", ""
        self._add(first)

    def _add(self, data: bytes) -> bool:
        if not data and not self._rest:
            return False
        whole = self._rest + data
        keep = 0
        while data and keep < 4 and keep < len(whole) and whole[len(whole) - keep - 1] & 0xC0 == 0x80:
            keep += 1
        if data and len(whole) > keep and whole[len(whole) - keep - 1] >= 0xC0:
            keep += 1
        else:
            keep = 0
        try:
            self._text += whole[: len(whole) - keep].decode("utf-8")
        except UnicodeDecodeError as error:
            raise Unreadable("Tệp không phải UTF-8. Hãy lưu lại bằng UTF-8 rồi nhập.") from error
        self._rest = whole[len(whole) - keep :]
        return bool(data)

    def skip(self) -> str:
        """The next sign that is no blank; "" at the end."""
        while True:
            self._text = self._text.lstrip(_SPACE)
            if self._text:
                return self._text[0]
            if not self._add(self._file.read(_CHUNK)):
                return ""

    def drop(self, count: int) -> None:
        """Leave signs behind."""
        self._text = self._text[count:]

    def value(self, number: int) -> Row:
        """The next whole JSON value."""
        while True:
            try:
                value, end = _DECODER.raw_decode(self._text)
            except RecursionError as error:
                raise Unreadable(f"Mục {number}: các đối tượng lồng nhau quá sâu.") from error
            except ValueError as error:
                if len(self._text) > MOST_LINE:
                    raise Unreadable(f"Mục {number} dài hơn {MOST_LINE // MEGABYTE} MB hoặc sai cú pháp.") from error
                if not self._add(self._file.read(_CHUNK)):
                    raise Unreadable(f"Mục {number} bị cụt hoặc sai cú pháp JSON. Hãy tải lại tệp.") from error
                continue
            if end >= len(self._text) and not isinstance(value, dict | list) and self._add(self._file.read(_CHUNK)):
                continue
            self.drop(end)
            return Row(number, value, size=end)
