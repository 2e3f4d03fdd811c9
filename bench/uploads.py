"""A photograph of ten megabytes through the real server, beside Pillow opening and saving the same bytes.

The memory is that of all processes of the web server: before, after a round of uploads, and after one more.
"""

import io
import os
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from bench import people
from bench.figures import Figure, Sample, Target
from bench.part import Part, Say
from bench.place import Place
from bench.visitor import Visitor
from motcua.people.models import Account

UPLOAD, PLAIN = "attach a photograph of 10 MB", "the same opened and saved by Pillow"
WEIGHT = 10 * 1024 * 1024
TIMES, AT_ONCE = 5, 2
ROUND = TIMES * (1 + AT_ONCE)
MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Measured:
    """Figures, and megabytes of memory of the server at four moments."""

    figures: list[Figure]
    idle: float
    warm: float
    after: float
    peak: float

    def targets(self) -> list[Target]:
        upload = self.figures[0]
        return [
            Target("upload of 10 MB, in the server", 1.5, upload.inside or upload.median, "s", most=True),
            Target("memory that a second round of uploads adds", 64, self.after - self.warm, "MB", most=True),
        ]

    def memory(self) -> str:
        return (
            f"Memory of the server, MB: idle {self.idle:.0f}, after {ROUND} uploads {self.warm:.0f}, "
            f"after {2 * ROUND} {self.after:.0f}, highest of one process {self.peak:.0f}"
        )


def photograph() -> bytes:
    """What a telephone of twelve million points sends when it saves little: over ten megabytes, lying on its side."""
    noise = Image.effect_noise((4032, 3024), 40)
    shade = Image.linear_gradient("L").resize(noise.size)
    picture = Image.merge("RGB", (noise, Image.blend(noise, shade, 0.5), shade))
    exif = Image.Exif()
    exif[0x0112] = 6
    for quality in range(90, 100):
        out = io.BytesIO()
        picture.save(out, "JPEG", quality=quality, exif=exif)
        if out.tell() >= WEIGHT:
            return out.getvalue()
    raise ValueError("no quality makes it heavy enough")


def measured(place: Place, _say: Say) -> Part:
    """Photographs of ten megabytes sent to the web server, one by one and two at once."""
    found = _measured(place)
    return Part("Uploads", found.figures, found.targets(), [found.memory()])


def _measured(place: Place) -> Measured:
    assert place.server is not None
    content, server = photograph(), place.server.pid
    accounts = people.citizens(AT_ONCE)
    visitors = [Visitor(place.url, people.session(one), number) for number, one in enumerate(accounts)]
    pairs = list(zip(visitors, accounts, strict=True))
    visitors[0].get("the page of the paper", _paper(accounts[0]))
    idle = _memory(server)
    _round(pairs, content)
    warm = _memory(server)
    alone, together = _round(pairs, content)
    after, peak = _memory(server), _peak(server)
    for visitor in visitors:
        visitor.close()
    return Measured([alone, together, _plain(content)], idle, warm, after, peak)


def _round(pairs: Sequence[tuple[Visitor, Account]], content: bytes) -> tuple[Figure, Figure]:
    """One visitor alone, then all at once."""
    for visitor, _account in pairs:
        visitor.samples.clear()
    first, account = pairs[0]
    _send(first, _paper(account), content)
    alone = Figure.of(UPLOAD, first.samples[UPLOAD])
    first.samples.clear()
    aimed = [(visitor, _paper(account)) for visitor, account in pairs]
    with ThreadPoolExecutor(len(pairs)) as pool:
        list(pool.map(lambda pair: _send(pair[0], pair[1], content), aimed))
    together = [one for visitor, _account in pairs for one in visitor.samples[UPLOAD]]
    return alone, Figure.of(UPLOAD, together, at_once=len(pairs))


def _paper(account: Account) -> str:
    """The page of the first paper of a fresh draft: a paper takes only so many files."""
    return f"/nop-ho-so/{people.BIRTH}/{people.Desk(account).draft()}/giay-to/{people.papers_needed()[0]}/"


def _send(visitor: Visitor, path: str, content: bytes) -> None:
    for _ in range(TIMES):
        visitor.post(UPLOAD, path, {}, files={"paper": ("IMG_0001.JPG", content, "image/jpeg")})


def _plain(content: bytes) -> Figure:
    """The reference: decode and encode once at the same quality, and nothing else."""
    samples = []
    for _ in range(TIMES):
        began = time.perf_counter()
        with Image.open(io.BytesIO(content)) as picture:
            picture.save(io.BytesIO(), "JPEG", quality=88)
        samples.append(Sample(time.perf_counter() - began))
    return Figure.of(PLAIN, samples)


def _family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid] + [one for child in children for one in _family(int(child))]


def _memory(pid: int) -> float:
    """Megabytes that all processes of the server hold now."""
    page = os.sysconf("SC_PAGE_SIZE")
    return sum(int(Path(f"/proc/{one}/statm").read_text().split()[1]) * page for one in _family(pid)) / MEGABYTE


def _peak(pid: int) -> float:
    """The most that one process of the server has held so far."""
    rows = [row for one in _family(pid) for row in Path(f"/proc/{one}/status").read_text().splitlines()]
    return max(int(row.split()[1]) for row in rows if row.startswith("VmHWM")) / 1024
