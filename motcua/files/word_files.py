"""Documents of word processors (.docx, .doc, .odt): what they really are, and none that carries a program."""

import zipfile
from typing import IO

from django.utils.translation import gettext as _

from motcua.files.refusal import Refused

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
DOC = "application/msword"
WORD = frozenset({DOCX, ODT, DOC})
EXTENSIONS = {DOCX: ".docx", ODT: ".odt", DOC: ".doc"}
MOST_PARTS = 2_000
MOST_UNPACKED = 60 * 1024 * 1024
"""Bytes that a document may unfold into."""
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def true_type(content: IO[bytes], head: bytes) -> str:
    """The type that the parts inside prove, "" when it is no such document. Leaves the stream at its start."""
    try:
        if head.startswith(_ZIP):
            return _zipped(content)
        if head.startswith(_OLE):
            return DOC if "WordDocument".encode("utf-16-le") in _whole(content) else ""
    finally:
        content.seek(0)
    return ""


def check(content: IO[bytes], kind: str, name: str) -> None:
    """Refuse a document that carries a program (macro) or unfolds into too much."""
    if kind == DOC:
        program = "_VBA_PROJECT".encode("utf-16-le") in _whole(content)
    else:
        content.seek(0)
        with zipfile.ZipFile(content) as packed:
            parts = packed.infolist()
            program = any(part.filename.lower().endswith("vbaproject.bin") for part in parts) or any(
                part.filename.startswith(("Basic/", "Scripts/")) for part in parts
            )
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise Refused(_("Tệp “%(name)s” quá lớn khi mở ra. Hãy chọn tệp khác.") % {"name": name})
    content.seek(0)
    if program:
        told = _("Tệp “%(name)s” có chương trình bên trong. Hãy lưu lại thành tệp .docx hoặc .pdf rồi gửi.")
        raise Refused(told % {"name": name})


def refuse_kind(name: str) -> Refused:
    """The refusal where forms to download are taken."""
    told = _("Tệp “%(name)s” không phải là tệp Word hay PDF. Hãy chọn tệp có đuôi .docx, .doc, .odt hoặc .pdf.")
    return Refused(told % {"name": name})


def _zipped(content: IO[bytes]) -> str:
    content.seek(0)
    try:
        with zipfile.ZipFile(content) as packed:
            names = set(packed.namelist()[:MOST_PARTS])
            if {"[Content_Types].xml", "word/document.xml"} <= names:
                return DOCX
            told = packed.getinfo("mimetype") if "mimetype" in names else None
            if told and told.file_size < 100 and packed.read(told) == ODT.encode():
                return ODT
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError):
        return ""
    return ""


def _whole(content: IO[bytes]) -> bytes:
    content.seek(0)
    return content.read()
