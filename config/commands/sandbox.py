"""`motcua sandbox`: the stand-ins for the SMS gateway and the mail server."""

import os
import sys

import click

from config.console import as_json, show
from config.running import HOME


@click.command()
@click.option("--port", type=int, default=8025, show_default=True, help="SMS gateway and inbox viewer.")
@click.option("--smtp-port", type=int, default=8026, show_default=True)
@as_json
def command(port: int, smtp_port: int, as_json: bool) -> None:
    """Receive every SMS and e-mail instead of the real providers, and show them."""
    data = HOME / "sandbox"
    data.mkdir(parents=True, exist_ok=True)
    show(
        {"port": port, "smtp_port": smtp_port, "data": str(data)},
        as_json,
        lambda: f"http://127.0.0.1:{port}/",
    )
    sys.stdout.flush()
    words = ["--port", str(port), "--smtp-port", str(smtp_port), "--data", str(data)]
    os.execv(sys.executable, [sys.executable, "-m", "motcua.sandbox", *words])  # noqa: S606
