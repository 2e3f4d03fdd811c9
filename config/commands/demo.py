"""`motcua demo load` and `motcua demo accounts`: the invented province to try everything with."""

from pathlib import Path

import click

from config.console import as_json, show, start_django, table

TITLES = ("Vai trò", "Họ tên", "Số điện thoại", "Mật khẩu")
BY_CODE = "(mã gửi về điện thoại)"
THEN = "Sau mật khẩu, cán bộ nhập mã 6 số của ứng dụng. Xem mã: .venv/bin/motcua demo accounts --otp"


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
@click.option("--otp", is_flag=True, help="The code each officer's app shows now, good for half a minute.")
@as_json
def accounts(as_json: bool, otp: bool) -> None:
    """Who can sign in: role, name, phone, password (citizens sign in by a code sent to the phone)."""
    from demo.accounts import table as rows_of_people
    from demo.codes import code

    rows = rows_of_people()
    cells = [[row["role"], row["name"], row["phone"], row["password"] or BY_CODE] for row in rows]
    if otp:
        codes = [{"phone": row["phone"], "code": code(row["phone"])} for row in rows if row["password"]]
        names = {row["phone"]: row["name"] for row in rows}
        shown = [[names[one["phone"]], one["phone"], one["code"]] for one in codes]
        show(codes, as_json, lambda: table(("Họ tên", "Số điện thoại", "Mã bây giờ"), shown))
        return
    show(rows, as_json, lambda: f"{table(TITLES, cells)}\n{THEN}")


@command.command()
@as_json
def dossiers(as_json: bool) -> None:
    """Submit a few dossiers, so that officers find something waiting; each call makes more."""
    start_django()
    from demo.dossiers import make

    codes = [dossier.submission_code for dossier in make()]
    show({"submitted": codes}, as_json, lambda: "\n".join(map(str, codes)))


@command.command()
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Where the PKCS#12 file goes.")
@click.option("--name", default="Công ty TNHH Gốm sứ Sông Hồng Thử Nghiệm", show_default=True)
@click.option("--tax-code", default="", help="Of an organisation; by default the business of the demonstration.")
@click.option("--personal-id", default="", help="Of a person, instead of a tax code.")
def certificate(out: Path, name: str, tax_code: str, personal_id: str) -> None:
    """A key with a certificate of the sandbox's authority, in a file with the password "motcua"."""
    from config.trying import certificate as given

    code = "" if personal_id else tax_code or "9999999901"
    out.write_bytes(given(name=name, tax_code=code, personal_id=personal_id))
    click.echo(str(out))


@command.command()
@click.argument("challenge", type=click.Path(exists=True, path_type=Path))
@click.option("--key", type=click.Path(exists=True, path_type=Path), required=True, help="A file of `certificate`.")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Where the signed file goes.")
def sign(challenge: Path, key: Path, out: Path) -> None:
    """Sign a downloaded page, as the software of a token would: a PDF inside, any other file beside (.p7s)."""
    from config.trying import signed

    out.write_bytes(signed(challenge.read_bytes(), key))
    click.echo(str(out))
