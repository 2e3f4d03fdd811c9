"""What goes wrong in front of a screen: a clear message in Vietnamese, nothing lost, nothing done twice."""

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any, BinaryIO
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from motcua.dossiers import drafting, pin
from motcua.dossiers.models import Dossier, Paper
from motcua.files.models import StoredFile
from motcua.files.scanner import Verdict
from motcua.journal import api as journal
from motcua.kit import clock
from motcua.messaging.models import Message
from motcua.people import altcha
from motcua.portal.fill import tasks
from tests.apps.people.test_altcha import solve
from tests.apps.portal.pages import Page, get, post
from tests.support import dossiers, officers, world

pytestmark = pytest.mark.django_db
LastCode = Callable[[str], str]
CITIZEN = world.PHONES["citizen"]
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


@pytest.fixture
def citizen() -> Client:
    client = Client()
    client.force_login(world.account("citizen"))
    return client


def address(dossier: Dossier, name: str, *more: str) -> str:
    return reverse(f"draft_{name}", args=[dossiers.BIRTH, dossier.id, *more])


def section_of(dossier: Dossier) -> str:
    return address(dossier, "section", "requester")


def typed(page: Page, name: str) -> str:
    return page.all(f"[name={name}]")[0].given.get("value", "")


def filled(page: Page) -> dict[str, str]:
    """The form of a page as a browser would send it."""
    fields = {}
    for one in [*page.all("main input"), *page.all("main select"), *page.all("main textarea")]:
        kind, name = one.given.get("type", "text"), one.given.get("name")
        if not name or name == "csrfmiddlewaretoken" or (kind in ("radio", "checkbox") and "checked" not in one.given):
            continue
        if one.tag == "select":
            chosen = [option for option in one.all("option") if "selected" in option.given]
            fields[name] = chosen[0].given.get("value", "") if chosen else ""
        else:
            fields[name] = one.text if one.tag == "textarea" else one.given.get("value", "on")
    return fields


def hand_in(browser: Client, draft: Dossier) -> Any:
    return browser.post(address(draft, "review"), {"altcha": solve(altcha.challenge("submit"))})


# One-time codes


def test_a_wrong_code_says_how_many_tries_are_left(browser: Client, last_code: LastCode) -> None:
    browser.post("/dang-nhap/", {"phone": CITIZEN})
    wrong = f"{(int(last_code(CITIZEN)) + 1) % 10**6:06d}"
    page = post(browser, "/dang-nhap/xac-nhan/", {"code": wrong}, 422)
    assert page.problems == ["Mã chưa đúng. Hãy xem lại tin nhắn mới nhất. Bạn còn 4 lần nhập."]
    answer = browser.post("/dang-nhap/xac-nhan/", {"code": last_code(CITIZEN)})
    assert answer["Location"] == "/ho-so/"


def test_an_expired_code_says_how_to_get_a_new_one(browser: Client, last_code: LastCode) -> None:
    browser.post("/dang-nhap/", {"phone": CITIZEN})
    code = last_code(CITIZEN)
    with clock.travel(clock.now() + timedelta(minutes=6)):
        page = post(browser, "/dang-nhap/xac-nhan/", {"code": code}, 422)
    assert page.problems == ["Mã đã hết hạn hoặc đã dùng. Hãy bấm “Gửi lại mã” để nhận mã mới."]
    assert "Gửi lại mã" in page.buttons()


def test_signing_in_leads_to_this_site_only(browser: Client, last_code: LastCode) -> None:
    for next_page in ("https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"):
        browser.post("/dang-nhap/", {"phone": CITIZEN, "next": next_page})
        answer = browser.post("/dang-nhap/xac-nhan/", {"code": last_code(CITIZEN)})
        assert answer["Location"] == "/ho-so/"
        browser.post("/dang-xuat/")
        assert officers.sign_in(browser, world.PHONES["clerk"], next=next_page)["Location"] == "/mot-cua/"
        browser.post("/dang-xuat/")


# Two windows, two clicks, back


def test_the_second_of_two_tabs_keeps_what_was_typed_and_overwrites_nothing_unseen(citizen: Client) -> None:
    draft = dossiers.draft()
    one, other = filled(get(citizen, section_of(draft))), filled(get(citizen, section_of(draft)))
    assert citizen.post(section_of(draft), {**one, "full_name": "Trịnh Bảo Một"}).status_code == 302
    page = post(citizen, section_of(draft), {**other, "full_name": "Trịnh Bảo Hai"}, 409)
    assert page.problems == ["Mục này vừa được lưu ở một cửa sổ khác. Hãy xem lại rồi bấm “Tiếp tục”."]
    assert typed(page, "full_name") == "Trịnh Bảo Hai"
    assert Dossier.objects.get(pk=draft.pk).answers["requester"]["full_name"] == "Trịnh Bảo Một"
    assert citizen.post(section_of(draft), filled(page)).status_code == 302
    assert Dossier.objects.get(pk=draft.pk).answers["requester"]["full_name"] == "Trịnh Bảo Hai"


def test_a_second_click_and_the_way_back_lead_to_the_same_confirmation(citizen: Client) -> None:
    draft = dossiers.draft()
    confirmation = reverse("submitted", args=[draft.id])
    page = filled(get(citizen, section_of(draft)))
    assert hand_in(citizen, draft)["Location"] == confirmation
    assert hand_in(citizen, draft)["Location"] == confirmation
    for place in (address(draft, "review"), section_of(draft), reverse("draft", args=[dossiers.BIRTH, draft.id])):
        assert citizen.get(place)["Location"] == confirmation
    assert citizen.post(section_of(draft), {**page, "full_name": "Người Khác"})["Location"] == confirmation
    assert len(journal.entries(draft.subject)) == 1
    assert Dossier.objects.get(pk=draft.pk).answers == draft.answers


def test_one_proof_hands_in_one_dossier(citizen: Client) -> None:
    first, second = dossiers.draft(), dossiers.draft(seed=2)
    proof = {"altcha": solve(altcha.challenge("submit"))}
    assert citizen.post(address(first, "review"), proof).status_code == 302
    page = post(citizen, address(second, "review"), proof, 422)
    assert page.problems == ["Mã xác nhận chưa hợp lệ hoặc đã hết hạn. Hãy đánh dấu lại ô “Mã xác nhận”."]


def test_taking_a_file_away_twice_is_taking_it_away_once(citizen: Client) -> None:
    draft = dossiers.draft()
    paper = Paper.objects.filter(dossier=draft)[0]
    for _ in range(2):
        answer = citizen.post(address(draft, "paper", paper.component), {"remove": str(paper.id)})
        assert answer.status_code == 302
    assert not Paper.objects.filter(pk=paper.pk).exists()


# Files


class Watchful:
    """Stands for the scanner: it knows the test virus that every scanner knows."""

    def __init__(self, address: str) -> None:
        pass

    def scan(self, stream: BinaryIO) -> Verdict:
        stream.seek(0)
        return Verdict(EICAR not in stream.read(), "Eicar-Test-Signature")


def _named(data: bytes, name: str) -> io.BytesIO:
    file = io.BytesIO(data)
    file.name = name
    return file


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (dossiers.photograph().read() + b"\0" * (15 << 20), "anh-lon.jpg", "Hãy chụp lại với cỡ ảnh nhỏ hơn"),
        (b"MZ\x90\x00" + b"\0" * 4000, "giay-chung-sinh.jpg", "giay-chung-sinh.jpg"),
        (dossiers.photograph().read() + EICAR, "anh-nhiem.jpg", "có vi-rút nên không được nhận"),
        (b"", "trong.jpg", "trong.jpg"),
        (b"%PDF-1.7 hong", "hong.pdf", "hong.pdf"),
    ],
    ids=["oversized", "renamed", "infected", "empty", "broken"],
)  # fmt: skip
def test_a_bad_file_is_refused_by_name_and_the_good_ones_stay(
    citizen: Client, settings: Any, data: bytes, name: str, words: str
) -> None:
    settings.MOTCUA_CLAMD, settings.MOTCUA_SCANNER = "local", f"{__name__}.Watchful"
    draft = dossiers.draft()
    component = Paper.objects.filter(dossier=draft)[0].component
    before = StoredFile.objects.count()
    page = post(citizen, address(draft, "paper", component), {"paper": _named(data, name)}, 422)
    assert name in page.problems[0] and words in page.problems[0]
    assert StoredFile.objects.count() == before
    assert Paper.objects.filter(dossier=draft, component=component).count() == 1


def test_a_file_found_infected_later_is_shown_to_nobody(citizen: Client) -> None:
    draft = dossiers.draft()
    paper = Paper.objects.filter(dossier=draft)[0]
    StoredFile.objects.filter(pk=paper.file_id).update(scan="infected")
    place = reverse("paper_file", args=[draft.id, paper.id])
    for shown in (place, f"{place}?nho=1"):
        assert "vi-rút" in get(citizen, shown, status=410).text


def test_ten_megabytes_of_text_are_refused_with_what_to_do(citizen: Client) -> None:
    draft = dossiers.draft()
    page = post(citizen, section_of(draft), {"full_name": "A" * (10 << 20)}, 400)
    assert "Thông tin gửi lên bị thiếu hoặc quá lớn." in page.text
    assert Dossier.objects.get(pk=draft.pk).answers == draft.answers


# A session that was lost


def test_words_typed_before_the_session_was_lost_are_there_after_signing_in(
    citizen: Client, last_code: LastCode
) -> None:
    draft = dossiers.draft()
    form = {**filled(get(citizen, section_of(draft))), "full_name": "Trịnh Bảo Ngọc Lan"}
    citizen.cookies.pop("motcua")
    door = citizen.post(section_of(draft), form)["Location"]
    back = parse_qs(urlsplit(door).query)["next"][0]
    citizen.post("/dang-nhap/", {"phone": CITIZEN, "next": back})
    returned = citizen.post("/dang-nhap/xac-nhan/", {"code": last_code(CITIZEN)})["Location"]
    page = get(citizen, returned)
    assert typed(page, "full_name") == "Trịnh Bảo Ngọc Lan"
    assert citizen.post(returned, filled(page)).status_code == 302
    assert Dossier.objects.get(pk=draft.pk).answers["requester"]["full_name"] == "Trịnh Bảo Ngọc Lan"


def test_a_request_to_withdraw_outlives_the_session(citizen: Client, last_code: LastCode) -> None:
    place = reverse("dossier_act", args=[dossiers.processing().id, "request-withdrawal"])
    citizen.cookies.pop("motcua")
    citizen.post(place, {"reason": "Tôi đã làm thủ tục này ở xã khác."})
    citizen.post("/dang-nhap/", {"phone": CITIZEN, "next": place})
    returned = citizen.post("/dang-nhap/xac-nhan/", {"code": last_code(CITIZEN)})["Location"]
    assert "Tôi đã làm thủ tục này ở xã khác." in get(citizen, returned).text


def test_an_officers_reason_outlives_the_session(browser: Client) -> None:
    dossier = dossiers.submitted()
    place = reverse("desk_act", args=[dossier.id, "reject"])
    door = browser.post(place, {"reason": "Không đúng nơi giải quyết.", "basis": "Điều 9", "seen": "x"})["Location"]
    assert door.startswith("/dang-nhap/can-bo/?next=")
    page = get(browser, officers.sign_in(browser, world.PHONES["clerk"], next=place)["Location"])
    assert "Không đúng nơi giải quyết." in page.source and "Điều 9" in page.source
    dossier.refresh_from_db()
    assert dossier.state == "submitted"


def test_the_page_of_a_forged_or_stale_form_keeps_the_words(citizen: Client) -> None:
    draft = dossiers.draft()
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = citizen.cookies
    sent = {"full_name": "Trịnh Bảo Ngọc", "confirmation-code": "123456"}
    answer = strict.post(section_of(draft), sent, headers={"Referer": f"http://testserver{section_of(draft)}"})
    page = Page(answer.content.decode())
    assert answer.status_code == 403 and "Những gì bạn đã nhập vẫn còn. Hãy bấm Gửi lại." in page.text
    assert typed(page, "full_name") == "Trịnh Bảo Ngọc" and "123456" not in page.source
    forged = strict.post(section_of(draft), sent, headers={"Referer": "https://evil.example/"})
    assert "Trịnh Bảo Ngọc" not in forged.content.decode()


# Too much of it


def test_a_machine_cannot_begin_drafts_without_end(browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "BEGUN_PER_ADDRESS", 2)
    place = reverse("start", args=[dossiers.BIRTH])
    answers = [browser.post(place).status_code for _ in range(3)]
    assert answers == [302, 302, 429]


def test_no_code_is_sent_before_there_is_a_phone(browser: Client) -> None:
    begun = browser.post(reverse("start", args=[dossiers.BIRTH]))["Location"]
    draft = Dossier.objects.latest("id")
    answer = browser.post(f"{begun}ma-xac-nhan/")
    assert answer["Location"] == address(draft, "contact")
    assert not Message.objects.filter(recipient="").exists()


def test_who_has_many_drafts_is_told_what_to_do(citizen: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafting, "MOST_DRAFTS", 1)
    dossiers.draft()
    told = citizen.post(reverse("start", args=[dossiers.BIRTH]), follow=True).content.decode()
    assert told.count("Bạn đã có 1 bản nháp. Hãy nộp hoặc xóa bớt rồi làm hồ sơ mới.") == 1


# Guessing


def test_a_pin_cannot_be_guessed(browser: Client) -> None:
    dossier = dossiers.received()
    right = {"ma": dossier.code, "pin": pin.of(dossier)}
    for _ in range(pin.TRIES_PER_DOSSIER):
        page = post(browser, "/tra-cuu/mo/", {"ma": dossier.code, "pin": "22222-22222"}, 422)
        assert page.problems == ["Mã hồ sơ hoặc mã tra cứu chưa đúng. Hãy xem lại trên giấy hẹn."]
    answer = browser.post("/tra-cuu/mo/", right)
    assert answer.status_code == 429 and int(answer["Retry-After"]) > 0
    assert "Bạn đã thử quá nhiều lần" in answer.content.decode()
    with clock.travel(clock.now() + timedelta(minutes=61)):
        assert browser.post("/tra-cuu/mo/", right)["Location"] == reverse("dossier", args=[dossier.id])


def test_a_code_that_exists_answers_like_one_that_does_not(browser: Client) -> None:
    """Asking for a code, giving a wrong one, giving a wrong PIN: the same words, the same limits."""
    real, unknown = dossiers.received().code or "", "H42.37.117-261121-9999"
    asks: list[tuple[str, dict[str, str]]] = [
        ("/tra-cuu/ma-xac-nhan/", {}),
        ("/tra-cuu/ma-xac-nhan/?pin", {}),
        ("/tra-cuu/", {"confirmation-code": "000000"}),
        ("/tra-cuu/cap-lai-ma/", {"confirmation-code": "000000"}),
        ("/tra-cuu/mo/", {"pin": "22222-22222"}),
    ]
    for place, fields in asks:
        for _ in range(7):
            answers = [_told(browser, place, code, fields) for code in (real, unknown)]
            assert answers[0] == answers[1], place


def _told(browser: Client, place: str, code: str, fields: dict[str, str]) -> tuple[int, str]:
    answer = browser.post(place, {"ma": code, **fields})
    page = Page(answer.content.decode())
    return answer.status_code, page.text.replace(code, "")


def test_a_look_up_tells_progress_and_no_person(browser: Client) -> None:
    """Invariant 7: no personal data in the public look-up, whatever the stage."""
    for make in (dossiers.submitted, dossiers.processing, dossiers.supplementing, dossiers.resolved):
        dossier = make()
        for code in filter(None, (dossier.submission_code, dossier.code)):
            page = post(browser, "/tra-cuu/", {"ma": code, "altcha": solve(altcha.challenge("track"))})
            private = {dossier.contact_name, dossier.phone, dossier.email, *_texts(dossier.answers)}
            assert not [word for word in private if len(word) > 7 and word in page.source]
            assert "Nộp hồ sơ" in page.text


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for inner in value.values() for text in _texts(inner)]
    return [value] if isinstance(value, str) and not value.startswith("{") else []
