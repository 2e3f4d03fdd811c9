"""A wire between a client and a server that can be slow, cut, deaf or dirty, for one thing at a time."""

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Change = Callable[[bytes, int], bytes]
"""What passes: the bytes, and how many passed before on this line. May wait; raises `Cut` to end the line."""


class Cut(Exception):
    """The line is dead."""


def _as_it_is(data: bytes, before: int) -> bytes:
    return data


class Wire:
    """Listens on `port` and passes everything on to a server; `up` and `down` change what passes."""

    def __init__(self, to: int) -> None:
        self.to, self.lines = to, 0
        self.up: Change = _as_it_is
        self.down: Change = _as_it_is
        self.door = socket.create_server(("127.0.0.1", 0))
        self.port = self.door.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.open: list[socket.socket] = []
        self.ended = threading.Event()
        self.threads: list[threading.Thread] = []
        self._run(self._listen)

    def _run(self, work: Callable[..., None], *given: object) -> None:
        thread = threading.Thread(target=work, args=given, daemon=True)
        self.threads.append(thread)
        thread.start()

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _address = self.door.accept()
                far = socket.create_connection(("127.0.0.1", self.to))
                self.open += [near, far]
                self.lines += 1
                self._run(self._pass, near, far, "up")
                self._run(self._pass, far, near, "down")

    def _pass(self, source: socket.socket, target: socket.socket, way: str) -> None:
        before = 0
        with contextlib.suppress(OSError, Cut):
            while data := source.recv(64 * 1024):
                target.sendall(getattr(self, way)(data, before))
                before += len(data)
        for end in (source, target):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def silent(self, data: bytes, before: int) -> bytes:
        """Nothing passes, for longer than anybody waits."""
        self.ended.wait(60)
        raise Cut

    def slow(self, data: bytes, before: int) -> bytes:
        """A little now and then."""
        self.ended.wait(0.2)
        return data

    def close(self) -> None:
        self.ended.set()
        with contextlib.suppress(OSError):
            self.door.shutdown(socket.SHUT_RDWR)
        for each in (self.door, *self.open):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()
        for thread in self.threads:
            thread.join(5)


@contextmanager
def wire(to: int) -> Iterator[Wire]:
    made = Wire(to)
    try:
        yield made
    finally:
        made.close()


def once(change: Change) -> Change:
    """Only the first line that reaches it suffers; the next ones pass as they are."""
    victims: list[int] = []
    begun: list[int] = []

    def maybe(data: bytes, before: int) -> bytes:
        if before == 0:  # a new line; the number of an ended thread may be given again
            begun.append(threading.get_ident())
            if len(begun) == 1:
                victims.append(threading.get_ident())
            elif threading.get_ident() in victims:
                victims.clear()
        return change(data, before) if threading.get_ident() in victims else data

    return maybe


def cut_after(size: int) -> Change:
    def change(data: bytes, before: int) -> bytes:
        if before + len(data) > size:
            raise Cut
        return data

    return change


def swallowed(data: bytes, before: int) -> bytes:
    """The line dies where this was to pass."""
    raise Cut


def spoilt(data: bytes, before: int) -> bytes:
    """A bit of whatever is long is another."""
    return data[:-1] + bytes([data[-1] ^ 1]) if len(data) > 4000 else data


def spoilt_after(size: int) -> Change:
    """One bit of the line beyond `size` is another."""

    def change(data: bytes, before: int) -> bytes:
        return data[:-1] + bytes([data[-1] ^ 1]) if before <= size < before + len(data) else data

    return change
