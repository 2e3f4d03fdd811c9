"""Papers: archival, readable aloud, the same bytes every time, and their QR opens what it says."""

import io
import shutil
import subprocess
import time

import pikepdf
import pytest
import zxingcpp
from PIL import Image

from motcua.ui import pdf
from tests.apps.ui.papers import AT, FORM01, RESULT

PAPERS = [("dossiers/form01.typ", FORM01), ("dossiers/civil_status_result.typ", RESULT)]


@pytest.mark.parametrize(("template", "data"), PAPERS)
def test_archival_tagged_and_in_vietnamese(template: str, data: dict[str, object]) -> None:
    made = pdf.render(template, data, at=AT, title="Giấy tờ của Ễnh")
    with pikepdf.open(io.BytesIO(made)) as paper:
        assert paper.Root.MarkInfo.Marked
        assert str(paper.Root.Lang).lower().startswith("vi")
        assert "/StructTreeRoot" in paper.Root
        with paper.open_metadata() as facts:
            assert (facts["pdfaid:part"], facts["pdfaid:conformance"]) == ("2", "A")
            assert facts["pdfuaid:part"] == "1"
            assert facts["dc:title"] == "Giấy tờ của Ễnh"
        assert len(paper.pages) == 1


@pytest.mark.parametrize(("template", "data"), PAPERS)
def test_same_data_and_time_give_the_same_bytes(template: str, data: dict[str, object]) -> None:
    first = pdf.render(template, data, at=AT, title="Giấy")
    assert pdf.render(template, dict(reversed(data.items())), at=AT, title="Giấy") == first
    assert pdf.render(template, {**data, "number": "9999"}, at=AT, title="Giấy") != first


@pytest.mark.skipif(not shutil.which("pdftoppm"), reason="pdftoppm (poppler-utils) is not installed")
@pytest.mark.parametrize(("template", "data"), PAPERS)
def test_a_phone_reads_the_qr(template: str, data: dict[str, object]) -> None:
    made = pdf.render(template, data, at=AT, title="Giấy")
    assert _qr(made) == data["qr"]


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext (poppler-utils) is not installed")
def test_words_can_be_copied_out() -> None:
    made = pdf.render("dossiers/form01.typ", FORM01, at=AT, title="Giấy")
    text = subprocess.run(["pdftotext", "-", "-"], input=made, capture_output=True, check=True).stdout.decode()
    one_line = " ".join(text.split())
    for words in ("Nguyễn Thị Ễnh Ương", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "H31.117.01-261121-0001", "ABCDE-FGHJK"):
        assert words in one_line


def test_small_paper_and_many_components() -> None:
    many = [{**FORM01["components"][0], "name": f"Giấy tờ {number}"} for number in range(60)]
    with pikepdf.open(
        io.BytesIO(pdf.render("dossiers/form01.typ", {**FORM01, "size": "a5"}, at=AT, title="Giấy"))
    ) as small:
        assert [round(float(side) * 0.3528) for side in small.pages[0].mediabox[2:]] == [148, 210]
        assert len(small.pages) == 1
    with pikepdf.open(
        io.BytesIO(pdf.render("dossiers/form01.typ", {**FORM01, "components": many}, at=AT, title="Giấy"))
    ) as long:
        assert len(long.pages) > 1


def test_what_people_type_is_never_a_command() -> None:
    """Typst's own signs in a name are printed as they are."""
    sly = {**FORM01, "received_from": '#read("/manage.py") *đậm* $x$ \\ "; @x <y>'}
    made = pdf.render("dossiers/form01.typ", sly, at=AT, title="Giấy #{1+1}")
    with pikepdf.open(io.BytesIO(made)) as paper, paper.open_metadata() as facts:
        assert facts["dc:title"] == "Giấy #{1+1}"


def test_missing_data_is_an_error_of_ours() -> None:
    with pytest.raises(pdf.PaperError):
        pdf.render("dossiers/form01.typ", {}, at=AT, title="Giấy")


def test_time_to_draw_a_receipt() -> None:
    """Budget: 25 ms of one core. Printed, because a shared machine is no judge."""
    pdf.render("dossiers/form01.typ", FORM01, at=AT, title="Giấy")
    before = time.process_time()
    for number in range(10):
        pdf.render("dossiers/form01.typ", {**FORM01, "number": str(number)}, at=AT, title="Giấy")
    print(f"receipt: {(time.process_time() - before) * 100:.1f} ms of one core")


def _qr(made: bytes) -> str:
    done = subprocess.run(["pdftoppm", "-png", "-r", "110"], input=made, capture_output=True, check=True)
    return zxingcpp.read_barcodes(Image.open(io.BytesIO(done.stdout)))[0].text
