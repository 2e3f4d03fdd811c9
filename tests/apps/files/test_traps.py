"""Files that are two things at once, or unfold into far more than they weigh: refused, or kept as pixels only."""

import io
import subprocess
import sys
import zipfile
import zlib

import pikepdf
import pytest
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from motcua.files import api, pdfs, photographs, word_files
from motcua.files.models import StoredFile
from motcua.kit.actor import Actor
from tests.apps.files import samples

pytestmark = pytest.mark.django_db
SUBJECT = "dossier:0190"
HTML = b"<html><body onload=alert(1)></body></html>"


def take(content: bytes, name: str, **options) -> StoredFile:
    upload = SimpleUploadedFile(name, content, content_type="image/jpeg")
    return api.take(upload, subject=SUBJECT, actor=Actor.ANONYMOUS, **options)


def refusal(content: bytes, name: str, **options) -> str:
    with pytest.raises(api.Refused) as refused:
        take(content, name, **options)
    assert not StoredFile.objects.exists()
    return refused.value.message


def archive(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return out.getvalue()


def test_a_pdf_that_is_an_archive_too_is_refused() -> None:
    assert "tệp khác đính" in refusal(samples.pdf().getvalue() + archive(a=b"MZ"), "a.pdf")


def test_a_picture_that_is_something_else_too_keeps_only_its_pixels() -> None:
    commented = io.BytesIO()
    Image.new("RGB", (80, 80)).save(commented, "JPEG", comment=HTML, icc_profile=HTML, xmp=HTML)
    for content in (
        commented.getvalue(), samples.photograph().getvalue() + archive(a=b"MZ"),
        samples.photograph(form="PNG").getvalue() + HTML, samples.photograph().getvalue() + samples.pdf().getvalue(),
    ):  # fmt: skip
        kept = api.read_bytes(take(content, "anh.jpg"))
        assert b"onload" not in kept and b"PK\x03\x04" not in kept and b"%PDF" not in kept
        assert not zipfile.is_zipfile(io.BytesIO(kept))


def test_a_gif_that_is_a_program_too_is_refused() -> None:
    out = io.BytesIO()
    Image.new("P", (80, 80)).save(out, "GIF")
    assert "không phải là ảnh" in refusal(out.getvalue() + archive(a=b"class"), "anh.jpg")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("giay.pdf", "giay.jpg"), ("giay.pdf.exe", "giay.pdf.jpg"), ("anh.jpg.html", "anh.jpg.jpg"),
        ("giay.jpg\x00.exe", "giay.jpg.jpg"), ("..\\..\\giay.svg", "giay.jpg"), ("nul", "nul.jpg"),
    ],
)  # fmt: skip
def test_the_extension_is_that_of_the_content(name: str, kept: str) -> None:
    file = api.take(samples.photograph((80, 80)), subject=SUBJECT, actor=Actor.ANONYMOUS, name=name)
    assert (file.name, file.mime) == (kept, "image/jpeg")


@pytest.mark.parametrize(("form", "size"), [("PNG", (60_000, 60_000)), ("JPEG", (60_000, 60_000))])
def test_a_head_that_claims_a_giant_is_refused_undecoded(form: str, size: tuple[int, int]) -> None:
    out = io.BytesIO()
    Image.new("L", (100, 100)).save(out, form)
    head = bytearray(out.getvalue())
    if form == "PNG":
        head[16:24] = size[0].to_bytes(4, "big") + size[1].to_bytes(4, "big")
        head[29:33] = zlib.crc32(bytes(head[12:29])).to_bytes(4, "big")
    else:
        frame = head.index(b"\xff\xc0")
        head[frame + 5 : frame + 9] = size[1].to_bytes(2, "big") + size[0].to_bytes(2, "big")
    assert "quá nhiều điểm ảnh" in refusal(bytes(head), "bom")


def test_words_in_a_png_that_unfold_to_megabytes_are_refused_or_dropped() -> None:
    info = PngInfo()
    info.add_text("bomb", "A" * (40 << 20), zip=True)
    out = io.BytesIO()
    Image.new("RGB", (80, 80)).save(out, "PNG", pnginfo=info)
    assert len(out.getvalue()) < 100_000
    assert "hỏng" in refusal(out.getvalue(), "a.png")


def test_a_picture_of_many_frames_is_its_first() -> None:
    out = io.BytesIO()
    frames = [Image.new("RGB", (80, 80), (shade, 0, 0)) for shade in range(200)]
    frames[0].save(out, "WEBP", save_all=True, append_images=frames[1:])
    kept = Image.open(io.BytesIO(api.read_bytes(take(out.getvalue(), "a.webp"))))
    assert getattr(kept, "n_frames", 1) == 1


def test_a_pdf_folded_twice_harms_only_itself() -> None:
    """Zeros in zlib in zlib: a thousandth of a thousandth."""
    inner = zlib.compress(zlib.compress(b"\0" * (64 << 20), 9), 9)
    with pikepdf.new() as document:
        page = document.add_blank_page()
        page.Contents = document.make_stream(b"q Q")
        folded = pikepdf.Stream(document, inner, Filter=pikepdf.Array([pikepdf.Name.FlateDecode] * 2))
        page.Extra = document.make_indirect(folded)
        out = io.BytesIO()
        document.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    pdfs.check(out, "a.pdf", 20)  # never unfolded here; who opens it is not this server


def test_a_document_that_unfolds_to_gigabytes_is_refused() -> None:
    parts = {"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}
    bomb = archive(**parts, **{f"word/media/{n}.bin": b"\0" * (16 << 20) for n in range(4)})
    assert len(bomb) < 200_000
    assert "quá lớn khi mở ra" in refusal(bomb, "a.docx", kinds=word_files.WORD)
    many = archive(**parts, **{f"word/{n}": b"" for n in range(word_files.MOST_PARTS)})
    assert "quá lớn khi mở ra" in refusal(many, "a.docx", kinds=word_files.WORD)


def test_an_office_document_with_a_program_is_refused() -> None:
    macro = archive(**{"[Content_Types].xml": b"", "word/document.xml": b"", "word/vbaProject.bin": b"x"})
    assert "chương trình" in refusal(macro, "a.docx", kinds=word_files.WORD)


def test_a_photograph_of_ten_megabytes_is_taken_and_stays_legible(settings) -> None:
    assert settings.MOTCUA_UPLOAD_LIMIT >= 15 * 1024 * 1024
    content = samples.photograph((4032, 3024), noise=True, orientation=6, quality=97).getvalue()
    assert len(content) > 9 * 1024 * 1024
    kept = Image.open(io.BytesIO(api.read_bytes(take(content, "IMG_0001.JPG"))))
    assert kept.size == (3024, 4032)
    assert not kept.getexif() and not kept.info.get("comment")


MEASURE = """
import io, resource, sys
from PIL import Image
from motcua.files import photographs
data = sys.stdin.buffer.read()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
photographs.cleaned(io.BytesIO(data), "image/jpeg", "x")
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


def test_memory_does_not_grow_with_the_camera() -> None:
    """Eighty million points would be 240 MB."""
    content = samples.photograph((10_320, 7_740)).getvalue()
    ran = subprocess.run([sys.executable, "-c", MEASURE], input=content, stdout=subprocess.PIPE, check=True)
    assert int(ran.stdout) < 200 * 1024  # kilobytes


def test_a_picture_that_can_only_be_decoded_whole_has_a_smaller_bound() -> None:
    out = io.BytesIO()
    Image.new("RGB", (8000, 6000)).save(out, "JPEG", progressive=True)
    assert "quá nhiều điểm ảnh" in refusal(out.getvalue(), "a.jpg")
    assert photographs.MOST_DECODED >= 4032 * 3024 * 3  # what telephones make passes either way


def test_an_upload_is_cut_at_the_limit_while_it_arrives(settings) -> None:
    settings.MOTCUA_UPLOAD_LIMIT = 300_000
    body = encode_multipart(BOUNDARY, {"paper": SimpleUploadedFile("a.jpg", b"\xff" * 3_000_000), "after": "x"})
    request = RequestFactory().generic("POST", "/", body, content_type=MULTIPART_CONTENT)
    cut = request.FILES["paper"]
    assert cut.size == 300_001 and request.POST["after"] == "x"
    with cut, pytest.raises(api.Refused, match="nặng hơn"):
        api.take(cut, subject=SUBJECT, actor=Actor.ANONYMOUS)


def test_a_request_that_no_page_asks_for_is_not_read(settings) -> None:
    settings.MOTCUA_UPLOAD_LIMIT = 300_000
    request = RequestFactory().generic("POST", "/", b"x", content_type=MULTIPART_CONTENT)
    request.META["CONTENT_LENGTH"] = str(10 * 1024**3)
    request._stream = None  # reading would fail
    with pytest.raises(RequestDataTooBig):
        request.POST  # noqa: B018
