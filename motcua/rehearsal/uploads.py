"""Small real files to attach: a photograph and a scan, which say that they are no papers."""

import io
from functools import lru_cache

from PIL import Image, ImageDraw

SIZE = (640, 480)


@lru_cache(maxsize=2)
def _drawn(kind: str) -> bytes:
    picture = Image.new("RGB", SIZE, "white")
    ImageDraw.Draw(picture).rectangle((20, 20, SIZE[0] - 20, SIZE[1] - 20), outline="grey", width=4)
    out = io.BytesIO()
    picture.save(out, kind)
    return out.getvalue()


def upload(number: int) -> io.BytesIO:
    """A PDF for number 1, else a JPEG, as people send both."""
    kind, name = ("PDF", "giay-chay-thu.pdf") if number == 1 else ("JPEG", "giay-chay-thu.jpg")
    file = io.BytesIO(_drawn(kind))
    file.name = name
    return file
