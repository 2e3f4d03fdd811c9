"""`motcua inbox --to <phone|e-mail>`: what the sandbox received for somebody."""

import json
import urllib.error
import urllib.parse
import urllib.request
from typing import Any

import click

from config.console import as_json, show
from config.running import running


@click.command()
@click.option("--to", default="", help="Phone number or e-mail address; by default everybody's messages.")
@click.option("--limit", type=int, default=100, show_default=True, help="The newest so many.")
@as_json
def command(to: str, limit: int, as_json: bool) -> None:
    """Show the messages the sandbox received, with the codes in them."""
    from config.settings.services import MOTCUA_SANDBOX_URL

    base = running().get("sandbox") or MOTCUA_SANDBOX_URL
    query = urllib.parse.urlencode({"to": to, "limit": limit})
    try:
        with urllib.request.urlopen(f"{base}/inbox?{query}", timeout=10) as answer:  # noqa: S310
            found: list[dict[str, Any]] = json.load(answer)["messages"]
    except (urllib.error.URLError, OSError) as error:
        raise click.ClickException(
            f"The sandbox does not answer at {base} ({error}). Start it with: make run"
        ) from None
    show(found, as_json, lambda: "\n\n".join(_text(message) for message in found) or "Chưa có tin nhắn nào.")


def _text(message: dict[str, Any]) -> str:
    lines = [f"{message.get('at', '')}  {message.get('service', '')} → {message.get('to', '')}"]
    lines += [str(message["subject"])] if message.get("subject") else []
    return "\n".join([*lines, str(message.get("text", "")).strip()])
