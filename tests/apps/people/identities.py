"""An identity provider that says what the test tells it: for whose account an answer is, not how it is proven."""

from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from django.http import HttpResponse
from django.test import Client

from motcua.people.sso.provider import Answer, Configuration, Question

CLIENT = "tests.apps.people.identities.Obedient"
NGOC = {
    "HoVaTen": "Trịnh Bảo Ngọc", "SoDinhDanh": "036195999901", "SoDienThoai": "0900000301", "loAs": "2",
    "birthdate": "1995-03-12", "DiaChi": "Thôn Bình Hạ, xã Phong Doanh", "LoaiTaiKhoan": "CN", "GioiTinh": "Nữ",
}  # fmt: skip
LAN = {
    "HoVaTen": "Vi Thị Xuân Lan", "SoDinhDanh": "036197999905", "SoDienThoai": "0900000305", "loAs": "2",
    "birthdate": "1997-06-09", "DiaChi": "Thôn Đồi, xã Phong Doanh", "LoaiTaiKhoan": "CN",
}  # fmt: skip


class Obedient:
    """A provider adapter without a network."""

    claims: dict[str, Any] = {}
    acr, amr = "loa2", ()

    def __init__(self, said: Configuration) -> None:
        self.said = said

    def address(self, question: Question) -> str:
        return f"https://provider.example/?{urlencode({'state': question.state})}"

    def redeem(self, question: Question, code: str, issuer: str) -> Answer:
        return Answer(str(self.claims["sub"]), self.acr, tuple(self.amr), self.claims)


def returning(browser: Client, claims: dict[str, Any], provider: str = "vneid", to: str = "", **more: Any) -> str:
    """The address by which a browser comes back that the provider has told these claims about."""
    Obedient.claims = {"sub": f"{provider}-{claims.get('SoDinhDanh', 'x')}", **claims}
    Obedient.acr = more.get("acr", {"vneid": "loa2", "dvcqg": "loa1", "staff": "mfa"}[provider])
    Obedient.amr = more.get("amr", ())
    leads = browser.get(f"/dang-nhap/{provider}/", {"next": to} if to else {})["Location"]
    state = parse_qs(urlsplit(leads).query)["state"][0]
    return f"/dang-nhap/{provider}/ve/?{urlencode({'state': state, 'code': 'c'})}"


def arrive(browser: Client, claims: dict[str, Any], provider: str = "vneid", to: str = "", **more: Any) -> HttpResponse:
    """Sign in there and come back."""
    answer: HttpResponse = browser.get(returning(browser, claims, provider, to, **more))
    return answer
