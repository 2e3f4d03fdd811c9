"""Several photographs of one paper become one PDF: a page a photograph, in the order they were given.

Every photograph is cleaned first (`photographs.cleaned`: turned upright, place and device gone), and its pixels are
put on the page as the JPEG they are. One photograph at a time is in memory; of the others only their JPEG.
"""

import io
from collections.abc import Sequence
from typing import IO, Any

import pikepdf
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from PIL import Image

from motcua.files import intake, photographs, sniffing
from motcua.files.intake import Taken
from motcua.files.models import StoredFile
from motcua.files.refusal import Refused
from motcua.files.sniffing import JPEG, PDF

LONGEST_EDGE = 2400  # pixels: an A4 page at 205 dots per inch, small print stays sharp
QUALITY = 82
A4 = (595.28, 841.89)  # points
MOST_BYTES = 20 * 1024 * 1024
"""A joined paper; with twenty pages it usually weighs half of it."""


def joined(uploads: "Sequence[tuple[UploadedFile[Any] | IO[bytes], str]]", limit: int) -> Taken:
    """The photographs (stream, name) as one PDF, `limit` bytes each. Raises `Refused` for what is no photograph."""
    most = settings.MOTCUA_UPLOAD_PAGES
    if len(uploads) > most:
        raise Refused(_("Mỗi tệp gộp được nhiều nhất %(most)s ảnh. Hãy chọn ít ảnh hơn.") % {"most": most})
    out, waiting = io.BytesIO(), ""
    with pikepdf.new() as pdf:
        for stream, name in uploads:
            with intake.receive(stream, name, sniffing.IMAGES, limit) as taken:
                _add_page(pdf, *_as_page(taken))
                if taken.scan == StoredFile.Scan.WAITING:
                    waiting = taken.scan_detail or "waiting"
                state = taken.scan
        pdf.save(out)
    if out.tell() > MOST_BYTES:
        raise Refused(_("Các ảnh gộp lại nặng quá. Hãy chọn ít ảnh hơn, hoặc chụp với cỡ ảnh nhỏ hơn."))
    name = sniffing.clean_name(uploads[0][1], PDF)
    return Taken(out, name, PDF, StoredFile.Scan.WAITING if waiting else state, waiting)


def _as_page(taken: Taken) -> tuple[bytes, int, int, bool]:
    """JPEG bytes, width and height in pixels, and whether it is grey."""
    taken.content.seek(0)
    with Image.open(taken.content) as picture:
        if taken.mime == JPEG and max(picture.size) <= LONGEST_EDGE and picture.mode in ("RGB", "L"):
            taken.content.seek(0)
            return taken.content.read(), *picture.size, picture.mode == "L"
        picture.draft("RGB", (LONGEST_EDGE, LONGEST_EDGE))
        picture.thumbnail((LONGEST_EDGE, LONGEST_EDGE), reducing_gap=2.0)
        flat = photographs.on_paper(picture)
        out = io.BytesIO()
        flat.save(out, "JPEG", quality=QUALITY)
        return out.getvalue(), *flat.size, flat.mode == "L"


def _add_page(pdf: pikepdf.Pdf, jpeg: bytes, width: int, height: int, grey: bool) -> None:
    """A page as wide as an A4 sheet lies or stands, as high as the photograph needs."""
    across = A4[0] if height >= width else A4[1]
    high = across * height / width
    picture = pikepdf.Stream(
        pdf, jpeg, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=width, Height=height,
        ColorSpace=pikepdf.Name.DeviceGray if grey else pikepdf.Name.DeviceRGB, BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )  # fmt: skip
    page = pdf.add_blank_page(page_size=(across, high))
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Picture=pdf.make_indirect(picture)))
    page.Contents = pdf.make_stream(f"q {across:.2f} 0 0 {high:.2f} 0 0 cm /Picture Do Q".encode())
