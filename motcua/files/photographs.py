"""Photographs: turned upright, stripped of place and device, bounded in size, saved anew.

Saving anew drops whatever hid in or behind the picture; what is stored is pixels only.
"""

import io
import math
from typing import IO

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from motcua.files.refusal import Refused
from motcua.files.sniffing import JPEG, PNG, WEBP

QUALITY = 88  # JPEG; small print of a paper stays sharp
LONGEST_EDGE = 4096  # pixels: an A4 page at 350 dots per inch, and no work for the usual 4032 by 3024
DECODED_EDGE = 5600
"""Pixels: what is longer is decoded at a half, a quarter or an eighth, so memory does not grow with the camera."""
MOST_PIXELS = {JPEG: 89_000_000, PNG: 40_000_000, WEBP: 40_000_000}
MOST_DECODED = 130_000_000
"""Bytes of a picture in memory, where it can only be decoded whole: PNG, WebP, and JPEG sent in growing steps."""
SMALLEST_EDGE = 50  # pixels; less cannot be a paper
_FORMATS = {JPEG: "JPEG", PNG: "PNG", WEBP: "WEBP"}


def _broken(name: str) -> Refused:
    return Refused(_("Ảnh “%(name)s” bị hỏng hoặc chưa tải lên hết. Hãy chụp lại rồi gửi lại.") % {"name": name})


def _open(source: IO[bytes], mime: str, name: str) -> Image.Image:
    """The picture before its pixels are decoded, if it is no larger than we decode."""
    picture = Image.open(source, formats=[_FORMATS[mime]])
    width, height = picture.size
    drafted = picture.mode in ("RGB", "L") and not picture.info.get("progressive")
    whole = mime != JPEG or not drafted
    if width * height > MOST_PIXELS[mime] or (whole and _bytes(picture) > MOST_DECODED):
        raise Image.DecompressionBombError
    if min(width, height) < SMALLEST_EDGE:
        raise Refused(_("Ảnh “%(name)s” quá nhỏ, không đọc được chữ. Hãy chụp lại gần hơn và rõ hơn.") % {"name": name})
    if not whole:
        parts = max(1, math.ceil(max(width, height) / DECODED_EDGE))
        picture.draft(picture.mode, (width // parts, height // parts))
    return picture


def _bytes(picture: Image.Image) -> int:
    return picture.width * picture.height * max(3, len(picture.getbands()))


def cleaned(source: IO[bytes], mime: str, name: str) -> tuple[IO[bytes], str]:
    """The picture saved anew and its type (PNG stays PNG, the rest becomes JPEG). Raises `Refused`."""
    try:
        with _open(source, mime, name) as picture:
            picture.thumbnail((LONGEST_EDGE, LONGEST_EDGE), reducing_gap=2.0)
            ImageOps.exif_transpose(picture, in_place=True)
            return (_as_png(picture), PNG) if mime == PNG else (_as_jpeg(picture), JPEG)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Refused(
            _("Ảnh “%(name)s” có quá nhiều điểm ảnh. Hãy chụp lại với cỡ ảnh nhỏ hơn.") % {"name": name}
        ) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise _broken(name) from error


def _as_jpeg(picture: Image.Image) -> IO[bytes]:
    """Only pixels: comment and colour profile go too, a paper is read without them."""
    out = io.BytesIO()
    flat = on_paper(picture)
    flat.info = {}
    flat.save(out, "JPEG", quality=QUALITY)
    return out


def _as_png(picture: Image.Image) -> IO[bytes]:
    """A new picture made of the pixels: saving the opened one would carry its text chunks along."""
    out = io.BytesIO()
    if picture.mode not in ("1", "L", "RGB"):
        picture = on_paper(picture)
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    bare.save(out, "PNG", compress_level=4)
    return out


def on_paper(picture: Image.Image) -> Image.Image:
    """RGB on white paper where it was transparent."""
    if picture.mode in ("RGB", "L"):
        return picture
    if picture.has_transparency_data:
        over = picture.convert("RGBA")
        paper = Image.new("RGB", over.size, "white")
        paper.paste(over, mask=over.getchannel("A"))
        return paper
    return picture.convert("RGB")


def small(source: IO[bytes], edge: int) -> bytes:
    """A JPEG at most `edge` pixels wide and high, decoded at reduced scale."""
    with Image.open(source) as picture:
        picture.draft("RGB", (edge, edge))
        picture.thumbnail((edge, edge))
        out = io.BytesIO()
        on_paper(picture).save(out, "JPEG", quality=75, optimize=True)
        return out.getvalue()
