"""When something goes wrong, a person reads what happened, what to do, whom to call; and keeps what was typed."""

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory

from motcua.ui import errors, navigation

ADDRESS = "/quan-tri/giao-dien/"
HERE = {"Origin": "http://testserver"}


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/khong-co/", 404, "Không tìm thấy trang này"),
        ("/khong-bao-gio-co/", 404, "Không tìm thấy trang này"),
        ("/hong/", 500, "Hệ thống đang gặp trục trặc"),
        ("/ban/", 429, "chờ khoảng 3 phút"),
    ],
)
def test_trouble_says_what_to_do_and_whom_to_call(alone: Client, address: str, status: int, words: str) -> None:
    answer = alone.get(address)
    page = answer.content.decode()
    assert answer.status_code == status
    assert words in page
    assert "Bạn có thể làm gì" in page
    assert 'href="tel:02253825333"' in page


def test_waiting_time_is_told_to_machines_too(alone: Client) -> None:
    assert alone.get("/ban/")["Retry-After"] == "130"


def test_even_when_the_contact_cannot_be_read(alone: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def down(request: HttpRequest) -> navigation.Contact:
        raise RuntimeError("the database is away")

    monkeypatch.setattr(navigation, "_contact", [down])
    answer = alone.get("/hong/")
    assert answer.status_code == 500
    assert "Hãy chờ một phút rồi thử lại" in answer.content.decode()


def test_the_page_without_database_asks_it_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each question would wait for the pool's whole patience, and so would the person."""

    def asked(place: navigation.Place, request: HttpRequest) -> None:
        raise AssertionError(f"{place} was asked for")

    monkeypatch.setattr(navigation, "links", asked)
    monkeypatch.setattr(navigation, "contact", lambda request: asked("contact", request))
    request = RequestFactory().get("/")
    answer = errors.database_away(request)  # no session, no user, no database: whatever reads one fails
    assert answer.status_code == 503
    assert "Hãy chờ một phút rồi thử lại" in answer.content.decode()


@pytest.mark.parametrize("view", [errors.bad_request, errors.permission_denied])
def test_the_other_handlers(alone: Client, view: object) -> None:
    assert callable(view)
    page = view(RequestFactory().get("/"), Exception()).content.decode()
    assert "Về trang chủ" in page


def test_a_stale_form_keeps_what_was_typed(alone: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    typed = {"ho-ten": "Nguyễn <Ẩn>", "nhan": ["a", "b"], "csrfmiddlewaretoken": "cũ"}
    answer = strict.post(ADDRESS + "?buoc=2", typed, headers=HERE)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert 'name="ho-ten" value="Nguyễn &lt;Ẩn&gt;"' in page
    assert page.count('name="nhan"') == 2
    assert f'action="{ADDRESS}?buoc=2"' in page
    assert "Gửi lại" in page
    assert page.count('value="cũ"') == 0


def test_secrets_are_dropped(alone: Client) -> None:
    typed = {"password": "kín 1", "new-password1": "kín 2", "otp": "123456", "code": "9", "pin": "8", "opinion": "tốt"}
    page = Client(enforce_csrf_checks=True).post(ADDRESS, typed, headers=HERE).content.decode()
    assert "kín" not in page
    assert "123456" not in page
    assert 'name="opinion" value="tốt"' in page
    assert "bạn cần nhập lại ở trang sau" in page


def test_another_site_gets_no_button(alone: Client) -> None:
    """A hostile page must not be able to fill a form here and let the victim press our own button."""
    for origin in ({"Origin": "https://evil.example"}, {"Origin": "null"}, {}):
        page = Client(enforce_csrf_checks=True).post(ADDRESS, {"ho-ten": "An"}, headers=origin).content.decode()
        assert "Gửi lại" not in page
        assert 'value="An"' not in page


def test_files_must_be_chosen_again(alone: Client) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    upload = SimpleUploadedFile("a.jpg", b"x")
    page = (
        Client(enforce_csrf_checks=True).post(ADDRESS, {"ho-ten": "An", "tep": upload}, headers=HERE).content.decode()
    )
    assert "chọn lại tệp" in page
    assert "Gửi lại" not in page
