"""One procedure as a file, out and in again; bad files are refused with their place; forms kept as files."""

import io
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from motcua.catalogue import drafts, exchange, versions
from motcua.catalogue.models import FormFile, Procedure
from motcua.forms import api as forms
from motcua.forms.models import FormVersion
from tests.apps.backstage import catalogue as c

pytestmark = pytest.mark.django_db
HEAD = 'code: "9.000009"\nname: Thử\nfield_name: Hộ tịch\n'
IMPORT = "/quan-tri/thu-tuc/nhap-tep/"


@pytest.fixture
def province() -> Client:
    return c.browser("province")


def _bring(client: Client, text: str | bytes) -> Any:
    data = text if isinstance(text, bytes) else text.encode()
    return client.post(IMPORT, {"file": SimpleUploadedFile("thu-tuc.yaml", data)})


def _keep(client: Client, shown: Any) -> Any:
    return client.post(IMPORT, c.form_of(shown.text), follow=True)


def test_every_procedure_comes_back_as_it_went_out() -> None:
    for procedure in Procedure.objects.exclude(current=None):
        version = versions.published(procedure.code)
        bundle = exchange.read(exchange.write(version).encode())
        assert bundle.document == versions.document(version)
        wanted = forms.definition(version.form_id) if version.form_id else None
        assert bundle.form == wanted


def test_a_file_is_compared_first_and_then_kept_as_the_draft(province: Client) -> None:
    out = c.page(province, "export", c.BIRTH)
    assert out["Content-Disposition"] == f'attachment; filename="{c.BIRTH}.yaml"'
    same = _bring(province, out.content)
    assert "Tệp giống hệt nội dung đang có." in same.text
    changed = _bring(province, out.text.replace("summary: ", "summary: Từ tệp. ", 1))
    assert "Từ tệp." in changed.text and "1 chỗ khác nhau" in changed.text
    assert drafts.draft_of(c.birth()) is None
    assert "Đã đưa tệp vào bản nháp" in _keep(province, changed).text
    assert c.raw()["content"]["summary"].startswith("Từ tệp.")
    assert c.page(province, "export", c.BIRTH, ban="nhap").text != out.text


def test_a_draft_saved_meanwhile_is_not_overwritten(province: Client) -> None:
    shown = _bring(province, c.page(province, "export", c.BIRTH).content)
    c.draft(summary="Của người kia.")
    again = _keep(province, shown)
    assert again.status_code == 409 and "vừa được người khác sửa" in again.text and "Của người kia." in again.text
    _keep(province, again)
    assert c.raw()["content"]["summary"] != "Của người kia."


def test_the_form_comes_with_the_file(province: Client) -> None:
    text = c.page(province, "export", c.BIRTH).text
    strange = text.replace("form: khai-sinh", "form: to-khai-la").replace("\nkey: khai-sinh", "\nkey: to-khai-la")
    alone = strange.split("\n---\n")[0]
    assert "mà ở đây chưa có" in _bring(province, alone).text
    shown = _bring(province, strange)
    assert "Tệp mang theo tờ khai “to-khai-la” mới." in shown.text
    assert not FormVersion.objects.filter(key="to-khai-la").exists()
    _keep(province, shown)
    assert FormVersion.objects.filter(key="to-khai-la").exists()


BOMB = "a: &a [x, x, x]\nb: &b [*a, *a, *a]\nc: [*b, *b]\n"
BAD: dict[str, tuple[str | bytes, str]] = {
    "nothing": ("", "phải có một thủ tục"),
    "no_yaml": ("a:\n\tb: 1\n", "Dòng 2"),
    "a_list": ("- 1\n- 2\n", "phải có một thủ tục"),
    "binary": (b"\x89PNG\r\n\x1a\n\xff\xfe", "không phải là tệp chữ"),
    "nul": ("a: \0", "không phải là tệp chữ"),
    "huge": ("# " + "x" * (1024 * 1024 + 10), "nặng hơn 1 MB"),
    "bomb": (BOMB, "Dòng 1: Tệp dùng dấu &amp; hoặc *"),
    "deep": ("[" * 5000, "tầng lồng nhau"),
    "many": ("[" + "1," * 120_000 + "1]", "quá nhiều mục"),
    "endless_number": (HEAD + "decision: " + "1:" * 40_000 + "1\ncontent: {}\n", "Dòng 4"),
    "no_such_day": (HEAD + "decision_date: 2026-02-31\ncontent: {}\n", "chưa đúng cách"),
    "python": ("!!python/object/apply:os.system ['true']\n", "chưa đúng cách"),
    "unknown_key": (HEAD + "content: {buoc: []}\n", "content.buoc: Không có mục nào tên như vậy"),
    "missing": ("code: 1.1\n", "name): Mục này còn trống"),
    "deep_place": (
        HEAD + "content:\n  methods:\n    - {channel: direct}\n    - {channel: fax}\n",
        "Cách thức thực hiện, dòng 2, Cách nộp (content.methods[2].channel)",
    ),
    "rule": (HEAD + "content: {}\nfee: {rule: free}\n", "Chỉ miễn phí khi luật cho miễn"),
    "other_form": (HEAD + "content: {}\nform: a-b\n---\nkey: c-d\n", "Tờ khai, "),
    "three": (HEAD + "content: {}\n---\na: 1\n---\nb: 1\n", "nhiều nhất một tờ khai"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_with_the_place_of_the_mistake(province: Client, name: str) -> None:
    data, words = BAD[name]
    count = Procedure.objects.count()
    answer = _bring(province, data)
    assert answer.status_code == 422
    assert words in answer.text
    assert Procedure.objects.count() == count


def test_a_page_kept_too_long_or_changed_is_refused(province: Client) -> None:
    assert "Hãy chọn lại tệp" in province.post(IMPORT, {"kept": "x", "revision": "0"}).text
    assert "Hãy chọn một tệp." in province.post(IMPORT, {}).text


def _word(**parts: bytes) -> SimpleUploadedFile:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", b"<Types/>")
        made.writestr("word/document.xml", b"<w/>")
        for name, data in parts.items():
            made.writestr(name.replace("__", "/").replace("_bin", ".bin"), data)
    return SimpleUploadedFile("mau.docx", packed.getvalue())


def test_a_form_is_kept_as_a_file_and_counts_for_level_two(province: Client) -> None:
    data = c.opened(province, "bieu-mau", 0) | {"name": "Mẫu của tỉnh", "definition": ""}
    c.send(province, data, "bieu-mau", 0)
    assert "Chưa có tệp: Mẫu của tỉnh" in c.page(province, "missing", c.BIRTH).text
    number = len(c.raw()["content"]["forms"])
    address = reverse("catalogue_form_file", args=[c.BIRTH, number])
    assert "Mẫu của tỉnh" in province.get(address).text
    assert province.post(address, {"file": _word()}, follow=True).status_code == 200
    kept = FormFile.objects.get(name="Mẫu của tỉnh")
    assert kept.file.name == "mau.docx" and kept.file.mime.endswith("wordprocessingml.document")
    assert "Chưa có tệp" not in c.page(province, "missing", c.BIRTH).text
    out = c.page(province, "export", c.BIRTH, ban="nhap").text
    assert out.startswith("# Tệp mẫu đang giữ ở cơ quan, không nằm trong tệp này: Mẫu của tỉnh\n")
    assert exchange.read(out.encode()).document.model_dump(mode="json") == c.raw()
    down = province.get(reverse("catalogue_form_download", args=[c.BIRTH, number]))
    assert b"".join(down.streaming_content).startswith(b"PK")  # type: ignore[attr-defined]
    province.post(address, {"file": _word()})
    assert FormFile.objects.filter(name="Mẫu của tỉnh").count() == 1
    province.post(address, {"remove": "1"})
    assert not FormFile.objects.filter(name="Mẫu của tỉnh").exists()


@pytest.mark.parametrize(
    ("upload", "words"),
    [
        (SimpleUploadedFile("mau.docx", b"PK\x03\x04 not really"), "không phải là tệp Word hay PDF"),
        (SimpleUploadedFile("mau.docx", b"<html>%PDF-"), "không phải là tệp Word hay PDF"),
        (SimpleUploadedFile("anh.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 50), "không phải là tệp Word hay PDF"),
        (_word(word__vbaProject_bin=b"x"), "có chương trình bên trong"),
        (_word(word__big=b"0" * (61 * 1024 * 1024)), "quá lớn khi mở ra"),
        (None, "Hãy chọn một tệp."),
    ],
)
def test_what_is_no_plain_form_is_refused(province: Client, upload: Any, words: str) -> None:
    number = len(c.raw()["content"]["forms"])
    answer = province.post(reverse("catalogue_form_file", args=[c.BIRTH, number]), {"file": upload} if upload else {})
    assert answer.status_code == 422 and words in answer.text
    assert not FormFile.objects.exists()
