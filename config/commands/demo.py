"""`motcua demo load` and `motcua demo accounts`: the invented province to try everything with."""

import click

from config.console import as_json, show, start_django, table

TITLES = ("Vai trò", "Họ tên", "Số điện thoại", "Mật khẩu")
BY_CODE = "(mã gửi về điện thoại)"


@click.group(name="demo")
def command() -> None:
    """The demonstration: invented people in a province with real names of places."""


@command.command()
@as_json
def load(as_json: bool) -> None:
    """Load the demonstration, or bring it up to date; running it again changes nothing."""
    start_django()
    from demo.load import load as load_demo

    load_demo(lambda line: None if as_json else click.echo(line))
    show({"loaded": True}, as_json, lambda: "Đã nạp dữ liệu trình diễn.")


@command.command()
@as_json
def accounts(as_json: bool) -> None:
    """Who can sign in: role, name, phone, password (citizens sign in by a code sent to the phone)."""
    from demo.accounts import table as rows_of_people

    rows = rows_of_people()
    cells = [[row["role"], row["name"], row["phone"], row["password"] or BY_CODE] for row in rows]
    show(rows, as_json, lambda: table(TITLES, cells))


@command.command()
@as_json
def dossiers(as_json: bool) -> None:
    """Submit a few dossiers, so that officers find something waiting; each call makes more."""
    start_django()
    from demo.dossiers import make

    codes = [dossier.submission_code for dossier in make()]
    show({"submitted": codes}, as_json, lambda: "\n".join(map(str, codes)))
