"""A printed declaration as a picture: the page of it that a clerk or a telephone looks at."""

import pypdfium2
import zxingcpp
from PIL import Image


def page_with_codes(pdf: bytes, scale: float = 2.6) -> Image.Image:
    """The page that bears codes, `scale` × 72 dots per inch. Raises AssertionError when none does."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            picture = page.render(scale=scale).to_pil().convert("RGB")
            if zxingcpp.read_barcodes(picture):
                return picture
    finally:
        document.close()
    raise AssertionError("no page bears a code")
