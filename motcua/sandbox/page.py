"""The inbox as people read it: who got messages on the left, the messages newest first on the right."""

import re
from datetime import datetime
from html import escape
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from motcua.sandbox.store import Received

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
CHANNEL = {"sms": "Tin nhắn SMS", "smtp": "Thư điện tử"}
MODE = {
    "ok": "đang chạy tốt",
    "fail": "đang giả hỏng",
    "reject": "đang từ chối",
    "delay": "đang trả lời chậm",
    "repeat": "đang gửi lặp",
    "lie_ok": "đang báo xong mà bỏ tin",
    "lie_fail": "đang nhận tin mà báo hỏng",
}
_LINK = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:!?)]")

_PAGE = """<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="stylesheet" href="/static/sandbox.css">
<link rel="icon" href="data:,">
</head>
<body>
<header><h1>Hộp thư thử nghiệm</h1>
<p>Tin nhắn và thư của bản dùng thử nằm ở đây. Không có gì được gửi ra ngoài.</p></header>
{content}
</body>
</html>
"""


def moment(at: float) -> str:
    """A moment as "14:05:09 ngày 21/11/2026", Vietnamese time."""
    return datetime.fromtimestamp(at, HANOI).strftime("%H:%M:%S ngày %d/%m/%Y")


def as_json(message: Received) -> dict[str, Any]:
    """One message for machines, with its one-time codes picked out."""
    return {
        "id": message.id,
        "service": message.service,
        "to": message.recipient,
        "sender": message.sender,
        "subject": message.subject,
        "text": message.text,
        "at": datetime.fromtimestamp(message.at, HANOI).isoformat(),
        "key": message.key,
        "deliveries": message.deliveries,
        "codes": message.codes,
    }


def _text(text: str) -> str:
    """Escaped, with links to follow and line breaks kept by the style sheet."""
    parts, end = [], 0
    for match in _LINK.finditer(text):
        address = escape(match[0])
        parts += [escape(text[end : match.start()]), f'<a href="{address}">{address}</a>']
        end = match.end()
    return "".join(parts) + escape(text[end:])


def _message(message: Received) -> str:
    again = f'<p class="note">Nhà mạng giao {message.deliveries} lần.</p>' if message.deliveries > 1 else ""
    subject = f'<p class="subject">{escape(message.subject)}</p>' if message.subject else ""
    return (
        f'<li id="m{message.id}"><article aria-labelledby="h{message.id}">'
        f'<h3 id="h{message.id}">{CHANNEL[message.service]} đến {escape(message.recipient)}</h3>'
        f'<p class="note">{moment(message.at)} · từ {escape(message.sender)}</p>'
        f'{subject}<p class="text">{_text(message.text)}</p>{again}</article></li>'
    )


def _people(people: list[tuple[str, int]], chosen: str) -> str:
    rows = [("", "Tất cả mọi người")] + [(who, f"{who} ({count})") for who, count in people]
    items = ""
    for who, label in rows:
        here = ' aria-current="page"' if who == chosen else ""
        items += f'<li><a href="/?to={quote(who)}"{here}>{escape(label)}</a></li>'
    return f'<nav aria-labelledby="people"><h2 id="people">Người nhận</h2><ul>{items}</ul></nav>'


def inbox(people: list[tuple[str, int]], found: list[Received], to: str, services: dict[str, str]) -> str:
    """The whole page; `to` is what was searched, `services` the present mode of each."""
    modes = "".join(f"<li>{CHANNEL[name]}: {MODE[mode]}</li>" for name, mode in services.items())
    messages = "".join(_message(message) for message in found)
    listing = f'<ol class="messages">{messages}</ol>' if found else "<p>Chưa có tin nào.</p>"
    content = f"""<form action="/" method="get" role="search">
<label for="to">Tìm theo số điện thoại hoặc thư điện tử</label>
<div class="row"><input id="to" name="to" type="search" value="{escape(to)}" autocomplete="off">
<button>Tìm kiếm</button></div></form>
<div class="columns">{_people(people, to)}
<main id="inbox"><h2>Tin nhận được</h2>
<p><a href="/?to={quote(to)}">Xem tin mới</a></p>{listing}</main></div>
<footer><h2>Dịch vụ giả lập</h2><ul>{modes}</ul>
<p><a href="/oidc/">Người dùng thử của trang định danh</a></p></footer>"""
    return _PAGE.format(title="Hộp thư thử nghiệm", content=content)


def missing() -> str:
    back = '<main><h2>Không có trang này</h2><p><a href="/">Về hộp thư</a></p></main>'
    return _PAGE.format(title="Không có trang này – Hộp thư thử nghiệm", content=back)
