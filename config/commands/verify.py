"""`motcua verify`: whether the journal is whole."""

import click

from config.console import as_json, show, start_django


@click.command()
@as_json
def command(as_json: bool) -> None:
    """Check the chain of the journal; a broken entry is named and the command fails."""
    start_django()
    from motcua.journal.api import verify_all

    broken = list(verify_all())
    show(
        {"whole": not broken, "broken": [str(each) for each in broken]},
        as_json,
        lambda: "\n".join(map(str, broken)) or "Nhật ký nguyên vẹn.",
    )
    if broken:
        raise SystemExit(1)
