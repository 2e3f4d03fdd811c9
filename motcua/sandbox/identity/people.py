"""Who can sign in at the sandbox's identity providers. Passwords are public on purpose: nobody here is real."""

from dataclasses import dataclass, field
from typing import Any

from motcua.sandbox.outside import ENTERPRISES

COMPANY = "9999999919"
PASSWORD = "Dinhdanh-2026"  # noqa: S105 - shown on the sandbox's own page


@dataclass(frozen=True)
class Person:
    """`login` is what is typed on the page, `phone` gets the code, `claims` is what the provider tells about them."""

    subject: str
    login: str
    name: str
    phone: str
    claims: dict[str, Any] = field(default_factory=dict)


_CITIZENS: tuple[tuple[str, str, str, str, str, str, str, str], ...] = (
    # number, name, telephone, e-mail, date of birth, sex, address, level
    ("036195999901", "Trịnh Bảo Ngọc", "0900000301", "bao.ngoc@motcua.example", "1995-03-12", "Nữ",
     "Thôn Bình Hạ, xã Phong Doanh, tỉnh Ninh Bình", "2"),
    ("036093999902", "Lương Khánh Duy", "0900000302", "khanh.duy@motcua.example", "1993-08-05", "Nam",
     "Thôn Trung, xã Phong Doanh, tỉnh Ninh Bình", "2"),
    ("036158999903", "Mạc Thị Hoài", "0900000303", "", "1958-11-20", "Nữ",
     "Thôn Đông, xã Ý Yên, tỉnh Ninh Bình", "2"),
    ("036188999904", "Quách Hải Yến", "0900000304", "", "1988-01-30", "Nữ",
     "Cụm công nghiệp làng nghề, xã Ý Yên, tỉnh Ninh Bình", "2"),
    ("036197999905", "Vi Thị Xuân Lan", "0900000305", "xuan.lan@motcua.example", "1997-06-09", "Nữ",
     "Thôn Đồi, xã Phong Doanh, tỉnh Ninh Bình", "2"),
    ("036090999906", "Phàn Văn Sơn", "0900000306", "", "1990-02-14", "Nam",
     "Thôn Đoài, xã Ý Yên, tỉnh Ninh Bình", "1"),
)  # fmt: skip
"""The demonstration's people, and two who have no account at the portal: one of level 2, one of level 1."""

_OFFICERS = (
    ("Đinh Thị Hạnh", "0900000101", "dinh.hanh@canbo.motcua.example"),
    ("Bùi Quốc Khải", "0900000103", "bui.khai@canbo.motcua.example"),
    ("Cán bộ nơi khác", "0900000199", "noi.khac@canbo.motcua.example"),
)


def _citizen(row: tuple[str, str, str, str, str, str, str, str], realm: str) -> Person:
    number, name, phone, email, born, sex, address, level = row
    claims = {
        "LoaiTaiKhoan": "CN", "HoVaTen": name, "SoDinhDanh": number, "SoCMND": "", "DiaChi": address,
        "SoDienThoai": phone, "ThuDienTu": email, "GioiTinh": sex, "HoChieu": "", "birthdate": born, "loAs": level,
        "TechID": f"tech-{number[-6:]}",
    }  # fmt: skip
    return Person(f"{realm}-{number[-6:]}", number, name, phone, claims)


def _company() -> Person:
    """One of the enterprises that the sandbox's registry knows."""
    number, name = COMPANY, ENTERPRISES[COMPANY]["name"]
    claims = {
        "LoaiTaiKhoan": "TC", "HoVaTen": ENTERPRISES[number]["representative"], "TenDoanhNghiep": name,
        "MaSoThue": number, "MaSoDoanhNghiep": number, "DiaChi": ENTERPRISES[number]["address"],
        "SoDienThoai": "0900000307", "ThuDienTu": "lien.he@maytre.example", "loAs": "2", "TechID": f"tech-{number}",
    }  # fmt: skip
    return Person(f"dvcqg-{number}", number, name, "0900000307", claims)


def _officer(name: str, phone: str, email: str) -> Person:
    claims = {"name": name, "email": email, "email_verified": True}
    return Person(f"staff-{phone[-3:]}", email, name, phone, claims)


PEOPLE: dict[str, dict[str, Person]] = {
    "vneid": {row[0]: _citizen(row, "vneid") for row in _CITIZENS},
    "dvcqg": {row[0]: _citizen(row, "dvcqg") for row in _CITIZENS} | {COMPANY: _company()},
    "staff": {row[2]: _officer(*row) for row in _OFFICERS},
}
"""Realm → login → person."""


def knows(realm: str, login: str, password: str) -> Person | None:
    """The person whose login and password these are."""
    found = PEOPLE[realm].get(login.strip().lower().replace(" ", ""))
    return found if found is not None and password == PASSWORD else None
