"""One ordinary context per purpose, as long as real ones are."""

from datetime import datetime
from typing import Any

from motcua.kit.clock import HANOI

DUE = datetime(2026, 11, 25, 17, 0, tzinfo=HANOI)
NOW = datetime(2026, 11, 23, 9, 5, tzinfo=HANOI)
OFFICE = {
    "name": "UBND xã Nam Trực",
    "phone": "02283123456",
    "address": "thôn Trung, xã Nam Trực, tỉnh Ninh Bình",
    "hours": "7 giờ 30 đến 17 giờ 00, thứ Hai đến thứ Sáu",
    "official": "Cán bộ một cửa",
}
DOSSIER = {
    "code": "H42.37.01-261123-0001",
    "procedure": "Đăng ký khai sinh",
    "office": OFFICE,
    "link": "https://motcua.example.vn/ho-so/01a2007ad495",
}
CONTEXTS: dict[str, dict[str, Any]] = {
    "one_time_code": {"code": "482913", "minutes": 5},
    "new_sign_in": {"device": "Chrome, Android", "at": NOW, "link": "https://motcua.example.vn/tai-khoan/thiet-bi/"},
    "new_key": {"key": "Điện thoại của mẹ", "at": NOW, "link": "https://motcua.example.vn/tai-khoan/bao-mat/"},
    "factor_changed": {
        "what": "recovery_codes",
        "at": NOW,
        "link": "https://motcua.example.vn/tai-khoan/bao-mat/",
    },
    "phone_change_asked": {
        "new_phone": "091…678",
        "until": DUE,
        "link": "https://motcua.example.vn/tai-khoan/so-dien-thoai/dung/",
    },
    "phone_changed": {"new_phone": "091…678", "lost": True, "link": "https://motcua.example.vn/tai-khoan/bao-mat/"},
    "invited": {
        "principal": "Công ty TNHH Gốm sứ Sông Hồng",
        "days": 14,
        "link": "https://motcua.example.vn/tai-khoan/lam-thay/",
    },
    "counter_code": {
        "code": "482913",
        "minutes": 5,
        "procedure": "Đăng ký khai sinh",
        "office_name": "UBND xã Nam Trực",
    },
    "dossier_help_asked": {
        "who": "Trịnh Bảo Ngọc",
        "procedure": "Đăng ký khai sinh",
        "link": "https://motcua.example.vn/cung-lam/k3J9x0aQ2/",
    },
    "agreement_asked": {
        "who": "Trịnh Bảo Ngọc",
        "procedure": "Đăng ký kết hôn",
        "link": "https://motcua.example.vn/ky-chung/k3J9x0aQ2/",
    },
    "agreement_lost": {"name": "Phạm Ngọc Diễm", "procedure": "Đăng ký kết hôn"},
    "agreement_answered": {
        "name": "Phạm Ngọc Diễm",
        "procedure": "Đăng ký kết hôn",
        "agreed": False,
        "reason": "sai ngày sinh của tôi",
        "link": "https://motcua.example.vn/ho-so/01a2007ad495",
    },
    "authorised": {"agent": "Vũ Văn Em", "until": DUE.date(), "link": "https://motcua.example.vn/tai-khoan/uy-quyen/"},
    "authorised_agent": {
        "principal": "Vũ Thị Già",
        "until": DUE.date(),
        "link": "https://motcua.example.vn/tai-khoan/uy-quyen/",
    },
    "authorise_code": {
        "code": "482913",
        "minutes": 5,
        "agent": "Vũ Văn Em",
        "until": DUE.date(),
        "office_name": "UBND xã Nam Trực",
    },
    "counter_phone_code": {"code": "482913", "minutes": 5, "office_name": "UBND xã Nam Trực"},
    "registered": {**DOSSIER, "code": "MC-261123-7K3F-9QXD", "submitted_at": NOW, "answer_by": DUE},
    "received": {
        **DOSSIER,
        "due_at": DUE,
        "place": "Trung tâm Phục vụ hành chính công xã Nam Trực",
        "fee": 8000,
        "submission_code": "MC-261123-7K3F-9QXD",
    },
    "supplement": {
        **DOSSIER,
        "items": [
            {"label": "Giấy chứng sinh", "problem": "ảnh mờ, không đọc được ngày sinh."},
            {"label": "Giấy chứng nhận kết hôn", "problem": "thiếu trang có dấu."},
        ],
        "basis": "Điều 16 Luật Hộ tịch",
        "answer_by": DUE,
    },
    "result_ready": {**DOSSIER, "online": False, "bring": ["Giấy chứng sinh"], "fee": 8000},
    "refused": {**DOSSIER, "reason": "trẻ đã được khai sinh tại xã khác", "basis": "Điều 13 Luật Hộ tịch"},
    "withdrawn": DOSSIER,
    "draft_idle": {"procedure": "Đăng ký khai sinh", "day": DUE, "link": "https://motcua.example.vn/ho-so/"},
    "papers_expire": {**DOSSIER, "day": DUE},
    "withdrawal_declined": {**DOSSIER, "reason": "kết quả đã được ký"},
    "stopped": {**DOSSIER, "reason": "quá hạn bổ sung", "basis": "Điều 19 Nghị định 118/2025/NĐ-CP"},
    "returned": {**DOSSIER, "returned_at": NOW},
    "correction_asked": {**DOSSIER, "what": "ngày sinh của mẹ"},
    "pin_renewed": {**DOSSIER, "pin": "7K3FQ-9QXDA"},
    "due_changed": {**DOSSIER, "old_due": NOW, "due_at": DUE, "reason": "chờ xác minh nơi cư trú"},
}
