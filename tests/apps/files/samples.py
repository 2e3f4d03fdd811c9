"""Files people send, made here: good ones and traps."""

import functools
import io
import zlib

import pikepdf
from PIL import Image

GPS, ORIENTATION, MAKE = 0x8825, 0x0112, 0x010F


def photograph(size=(1200, 900), *, form="JPEG", orientation=1, noise=False, **options) -> io.BytesIO:
    """A picture with place, device and comment hidden in it."""
    picture = Image.effect_noise(size, 60).convert("RGB") if noise else Image.new("RGB", size, "#dddddd")
    picture.paste("#cc0000", (0, 0, size[0] // 4, size[1] // 4))  # red corner, top left as stored
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif[MAKE] = "Secret Phone"
    exif.get_ifd(GPS)[1] = "N"
    out = io.BytesIO()
    picture.save(out, form, exif=exif, **options)
    out.seek(0)
    return out


def pdf(pages: int = 1, change=lambda document: None, **options) -> io.BytesIO:
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page()
    change(document)
    out = io.BytesIO()
    document.save(out, **options)
    out.seek(0)
    return out


@functools.cache
def bomb(megabytes: int) -> io.BytesIO:
    """A small PDF whose object stream unpacks to many megabytes."""
    body = zlib.compress(b"6 0 (" + b"A" * (megabytes << 20) + b")", 9)
    out, offsets = io.BytesIO(), {}
    out.write(b"%PDF-1.5\n")
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R /X 6 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
        4: b"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n%b\nendstream"
        % (len(body), body),
    }
    for number, content in objects.items():
        offsets[number] = out.tell()
        out.write(b"%d 0 obj\n%b\nendobj\n" % (number, content))
    start = out.tell()
    rows = [(0, 0, 65535), *[(1, offsets[n], 0) for n in range(1, 5)], (1, start, 0), (2, 4, 0)]
    table = b"".join(bytes([a]) + b.to_bytes(4, "big") + c.to_bytes(2, "big") for a, b, c in rows)
    out.write(
        b"5 0 obj\n<< /Type /XRef /Size 7 /W [1 4 2] /Root 1 0 R /Length %d >>\nstream\n%b\n"
        b"endstream\nendobj\nstartxref\n%d\n%%%%EOF" % (len(table), table, start)
    )
    out.seek(0)
    return out
