"""What people hand in: good files are kept without their secrets, bad ones refused with a way out."""

import hashlib
import io
import subprocess
import sys
import time

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from motcua.files import api, pdf_inspector, pdfs, photographs, sniffing
from motcua.files.models import StoredFile
from motcua.kit.actor import Actor
from tests.apps.files import samples

pytestmark = pytest.mark.django_db
SUBJECT = "dossier:0190"


def take(content: io.BytesIO, name: str, **options) -> StoredFile:
    upload = SimpleUploadedFile(name, content.getvalue(), content_type="image/jpeg")
    return api.take(upload, subject=SUBJECT, actor=Actor.ANONYMOUS, **options)


def refusal(content: io.BytesIO, name: str, **options) -> str:
    with pytest.raises(api.Refused) as refused:
        take(content, name, **options)
    assert not StoredFile.objects.exists()
    return refused.value.message


def test_a_photograph_is_kept_upright_and_without_place_or_device() -> None:
    file = take(samples.photograph(orientation=6), "IMG 01.JPG")
    data = api.read_bytes(file)
    picture = Image.open(io.BytesIO(data))
    assert picture.size == (900, 1200)
    assert picture.getpixel((890, 10))[0] > 180 > picture.getpixel((890, 10))[1]
    assert not picture.getexif()
    assert b"Secret" not in data
    assert (file.mime, file.name, file.size) == ("image/jpeg", "IMG 01.jpg", len(data))
    assert file.sha256 == hashlib.sha256(data).hexdigest()
    assert file.scan == StoredFile.Scan.UNSCANNED


def test_a_png_loses_its_text_and_a_webp_becomes_jpeg() -> None:
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_text("Author", "Secret Person")
    png = take(samples.photograph(form="PNG", pnginfo=info), "a.png")
    assert png.mime == "image/png"
    assert b"Secret" not in api.read_bytes(png)
    toned = take(samples.photograph(form="PNG", icc_profile=b"Secret Device"), "c.png")
    assert "icc_profile" not in Image.open(io.BytesIO(api.read_bytes(toned))).info
    webp = take(samples.photograph(form="WEBP"), "b.webp")
    assert (webp.mime, webp.name) == ("image/jpeg", "b.jpg")


def test_what_hides_behind_a_picture_is_gone() -> None:
    hidden = samples.photograph()
    hidden.seek(0, io.SEEK_END)
    hidden.write(b"<script>alert(1)</script>PK\x03\x04")
    assert b"script" not in api.read_bytes(take(hidden, "a.jpg"))


def test_transparent_and_grey_and_palette_pictures_are_taken() -> None:
    for mode, form in (
        ("RGBA", "PNG"),
        ("LA", "PNG"),
        ("P", "PNG"),
        ("1", "PNG"),
        ("CMYK", "JPEG"),
        ("RGBA", "WEBP"),
    ):
        out = io.BytesIO()
        Image.new(mode, (80, 80)).save(out, form)
        assert take(out, f"x.{form}").size > 0


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"MZ\x90\x00" + b"\x00" * 300, "giay-khai-sinh.pdf"),
        (b"MZ\x90\x00" + b"\x00" * 300, "anh.jpg"),
        (b"<html><script>1</script></html>\n%PDF-1.4\n%%EOF", "a.pdf"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='x'/>", "a.svg"),
        (b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>", "a.png"),
        (b"PK\x03\x04" + b"\x00" * 300, "a.docx"),
        (b"GIF89a" + b"\x00" * 300, "a.gif"),
        (b"xin chao", "a.txt"),
    ],
)
def test_other_things_are_refused_whatever_their_name(content: bytes, name: str) -> None:
    message = refusal(io.BytesIO(content), name)
    assert ".jpg, .png hay .pdf" in message


@pytest.mark.parametrize("head", [b"\r\n%PDF-1.7\n", rb"\377\330\377 text", b"\xff\xd8 text", rb"\x89PNG text"])
def test_a_name_without_the_mark_at_the_very_start_is_no_proof(head: bytes) -> None:
    """The library that names kinds takes these for a PDF and for pictures."""
    assert sniffing.true_type(head + b" " * 200) == ""


def test_the_refusal_says_how_to_send_a_heic() -> None:
    assert "Tương thích nhất" in refusal(io.BytesIO(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 64), "a.heic")


def test_too_large_names_the_limit_and_the_way_out() -> None:
    message = refusal(samples.photograph(noise=True), "to.jpg", limit_bytes=100_000)
    assert "97,7\xa0KB" in message
    assert "chụp lại" in message


def test_reading_stops_at_the_byte_that_is_too_much() -> None:
    class Endless(io.RawIOBase):
        given = 0

        def read(self, size: int = -1) -> bytes:
            self.given += size
            return b"\xff" * size

    source = Endless()
    with pytest.raises(api.Refused):
        api.take(source, subject=SUBJECT, actor=Actor.ANONYMOUS, name="x.jpg", limit_bytes=200_000)
    assert source.given < 300_000


@pytest.mark.parametrize("content", [b"", samples.photograph().getvalue()[:2000]])
def test_empty_and_cut_off_files_are_refused(content: bytes) -> None:
    assert "Hãy" in refusal(io.BytesIO(content), "a.jpg")


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded() -> None:
    out = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(out, "PNG")
    begun = time.monotonic()
    assert "quá nhiều điểm ảnh" in refusal(out, "bom.png")
    assert time.monotonic() - begun < 1


def test_the_bound_of_pixels_is_ours_whatever_the_library_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(photographs.MOST_PIXELS, sniffing.JPEG, 1200 * 900 - 1)
    assert "quá nhiều điểm ảnh" in refusal(samples.photograph(), "a.jpg")
    monkeypatch.setitem(photographs.MOST_PIXELS, sniffing.JPEG, 1200 * 900)
    assert take(samples.photograph(), "a.jpg")


def test_a_very_large_photograph_is_reduced_not_refused() -> None:
    file = take(samples.photograph((8000, 6000)), "to.jpg")
    assert max(Image.open(io.BytesIO(api.read_bytes(file))).size) <= 4096


def test_a_pdf_is_kept_byte_for_byte() -> None:
    content = samples.pdf(3)
    file = take(content, "đơn.PDF")
    assert api.read_bytes(file) == content.getvalue()
    assert (file.mime, file.name) == ("application/pdf", "đơn.pdf")


def _script(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def _hidden_script(document: pikepdf.Pdf) -> None:
    act = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe")
    document.pages[0].obj.AA = pikepdf.Dictionary(O=pikepdf.Array([act]))


def _attachment(document: pikepdf.Pdf) -> None:
    document.attachments["x.exe"] = pikepdf.AttachedFileSpec(document, b"MZ", filename="x.exe")


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (samples.pdf(change=_script), "mã chạy tự động"),
        (samples.pdf(change=_hidden_script), "mã chạy tự động"),
        (samples.pdf(change=_hidden_script, object_stream_mode=pikepdf.ObjectStreamMode.generate), "mã chạy"),
        (samples.pdf(change=_attachment), "tệp khác đính bên trong"),
        (samples.pdf(encryption=pikepdf.Encryption(user="x", owner="y")), "mật khẩu"),
        (samples.pdf(encryption=pikepdf.Encryption(user="", owner="y")), "mật khẩu"),
        (samples.pdf(21), "nhiều nhất 20 trang"),
        (io.BytesIO(b"%PDF-1.7\nrubbish"), "bị hỏng"),
    ],
)
def test_a_pdf_that_does_more_than_show_is_refused(content: io.BytesIO, word: str) -> None:
    assert word in refusal(content, "a.pdf")


def test_a_link_inside_a_pdf_is_no_fault() -> None:
    def link(document: pikepdf.Pdf) -> None:
        document.Root.OpenAction = pikepdf.Array([document.pages[0].obj, pikepdf.Name.Fit])

    assert take(samples.pdf(change=link), "a.pdf").size


def test_a_pdf_that_unpacks_to_gigabytes_harms_only_itself() -> None:
    bomb = samples.bomb(700)
    begun = time.monotonic()
    assert "bị hỏng" in refusal(bomb, "bom.pdf")
    assert time.monotonic() - begun < 15


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.jpg", "passwd.jpg"),
        ("C:\\Ảnh\\Giấy khai sinh.JPEG", "Giấy khai sinh.jpg"),
        ("gnp\u202egpj.exe", "gnpgpj.jpg"),
        ("a\r\nSet-Cookie: x.jpg", "a Set-Cookie x.jpg"),
        (".jpg", "jpg.jpg"),
        ("...", "tep.jpg"),
        ("x" * 400 + ".jpg", "x" * 120 + ".jpg"),
    ],
)
def test_names_are_made_safe(given: str, kept: str) -> None:
    file = api.take(samples.photograph((80, 80)), subject=SUBJECT, actor=Actor.ANONYMOUS, name=given)
    assert file.name == kept


def test_a_pdf_of_endless_objects_is_not_looked_through(monkeypatch: pytest.MonkeyPatch) -> None:
    with pikepdf.new() as document:
        document.add_blank_page()
        for _each in range(10):
            document.make_indirect(pikepdf.Dictionary())
        assert pdf_inspector._fault(document) == ""
        monkeypatch.setattr(pdf_inspector, "MOST_OBJECTS", 10)
        assert pdf_inspector._fault(document) == "broken"


def test_the_inspector_meets_its_limit_of_memory() -> None:
    script = (
        "import runpy, sys\n"
        "runpy.run_path(sys.argv[1], run_name='__main__')\n"
        "peak = next(row for row in open('/proc/self/status') if row.startswith('VmHWM'))\n"
        "print('', peak.split()[1], sep='\\n')"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script, str(pdfs.INSPECTOR)],
        input=samples.bomb(700).getvalue(),
        stdout=subprocess.PIPE,
        check=True,
    )
    word, kilobytes = ran.stdout.decode().split()
    assert word == "broken"
    assert int(kilobytes) < 640 * 1024
