"""What a file really is, from its bytes; names and browsers are not believed."""

import unicodedata
from pathlib import PurePosixPath

import puremagic
from django.utils.translation import gettext as _

from motcua.files import word_files
from motcua.files.refusal import Refused
from motcua.kit.vietnamese import clean

JPEG, PNG, WEBP, PDF = "image/jpeg", "image/png", "image/webp", "application/pdf"
IMAGES = frozenset({JPEG, PNG, WEBP})
IMAGES_AND_PDF = IMAGES | {PDF}
HEAD = 64 * 1024
"""Bytes from the start of the file that decide."""
LONGEST_NAME = 120

_EXTENSIONS = {JPEG: ".jpg", PNG: ".png", WEBP: ".webp", PDF: ".pdf", **word_files.EXTENSIONS}
_STARTS = {JPEG: (b"\xff\xd8\xff",), PNG: (b"\x89PNG\r\n\x1a\n",), WEBP: (b"RIFF",), PDF: (b"%PDF-",)}
_HEIC = {"image/heif", "image/heic", "image/heif-sequence", "image/heic-sequence"}


def true_type(head: bytes) -> str:
    """The MIME type that the first bytes prove, "" when nothing does.

    Two witnesses: the library must name the type and the file must begin with its mark, so that a web page
    which carries "%PDF-" further down is not a PDF.
    """
    try:
        found = puremagic.from_string(head, mime=True)
    except (puremagic.PureError, ValueError):
        return ""
    if found in _STARTS and not head.startswith(_STARTS[found]):
        return ""
    return found


def refuse_kind(found: str, name: str) -> Refused:
    """The refusal of a kind that is not taken, with the way out for that kind."""
    if found in _HEIC:
        return Refused(
            _(
                "Ảnh “%(name)s” ở dạng HEIC, chúng tôi chưa đọc được. Trên iPhone, vào Cài đặt → Camera → "
                "Định dạng, chọn “Tương thích nhất” rồi chụp lại; hoặc chụp màn hình tấm ảnh và gửi ảnh đó."
            )
            % {"name": name}
        )
    return Refused(
        _(
            "Tệp “%(name)s” không phải là ảnh hay tệp PDF. Hãy chụp ảnh giấy tờ, "
            "hoặc chọn tệp có đuôi .jpg, .png hay .pdf."
        )
        % {"name": name}
    )


def clean_name(name: str, mime: str) -> str:
    """A name safe on every system: no folders, no hidden characters, the extension of what the file is."""
    base = clean(name.replace("\\", "/").rsplit("/", 1)[-1])
    stem = PurePosixPath(base).stem if "." in base.strip(".") else base
    kept = "".join(" " if char in '<>:"|?*;%' else char for char in unicodedata.normalize("NFC", stem))
    stem = " ".join(kept.split()).strip(". ")[:LONGEST_NAME].strip()
    return (stem or "tep") + _EXTENSIONS.get(mime, PurePosixPath(base).suffix[:10].lower())
