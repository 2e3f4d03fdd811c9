"""Looks for QR codes in a process of its own: `python reader.py < file` prints a JSON list of texts for each page.

A photograph or PDF of a stranger meets libraries written in C here, under a limit of memory and of time, and takes
nobody down with them. What was found before a limit struck stays found: each page's line is written at once.
"""

import io
import json
import resource
import sys
from collections.abc import Iterator

import pypdfium2
import zxingcpp
from PIL import Image, ImageFilter, ImageOps

MEMORY = 1536 * 1024 * 1024  # bytes of address space
SECONDS = 25  # of processor time
MOST_PAGES = 20
INCH = 72  # points of a PDF
SHARP, PLAIN = 300, 200  # dots per inch
LONGEST = 5000  # pixels of a page's edge, whatever size the PDF claims
QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


def _codes(picture: Image.Image) -> set[str]:
    found = zxingcpp.read_barcodes(picture, formats=QR)
    return {one.text for one in found if one.text}


def _whole(texts: set[str]) -> bool:
    """Whether every set of codes that shows in the picture shows completely; see `codes.py` for the marks."""
    ours = {text for text in texts if text.startswith("MCTK") and len(text) > 14 and text[7].isalnum()}
    sets = {text[7:14] for text in ours}
    return bool(ours) and len(ours) >= sum(int(one[0], 16) if one[0] in "123456789ABC" else 0 for one in sets)


def _attempts(picture: Image.Image) -> Iterator[Image.Image]:
    """The picture as it is, then as a tired eye would hold it: more contrast, smoother, larger, smaller."""
    yield picture
    even = ImageOps.autocontrast(picture, cutoff=2)
    yield even
    yield even.filter(ImageFilter.GaussianBlur(1.2))
    width, height = picture.size
    if max(width, height) < LONGEST // 2:
        yield even.resize((width * 2, height * 2), Image.Resampling.BICUBIC)
    if min(width, height) > 1600:
        yield even.resize((width // 2, height // 2), Image.Resampling.BOX)


def _all(picture: Image.Image) -> set[str]:
    found: set[str] = set()
    for attempt in _attempts(picture.convert("L")):
        found |= _codes(attempt)
        if _whole(found):
            break
    return found


def _pages(data: bytes) -> Iterator[set[str]]:
    document = pypdfium2.PdfDocument(data)
    for number in range(min(len(document), MOST_PAGES)):
        page = document[number]
        longest = max(*page.get_size(), 1)
        found: set[str] = set()
        for dots in (SHARP, PLAIN):
            scale = min(dots / INCH, LONGEST / longest)
            found |= _all(page.render(scale=scale, grayscale=True, may_draw_forms=False).to_pil())
            if not found or _whole(found):
                break
        yield found


def _told(found: set[str]) -> None:
    sys.stdout.write(json.dumps(sorted(found)) + "\n")
    sys.stdout.flush()


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    data = sys.stdin.buffer.read()
    try:
        if data.startswith(b"%PDF-"):
            for found in _pages(data):
                _told(found)
        else:
            with Image.open(io.BytesIO(data), formats=["JPEG", "PNG"]) as picture:
                _told(_all(picture))
    except (pypdfium2.PdfiumError, OSError, ValueError, MemoryError, RuntimeError, Image.DecompressionBombError):
        sys.exit(1)


if __name__ == "__main__":
    main()
