"""What Motcua needs, checked one by one for `motcua doctor`; /readyz has its own quick answer."""

import socket
from collections.abc import Callable
from dataclasses import asdict, dataclass
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import DatabaseError, connection

from motcua.files import shelf
from motcua.people.sso import registry


@dataclass(frozen=True)
class Finding:
    """One check: `ok`, what was seen, and what to do when it is not ok."""

    name: str
    ok: bool
    detail: str
    advice: str = ""


class Trouble(Exception):
    """A check failed; `advice` says what to do."""

    def __init__(self, detail: str, advice: str = "") -> None:
        super().__init__(detail)
        self.advice = advice


def database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version'), pg_is_in_recovery()")
        version, standby = cursor.fetchone()
    if standby:
        raise Trouble(f"PostgreSQL {version} is a read-only standby", "Point DATABASE_URL at the primary server")
    return f"PostgreSQL {version}"


def queue() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM procrastinate_jobs LIMIT 1")
    return "tables present"


def workers() -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT count(*) FROM procrastinate_workers"
            " WHERE last_heartbeat > now() - interval '30 seconds'),"
            " (SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo'),"
            " (SELECT count(*) FROM procrastinate_jobs WHERE status = 'failed')"
        )
        alive, waiting, failed = cursor.fetchone()
    seen = f"{alive} alive, {waiting} jobs wait, {failed} failed"
    if not alive:
        raise Trouble(seen, "Start one: motcua worker")
    return seen


def storage() -> str:
    place = shelf.own()
    name = place.save(f"health/{uuid4().hex}", ContentFile(b"motcua"))
    again = name
    try:
        again = place.save(name, ContentFile(b"other"))
        with place.open(name) as file:
            if file.read() != b"motcua" or again == name:
                raise Trouble(
                    "a file was overwritten or came back changed",
                    "Check the disk; an S3 store must know conditional writes (If-None-Match)",
                )
    finally:
        for each in {name, again}:
            place.delete(each)
    if why := place.open_to_readers():
        raise Trouble(why, "Let MOTCUA_S3_ENDPOINT begin with https://")
    return "writes, reads, overwrites nothing, deletes"


def migrations() -> str:
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        raise Trouble(f"{len(missing)} not applied, the first is {missing[0][0]}", "Run: python manage.py migrate")
    return "all applied"


def sms() -> str:
    parts = urlsplit(settings.MOTCUA_SMS_URL)
    return _reach(parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80))


def sign_on() -> str:
    known = [name for name in settings.MOTCUA_SSO if registry.configuration(name)]
    said = [one for name in known for one in registry.named(name).check_config()]
    if bad := [text for good, text in said if not good]:
        raise Trouble("; ".join(bad), "Check MOTCUA_SSO_…_ISSUER, or leave it empty to switch a provider off")
    return "; ".join(text for _good, text in said) or "no identity provider"


def email() -> str:
    return _reach(settings.MOTCUA_SMTP_HOST, settings.MOTCUA_SMTP_PORT)


def clamd() -> str:
    address: str = settings.MOTCUA_CLAMD
    if not address:
        return "not configured: files are kept as not scanned"
    if address.startswith("/"):
        with socket.socket(socket.AF_UNIX) as link:
            link.settimeout(5)
            link.connect(address)
        return f"{address} answers"
    host, _, port = address.rpartition(":")
    return _reach(host, int(port))


def _reach(host: str, port: int) -> str:
    with socket.create_connection((host, port), timeout=5):
        return f"{host}:{port} answers"


ALL: tuple[Callable[[], str], ...] = (database, queue, storage, migrations, workers, sms, email, sign_on, clamd)


def findings(checks: tuple[Callable[[], str], ...] = ALL) -> list[Finding]:
    """Run the checks; one that fails never hides the next."""
    return [_finding(check) for check in checks]


def _finding(check: Callable[[], str]) -> Finding:
    try:
        return Finding(check.__name__, True, check())
    except Trouble as trouble:
        return Finding(check.__name__, False, str(trouble), trouble.advice)
    except (DatabaseError, OSError, ValueError) as error:
        first = (str(error) or type(error).__name__).splitlines()[0]
        return Finding(check.__name__, False, first, "Check that the service runs and its address is right")


def as_data(found: list[Finding]) -> list[dict[str, object]]:
    return [asdict(finding) for finding in found]
