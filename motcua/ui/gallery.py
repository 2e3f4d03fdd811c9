"""The gallery: every component in every state on one page, for people who build pages and for the tests."""

from datetime import datetime
from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from motcua.kit.clock import HANOI
from motcua.ui.navigation import Contact

CONTACT = Contact(
    name="Trung tâm phục vụ hành chính công xã Mẫu",
    address="Số 1, đường Chính, xã Mẫu",
    phone="02253825333",
    email="motcua@mau.example",
    hours_text="Thứ Hai đến thứ Sáu, 7 giờ 30 đến 11 giờ 30 và 13 giờ 30 đến 17 giờ",
    official_in_charge="Bà Nguyễn Thị Ễnh",
)
TASKS = [
    {
        "title": "Chuẩn bị",
        "items": [
            {"title": "Cơ quan giải quyết hồ sơ", "href": "#a", "state": "done", "hint": "UBND xã Mẫu"},
            {"title": "Tờ khai", "href": "#b", "state": "started"},
            {"title": "Thành phần hồ sơ", "href": "#c", "state": "problem"},
        ],
    },
    {
        "title": "Nộp",
        "items": [
            {"title": "Thông tin người nộp", "href": "#d", "state": "todo"},
            {"title": "Giấy ủy quyền", "href": "#e", "state": "optional"},
            {"title": "Kiểm tra và nộp", "href": None, "state": "blocked", "hint": "Làm xong các mục trên trước."},
        ],
    },
]
TIMELINE = [
    {"title": "Đã nộp hồ sơ", "state": "done", "at": datetime(2026, 11, 20, 8, 5, tzinfo=HANOI), "who": "Bạn"},
    {
        "title": "Đang giải quyết",
        "state": "current",
        "at": datetime(2026, 11, 21, 9, 0, tzinfo=HANOI),
        "who": "Công chức tư pháp – hộ tịch",
        "text": "Hồ sơ đủ giấy tờ. Công chức đang kiểm tra thông tin.",
    },
    {"title": "Trả kết quả", "state": "future", "at": datetime(2026, 11, 23, 17, 0, tzinfo=HANOI)},
]
FILES = [
    {"id": "1", "name": "giay-chung-sinh.jpg", "size": 245_000, "scan": "clean", "thumb": None, "href": "#f"},
    {"id": "2", "name": "so-ho-khau-trang-hai.pdf", "size": 1_450_000, "scan": "waiting", "thumb": None, "href": None},
    {
        "id": "3",
        "name": "anh.png",
        "size": 99_000,
        "scan": "infected",
        "thumb": None,
        "href": None,
        "replace_href": "#g",
    },
]
PROBLEMS = [
    SimpleNamespace(field="ho-ten", message="Hãy nhập họ, chữ đệm và tên của trẻ."),
    SimpleNamespace(field="ngay-sinh-d", message="Ngày sinh phải trước hôm nay, ví dụ 27/3/2026."),
    SimpleNamespace(field="", message="Hồ sơ chưa có giấy chứng sinh."),
]
ROWS = [
    {"label": "Họ và tên trẻ", "value": "Nguyễn Văn Ẩn", "href": "#h"},
    {"label": "Nơi sinh", "value": ["Bệnh viện đa khoa Mẫu", "Xã Mẫu, tỉnh Mẫu"], "href": "#i"},
    {"label": "Dân tộc", "value": ""},
]
TABLE = [["Bản sao trích lục", "2", "16.000 đồng"], ["Phí gửi bưu điện", "1", "0 đồng"]]
FILTERS: list[dict[str, Any]] = [
    {"name": "tim", "label": "Mã hồ sơ hoặc tên", "value": ""},
    {"name": "han", "label": "Hạn trả", "value": "soon", "options": [("", "Tất cả"), ("soon", "Sắp đến hạn")]},
]
SAVED = [
    {"text": "Việc của tôi", "href": "#j", "current": True, "count": 3},
    {"text": "Quá hạn", "href": "#k", "current": False, "count": 1},
]
CHOICES = [
    {"value": "counter", "text": "Nhận tại bộ phận một cửa", "hint": {"text": "Mang theo giấy tờ gốc."}},
    {"value": "online", "text": "Nhận bản điện tử", "checked": True},
]


def gallery(request: HttpRequest) -> HttpResponse:
    """Show the gallery. `?office=1` shows it in the officers' frame."""
    context = {
        "contact": CONTACT,
        "tasks": TASKS,
        "timeline_items": TIMELINE,
        "files": FILES,
        "problems": PROBLEMS,
        "rows": ROWS,
        "table": TABLE,
        "filters": FILTERS,
        "saved": SAVED,
        "choices": CHOICES,
        "frame": "ui/office.html" if request.GET.get("office") else "ui/base.html",
    }
    return render(request, "ui/gallery.html", context)
