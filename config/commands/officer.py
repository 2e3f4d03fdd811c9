"""`motcua officer add`: the first administrators of an office, before anybody could approve them; then pages do it."""

import click

from config.console import as_json, show, start_django


@click.group(name="officer")
def command() -> None:
    """Officers from the command line: only for the beginning, everything later takes two administrators."""


@command.command()
@click.option("--name", "full_name", required=True, help="Full name of one person, never of a desk.")
@click.option("--phone", required=True, help="The person's own mobile number: the first code goes there.")
@click.option("--personal-id", required=True, help="Their 12-digit personal number.")
@click.option("--email", default="", help="Their own address at work.")
@click.option("--office", required=True, help="Code of the office, for example H42.37.117.")
@click.option("--title", default="Quản trị hệ thống", show_default=True, help="Title of the post.")
@click.option("--role", "roles", multiple=True, default=["administrator"], show_default=True, help="May be repeated.")
@as_json
def add(
    full_name: str, phone: str, personal_id: str, email: str, office: str, title: str, roles: tuple[str, ...],
    as_json: bool,
) -> None:  # fmt: skip
    """Make an officer who may sign in at once, and sets their own password with a code sent to the phone."""
    start_django()
    from motcua.agencies import enacting, persons
    from motcua.agencies.models import Agency
    from motcua.kit.words import Invalid

    agency = Agency.objects.filter(code=office, is_active=True).first()
    if agency is None:
        raise click.ClickException(f"There is no open office with the code {office}.")
    try:
        who = persons.person(full_name, phone, email, personal_id)
        account = enacting.first_officer(who, agency, title, list(roles))
    except Invalid as error:
        raise click.ClickException(str(error)) from error
    told = {"account": str(account.pk), "office": agency.code, "next": "/dang-nhap/can-bo/lan-dau/"}
    show(told, as_json, lambda: f"{account.full_name}, {agency.name}. Đặt mật khẩu tại /dang-nhap/can-bo/lan-dau/")
