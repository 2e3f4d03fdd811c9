"""Forms written in the administration: kept as typed, analysed, tried out, published; only by the province."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from motcua.forms import api, drafts, library, samples
from motcua.forms.models import FormDraft, FormVersion
from tests.support import world

pytestmark = pytest.mark.django_db
SOUND = """\
key: don-xin-viec
title: Đơn xin việc
legal_source: Quy chế của cơ quan
legal:
  - {asks: Họ và tên, at: [person.full_name], source: Quy chế}
sections:
  - key: person
    title: Người xin việc
    fields:
      - {key: full_name, kind: person_name, label: Họ và tên, required: true, source: Quy chế}
      - key: degree
        kind: yes_no
        label: Bạn có bằng đại học không?
        required: true
        source: Quy chế
      - {key: school, kind: text, label: Trường nào?, show_when: degree == true, required: true, source: Quy chế}
  - key: wish
    title: Nguyện vọng
    fields:
      - {key: work, kind: text, label: Công việc muốn làm, required: true, source: Quy chế}
"""
BROKEN = SOUND.replace("show_when: degree == true", "show_when: diploma == true")


@pytest.fixture
def province(client: Client) -> Client:
    client.force_login(world.account("province"))
    return client


def bring(client: Client, text: str) -> str:
    answer = client.post(reverse("form_new"), {"file": SimpleUploadedFile("don.yaml", text.encode())})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"])


def revision(key: str) -> str:
    return str(FormDraft.objects.get(key=key).revision)


def test_a_file_becomes_a_draft_and_nothing_more(province: Client) -> None:
    place = bring(province, SOUND)
    assert place == reverse("form", args=["don-xin-viec"])
    page = province.get(place).content.decode()
    assert "Có bản nháp" in page and "Phân tích không thấy lỗi nào" in page
    assert not FormVersion.objects.filter(key="don-xin-viec").exists()


def test_what_was_typed_is_kept_while_it_is_wrong(province: Client) -> None:
    bring(province, SOUND)
    address = reverse("form_edit", args=["don-xin-viec"])
    answer = province.post(address, {"text": BROKEN, "revision": revision("don-xin-viec")})
    assert answer.status_code == 200 and "diploma" in answer.content.decode()
    assert FormDraft.objects.get(key="don-xin-viec").text == BROKEN
    refused = province.post(reverse("form_publish", args=["don-xin-viec"]), {"revision": revision("don-xin-viec")})
    assert refused.status_code == 422 and "diploma" in refused.content.decode()
    assert not FormVersion.objects.filter(key="don-xin-viec").exists()


def test_two_administrators_do_not_write_over_each_other(province: Client) -> None:
    bring(province, SOUND)
    address = reverse("form_edit", args=["don-xin-viec"])
    opened = revision("don-xin-viec")
    assert province.post(address, {"text": SOUND + "# mot\n", "revision": opened}).status_code == 200
    late = province.post(address, {"text": SOUND + "# hai\n", "revision": opened})
    assert late.status_code == 409 and "# hai" in late.content.decode()
    assert FormDraft.objects.get(key="don-xin-viec").text.endswith("# mot\n")


def test_the_trial_shows_what_a_citizen_will_see_and_stores_nothing(province: Client) -> None:
    bring(province, SOUND)
    address = reverse("form_trial", args=["don-xin-viec"])
    first = province.get(address).content.decode()
    assert "Trường nào?" not in first
    kept = _hidden(first)
    given = {"_kept": kept, "_page": "person", "_shown": "full_name degree", "full_name": "Nguyễn An", "degree": "yes"}
    again = province.post(address, given).content.decode()
    assert "Trường nào?" in again  # the answer opened another question
    answers = samples.answers(drafts.read(SOUND), 1)
    page, name = again, "person"
    for name in ("person", "wish"):
        posted = samples.posted(drafts.read(SOUND), name, answers)
        page = province.post(address, {**posted, "_kept": _hidden(page), "_page": name}).content.decode()
    assert "không còn mục nào phải sửa" in page


def _hidden(page: str) -> str:
    return page.split('name="_kept" value="')[1].split('"')[0]


def test_publishing_makes_the_next_version_and_says_who_still_uses_the_old_one(province: Client) -> None:
    text = drafts.written(library.definition("khai-tu")).replace("Tờ khai đăng ký khai tử", "Tờ khai khai tử", 1)
    bring(province, text)
    before = api.current("khai-tu").number
    answer = province.post(reverse("form_publish", args=["khai-tu"]), {"revision": revision("khai-tu")}, follow=True)
    page = answer.content.decode()
    assert api.current("khai-tu").number == before + 1
    assert "Phiên bản cũ" in page and "1.000656" in page
    assert not FormDraft.objects.exists()


def test_exported_and_brought_back_it_is_the_same(province: Client) -> None:
    file = province.get(reverse("form_export", args=["khai-sinh"])).content.decode()
    assert drafts.read(file) == library.definition("khai-sinh")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "Hãy chọn một tệp"), ("key: [", "Dòng"), ("- a", "key"), ("key: &x a\nb: *x", "dấu &amp; hoặc *"),
        ("key: Xin Việc\nsections: []", "key"),
    ],
)  # fmt: skip
def test_what_is_no_form_is_refused_in_words_and_given_back(province: Client, text: str, told: str) -> None:
    answer = province.post(reverse("form_new"), {"text": text})
    assert answer.status_code == 422 and told in answer.content.decode()
    assert not FormDraft.objects.exists()


@pytest.mark.parametrize("who", ["administrator", "citizen", "clerk"])
def test_only_the_province_writes_forms(client: Client, who: str) -> None:
    client.force_login(world.account(who))
    for name in ("form_list", "form_new"):
        assert client.get(reverse(name)).status_code in (403, 404)
