"""`motcua serve`: the web server."""

import os
import sys

import click

from config.console import as_json, show


@click.command()
@click.option("--host", envvar="MOTCUA_BIND", default="127.0.0.1", show_default=True, help="0.0.0.0 for all.")
@click.option("--port", envvar="PORT", type=int, default=8000, show_default=True)
@click.option("--workers", envvar="MOTCUA_WORKERS", type=int, default=2, show_default=True, help="Processes.")
@click.option("--threads", envvar="MOTCUA_THREADS", type=int, default=4, show_default=True, help="Threads of each.")
@as_json
def command(host: str, port: int, workers: int, threads: int, as_json: bool) -> None:
    """Serve Motcua to browsers until stopped."""
    show(
        {"host": host, "port": port, "workers": workers, "threads": threads},
        as_json,
        lambda: f"http://{host}:{port}/ ({workers} × {threads})",
    )
    sys.stdout.flush()
    words = ["--interface", "wsgi", "--host", host, "--port", str(port), "--no-ws"]
    words += ["--workers", str(workers), "--blocking-threads", str(threads), "--respawn-failed-workers"]
    words += ["--workers-kill-timeout", "10", "--log-level", "warning", "config.wsgi:application"]
    os.execv(sys.executable, [sys.executable, "-m", "granian", *words])  # noqa: S606
