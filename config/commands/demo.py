"""`motcua demo load` and `motcua demo accounts`: the invented province to try everything with."""

import click

from config.console import as_json, show, start_django, table

TITLES = {"role": "Vai trò", "name": "Họ tên", "phone": "Số điện thoại", "password": "Mật khẩu"}


@click.group(name="demo")
def command() -> None:
    """The demonstration: invented people in a province with real names of places."""


@command.command()
@as_json
def load(as_json: bool) -> None:
    """Load the demonstration, or bring it up to date; running it again changes nothing."""
    start_django()
    from demo.load import load as load_demo

    load_demo()
    show({"loaded": True}, as_json, lambda: "Đã nạp dữ liệu trình diễn.")


@command.command()
@as_json
def accounts(as_json: bool) -> None:
    """Who can sign in: role, name, phone, password (citizens sign in by a code sent to the phone)."""
    start_django()
    from demo.load import accounts as demo_accounts

    rows = demo_accounts()
    show(
        rows,
        as_json,
        lambda: table(list(TITLES.values()), [[row.get(key) or "" for key in TITLES] for row in rows]),
    )
