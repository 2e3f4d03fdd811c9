"""Photographs as a telephone takes them: turned, and with place and device written inside."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

GPS, ORIENTATION, MAKE = 0x8825, 0x0112, 0x010F
PLACE = b"NOI-CHUP-20.43N-106.16E"
"""Stands in the photograph's GPS data; must be found nowhere afterwards."""
DEVICE = b"May-Anh-Bi-Mat"


def taken(
    name: str = "anh.jpg", *, colour: str = "#dddddd", turned: int = 1, size: tuple[int, int] = (1200, 900)
) -> SimpleUploadedFile:
    """An upload: red in the corner that is top left in the stored pixels; `turned` is its EXIF orientation."""
    picture = Image.new("RGB", size, colour)
    picture.paste("#cc0000", (0, 0, size[0] // 4, size[1] // 4))
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKE] = turned, DEVICE.decode()
    exif.get_ifd(GPS)[29] = PLACE.decode()  # GPSDateStamp takes any text
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=exif)
    assert PLACE in out.getvalue()
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")
