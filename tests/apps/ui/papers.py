"""Two papers with invented people, full of marked letters, for the tests of papers."""

from datetime import datetime
from typing import Any

from motcua.kit.clock import HANOI

AT = datetime(2026, 11, 21, 8, 5, tzinfo=HANOI)
FORM01: dict[str, Any] = {
    "agency": {"parent": "UBND xã Mẫu", "name": "Trung tâm phục vụ hành chính công"},
    "place_date": "Xã Mẫu, ngày 21 tháng 11 năm 2026",
    "number": "0001",
    "code": "H31.117.01-261121-0001",
    "submission_code": "MC-261121-7K3F-9QXD",
    "received_from": "Nguyễn Thị Ễnh Ương",
    "personal_id": "001187000123",
    "address": "Số 1, đường Chính, thôn Hạ, xã Mẫu",
    "phone": "0912 345 678",
    "email": "",
    "content": "Đăng ký khai sinh cho trẻ Nguyễn Văn Ẩn",
    "components": [
        {"name": "Tờ khai đăng ký khai sinh", "originals": 0, "copies": 0, "electronic": 1},
        {"name": "Giấy chứng sinh", "originals": 1, "copies": 0, "electronic": 1},
        {"name": "Giấy tờ chứng minh nơi cư trú", "originals": 0, "copies": 1, "electronic": 2},
    ],
    "sets": 1,
    "legal_time": "Trong ngày; nhận sau 15 giờ thì trả ngày làm việc tiếp theo",
    "received_at": "8 giờ 05, thứ Bảy ngày 21/11/2026",
    "return_at": "17 giờ 00, thứ Hai ngày 23/11/2026",
    "return_way": "Tại Trung tâm phục vụ hành chính công xã Mẫu",
    "fee": "Không thu",
    "book": "01/2026",
    "entry": "12",
    "submitter": "Nguyễn Thị Ễnh Ương",
    "receiver": "Trần Văn Ữ",
    "contact": "Bà Lê Thị Ặ, 0225 382 5333",
    "pin": "ABCDE-FGHJK",
    "lookup_address": "motcua.example/tra-cuu/",
    "qr": "https://motcua.example/tra-cuu/?ma=H31.117.01-261121-0001",
}
RESULT: dict[str, Any] = {
    "agency": {"parent": "", "name": "Ủy ban nhân dân xã Mẫu"},
    "place_date": "Xã Mẫu, ngày 23 tháng 11 năm 2026",
    "title": "Giấy khai sinh",
    "subtitle": "",
    "number": "12",
    "book": "01/2026",
    "sections": [
        {
            "title": "Người được khai sinh",
            "rows": [
                {"label": "Họ, chữ đệm, tên", "value": "NGUYỄN VĂN ẨN"},
                {"label": "Ngày, tháng, năm sinh", "value": "20/11/2026"},
                {
                    "label": "Ghi bằng chữ",
                    "value": "Ngày hai mươi tháng mười một năm hai nghìn không trăm hai mươi sáu",
                },
                {"label": "Giới tính", "value": "Nam"},
                {"label": "Nơi sinh", "value": "Bệnh viện đa khoa Mẫu, xã Mẫu, tỉnh Mẫu"},
                {"label": "Số định danh cá nhân", "value": ""},
            ],
        },
        {"title": "Người mẹ", "rows": [{"label": "Họ, chữ đệm, tên", "value": "NGUYỄN THỊ ỄNH ƯƠNG"}]},
        {"title": "Người cha", "rows": [{"label": "Họ, chữ đệm, tên", "value": "NGUYỄN ĐỨC ĐẶNG"}]},
    ],
    "officer": {"post": "Công chức tư pháp – hộ tịch", "name": "Trần Văn Ữ"},
    "signer": {"on_behalf": "TM. Ủy ban nhân dân", "post": "Chủ tịch", "name": "Lê Văn Ỷ"},
    "signed": True,
    "check_code": "7K3F 9QXD 2M4P 8RTV",
    "check_address": "motcua.example/kiem-tra/",
    "qr": "https://motcua.example/kiem-tra/7K3F9QXD2M4P8RTV",
    "note": "",
}
