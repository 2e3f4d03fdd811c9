"""The two papers of the road: what stands on them, and that a second tool confirms the signatures."""

import io
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest

from motcua.dossiers import pin
from motcua.dossiers.papers import form01
from motcua.files import api as files
from motcua.kit.references import pin_display
from motcua.signing import api as signing
from tests.support import dossiers

pytestmark = pytest.mark.django_db


def text_of(pdf: bytes, folder: Path) -> str:
    path = folder / "paper.pdf"
    path.write_bytes(pdf)
    return subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout


needs_poppler = pytest.mark.skipif(not shutil.which("pdfsig"), reason="poppler-utils is not installed")


@needs_poppler
def test_form_01_says_who_what_until_when_and_how_to_follow(tmp_path: Path) -> None:
    found = dossiers.received()
    text = text_of(form01.render(found), tmp_path)
    for said in (found.code, found.submission_code, found.contact_name, pin_display(pin.of(found)), "17 giờ 00"):
        assert said in text
    assert "Giấy chứng sinh" in text


def test_form_01_takes_from_the_declaration_what_no_account_says() -> None:
    """Who came to the counter has no account; whoever hands in for the requester is somebody else."""
    found = dossiers.received()
    said = found.answers["requester"]
    found.owner, found.contact_name = None, said["full_name"].upper()
    told = form01.data(found)
    assert (told["personal_id"], told["address"]) == (said["personal_id"], said["residence"]["text"])
    found.contact_name = "Một Người Khác"
    told = form01.data(found)
    assert (told["personal_id"], told["address"]) == ("", "")


def test_form_01_is_the_same_paper_every_time() -> None:
    found = dossiers.received()
    assert form01.render(found) == form01.render(found)


@needs_poppler
def test_a_second_tool_confirms_both_signatures(tmp_path: Path) -> None:
    found = dossiers.resolved()
    path = tmp_path / "result.pdf"
    path.write_bytes(dossiers.result_bytes(found))
    told = subprocess.run(["pdfsig", "-nocert", path], capture_output=True, text=True).stdout
    assert told.count("Signature is Valid") == 2
    assert "Bùi Quốc Khải" in told and "Phong Doanh" in told


def test_our_own_check_knows_both_signers_and_notices_a_changed_byte() -> None:
    pdf = dossiers.result_bytes(dossiers.resolved())
    told = signing.verify(pdf)
    assert [signature.valid for signature in told] == [True, True]
    assert told[0].signer == "Bùi Quốc Khải"
    changed = bytearray(pdf)
    changed[200] ^= 1
    try:
        assert not all(signature.valid for signature in signing.verify(bytes(changed)))
    except Exception as error:  # a file that cannot be read is not valid either
        assert "Pdf" in type(error).__name__ or "PDF" in str(error)


def test_the_result_can_be_read_aloud_and_archived() -> None:
    found = dossiers.resolved()
    with pikepdf.open(io.BytesIO(files.read_bytes(found.result.file))) as pdf, pdf.open_metadata() as metadata:
        assert metadata["pdfaid:part"] == "2" and metadata["pdfaid:conformance"] == "A"
        assert metadata["pdfuaid:part"] == "1"
        assert pdf.Root.MarkInfo.Marked and str(pdf.Root.Lang).startswith("vi")
