"""What a person sees at the identity provider: number and password, the code, and who may try."""

from html import escape

from motcua.sandbox.identity.people import PASSWORD, PEOPLE

TITLE = {
    "vneid": "Tài khoản định danh điện tử cấp bởi Bộ Công an",
    "dvcqg": "Tài khoản cấp bởi Cổng dịch vụ công quốc gia",
    "staff": "Danh bạ cán bộ",
}
LOGIN = {
    "vneid": "Số định danh cá nhân",
    "dvcqg": "Số định danh cá nhân hoặc mã số thuế",
    "staff": "Thư điện tử công vụ",
}
_PAGE = """<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} – trang thử nghiệm</title>
<link rel="stylesheet" href="/static/sandbox.css">
<link rel="icon" href="data:,">
</head>
<body>
<header><h1>{title}</h1>
<p>Trang thử nghiệm, không phải trang thật. Đừng nhập mật khẩu thật của bạn.</p></header>
<main>{content}</main>
<footer><p><a href="/oidc/">Những người dùng thử</a></p></footer>
</body>
</html>
"""


def password(realm: str, ticket: str, typed: str = "", problem: str = "") -> str:
    """The first page: who, and the password."""
    return _form(
        realm, ticket, problem,
        f'<label for="login">{LOGIN[realm]}</label>'
        f'<div class="row"><input id="login" name="login" value="{escape(typed)}" autocomplete="username"></div>'
        '<label for="password">Mật khẩu</label>'
        '<div class="row"><input id="password" name="password" type="password" autocomplete="current-password"></div>'
        '<p><button name="do" value="password">Tiếp tục</button></p>',
    )  # fmt: skip


def otp(realm: str, ticket: str, phone: str, problem: str = "") -> str:
    """The second page: the code that was sent to the telephone."""
    return _form(
        realm, ticket, problem,
        f"<p>Đã gửi mã OTP tới số kết thúc bằng {escape(phone[-3:])}. "
        f'<a href="/?to={escape(phone)}" target="_blank" rel="noopener">Xem tin nhắn trong hộp thư thử nghiệm</a></p>'
        '<label for="otp">Mã OTP</label>'
        '<div class="row"><input id="otp" name="otp" inputmode="numeric" autocomplete="one-time-code"></div>'
        '<p><button name="do" value="otp">Xác nhận</button></p>',
    )  # fmt: skip


def wrong(realm: str, why: str) -> str:
    content = f'<h2>Không mở được trang đăng nhập</h2><p class="note">{escape(why)}</p>'
    return _PAGE.format(title=TITLE[realm], content=content)


def people() -> str:
    """Everybody who can sign in, realm by realm."""
    parts = [f"<p>Mật khẩu của tất cả: <strong>{PASSWORD}</strong>. Mã OTP nằm trong <a href='/'>hộp thư</a>.</p>"]
    for realm, known in PEOPLE.items():
        rows = "".join(
            f"<li>{escape(one.name)}: <strong>{escape(one.login)}</strong>"
            f"{', mức ' + escape(one.claims['loAs']) if 'loAs' in one.claims else ''}</li>"
            for one in known.values()
        )
        parts.append(f"<h2>{TITLE[realm]}</h2><ul>{rows}</ul>")
    return _PAGE.format(title="Những người dùng thử", content="".join(parts))


def _form(realm: str, ticket: str, problem: str, fields: str) -> str:
    shown = f'<p class="subject" role="alert">{escape(problem)}</p>' if problem else ""
    content = (
        f'<form method="post" action="/oidc/{realm}/login">{shown}'
        f'<input type="hidden" name="ticket" value="{escape(ticket)}">{fields}</form>'
        f'<form method="post" action="/oidc/{realm}/login">'
        f'<input type="hidden" name="ticket" value="{escape(ticket)}">'
        '<p><button name="do" value="cancel">Hủy, quay lại</button></p></form>'
    )
    return _PAGE.format(title=TITLE[realm], content=content)
