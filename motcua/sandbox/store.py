"""What the providers accepted, and how they were told to behave; on disk before the sender hears yes."""

import re
import sqlite3
import threading
import time
from dataclasses import dataclass
from pathlib import Path

SERVICES = ("sms", "smtp")
MODES = ("ok", "fail", "reject", "delay", "repeat", "lie_ok", "lie_fail")
REALMS = ("vneid", "dvcqg", "staff")
"""Identity providers; how they may behave is listed in `identity.lies`."""
# Not a part of a dossier code ("H31.117.01-261121-0001") nor of a longer number.
_CODE = re.compile(r"(?<![\w.-])\d{6}(?![\w-])")

_TABLES = """
CREATE TABLE IF NOT EXISTS received (
    id INTEGER PRIMARY KEY, service TEXT NOT NULL, key TEXT NOT NULL, recipient TEXT NOT NULL,
    sender TEXT NOT NULL, subject TEXT NOT NULL, text TEXT NOT NULL, at REAL NOT NULL,
    deliveries INTEGER NOT NULL DEFAULT 1, UNIQUE (service, key, recipient));
CREATE INDEX IF NOT EXISTS received_recipient ON received (recipient, id);
CREATE TABLE IF NOT EXISTS behaviour (
    service TEXT PRIMARY KEY, mode TEXT NOT NULL, remaining INTEGER, seconds REAL NOT NULL);
"""


@dataclass(frozen=True)
class Behaviour:
    """How a service treats the next call; `remaining` calls are left in this mode, None = until told."""

    mode: str = "ok"
    remaining: int | None = None
    seconds: float = 0.0


@dataclass(frozen=True)
class Received:
    """One message as the person sees it; `deliveries` counts how often the provider was handed it."""

    id: int
    service: str
    key: str
    recipient: str
    sender: str
    subject: str
    text: str
    at: float
    deliveries: int

    @property
    def codes(self) -> list[str]:
        """One-time codes in the text, in order."""
        return _CODE.findall(self.text)


def normal_recipient(text: str) -> str:
    """One spelling per person: "+84 912 345 678" is "0912345678"; an e-mail address is lower-cased."""
    text = text.strip().lower()
    if "@" in text:
        return text
    digits = re.sub(r"[\s.()-]", "", text)
    return "0" + digits.removeprefix("+84") if digits.startswith("+84") else digits


class Store:
    """One SQLite file, one connection, one lock: correctness before speed."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self._lock = threading.Lock()
        self._db = sqlite3.connect(folder / "sandbox.sqlite3", check_same_thread=False, isolation_level=None)
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=FULL")
        self._db.executescript(_TABLES)

    def accept(self, service: str, key: str, to: str, sender: str, subject: str, text: str) -> int:
        """Keep a message once per (service, key, recipient); again only counts. Returns its id."""
        with self._lock:
            row = self._db.execute(
                "INSERT INTO received (service, key, recipient, sender, subject, text, at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (service, key, recipient) DO UPDATE SET deliveries = deliveries + 1"
                " RETURNING id",
                (service, key, normal_recipient(to), sender, subject, text, time.time()),
            ).fetchone()
        return int(row[0])

    def received(self, to: str = "", limit: int = 100) -> list[Received]:
        """Newest first; `to` is a phone number or e-mail address, or a part of one."""
        wanted = normal_recipient(to).replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")
        with self._lock:
            rows = self._db.execute(
                "SELECT id, service, key, recipient, sender, subject, text, at, deliveries FROM received"
                r" WHERE recipient LIKE ? ESCAPE '\' ORDER BY id DESC LIMIT ?",
                (f"%{wanted}%", limit),
            ).fetchall()
        return [Received(*row) for row in rows]

    def people(self, limit: int = 100) -> list[tuple[str, int]]:
        """Who got messages, last reached first, with how many."""
        with self._lock:
            return self._db.execute(
                "SELECT recipient, count(*) FROM received GROUP BY recipient ORDER BY max(id) DESC LIMIT ?",
                (limit,),
            ).fetchall()

    def control(self, service: str, mode: str, count: int | None = None, seconds: float = 0.0) -> None:
        """Behave so for the next `count` calls (None: until told otherwise)."""
        with self._lock:
            self._db.execute("INSERT OR REPLACE INTO behaviour VALUES (?, ?, ?, ?)", (service, mode, count, seconds))

    def behaviour(self, service: str) -> Behaviour:
        with self._lock:
            return self._behaviour(service)

    def next_behaviour(self, service: str) -> Behaviour:
        """The behaviour for one call; a counted mode is used up by it."""
        with self._lock:
            self._db.execute("UPDATE behaviour SET remaining = remaining - 1 WHERE service = ?", (service,))
            return self._behaviour(service, left=-1)

    def _behaviour(self, service: str, left: int = 0) -> Behaviour:
        row = self._db.execute(
            "SELECT mode, remaining, seconds FROM behaviour WHERE service = ?", (service,)
        ).fetchone()
        if row is None or (row[1] is not None and row[1] <= left):
            return Behaviour()
        return Behaviour(*row)
