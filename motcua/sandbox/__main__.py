"""`python -m motcua.sandbox --port N --smtp-port M --data DIR`: one process, until SIGTERM or Ctrl-C."""

import argparse
import signal
import sys
import threading
from pathlib import Path

from motcua.sandbox.mail import mail_server
from motcua.sandbox.store import Store
from motcua.sandbox.web import web_server


def arguments(given: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="motcua.sandbox", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on; keep it private")
    parser.add_argument("--port", type=int, default=8025)
    parser.add_argument("--smtp-port", type=int, default=8026)
    parser.add_argument("--data", type=Path, required=True, help="folder that keeps what was received")
    parser.add_argument("--token", default="sandbox", help="bearer token the SMS gateway asks for")
    return parser.parse_args(given)


def run(host: str, port: int, smtp_port: int, data: Path, token: str = "sandbox") -> None:  # noqa: S107
    """Serve until the process is told to stop. Raises OSError when a port is taken."""
    store = Store(data)
    web = web_server(host, port, store, token)
    mail = mail_server(host, smtp_port, store)
    mail.start()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    threading.Thread(target=web.serve_forever, daemon=True).start()
    print(f"sandbox ready: http://{host}:{web.server_port}/ smtp {host}:{mail.port}", flush=True)  # noqa: T201
    stop.wait()
    web.shutdown()
    mail.stop()


if __name__ == "__main__":
    options = arguments()
    try:
        run(options.host, options.port, options.smtp_port, options.data, options.token)
    except OSError as problem:
        sys.exit(f"sandbox: {problem}")
