"""Where the processor's time goes, by sampling: `python -m bench profile`. Too light to change what it sees."""

import signal
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import FrameType

INTERVAL = 0.001
ROOT = str(Path(__file__).resolve().parents[1]) + "/"
PLACES = (
    ("/motcua/forms/", "forms: reading and judging answers"),
    ("/motcua/journal/", "journal"),
    ("/procrastinate/", "jobs (procrastinate)"),
    ("/psycopg", "driver and waiting (psycopg)"),
    ("/django/db/", "ORM and connection (django.db)"),
    ("/jinja2/", "templates (jinja2)"),
    ("/jinja2/", "templates (jinja2)"),
    ("/govuk_frontend_jinja/", "templates (components)"),
    ("/django/utils/translation/", "translation"),
    ("/altcha/", "proof of work"),
    ("/pydantic", "pydantic"),
    ("/PIL/", "pictures"),
    ("/django/", "Django's request handling"),
    ("/motcua/", "Motcua's other code"),
)


class Sampler:
    """Counts where the main thread is, once for each millisecond of processor time."""

    def __init__(self) -> None:
        self.inner: Counter[str] = Counter()
        self.ours: Counter[str] = Counter()
        self.total = 0

    def watch(self, work: Callable[[], object], times: int) -> None:
        signal.signal(signal.SIGPROF, self._look)
        signal.setitimer(signal.ITIMER_PROF, INTERVAL, INTERVAL)
        try:
            for _ in range(times):
                work()
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)

    def _look(self, number: int, frame: FrameType | None) -> None:
        self.total += 1
        place, seen = "", set()
        while frame is not None:
            file = frame.f_code.co_filename
            place = place or next((name for part, name in PLACES if part in file), "")
            if file.startswith(ROOT + "motcua/") and "site-packages" not in file:
                seen.add(f"{file.removeprefix(ROOT)} {frame.f_code.co_qualname}")
            frame = frame.f_back
        self.inner[place or "elsewhere"] += 1
        self.ours.update(seen)

    def report(self, title: str, functions: int = 25) -> str:
        """Shares of the time by place, then our functions with all that they call."""
        whole = max(self.total, 1)
        lines = [f"{title}: {self.total} samples", ""]
        lines += [f"  {count / whole:6.1%}  {name}" for name, count in self.inner.most_common()]
        lines += ["", "  with everything they call:"]
        lines += [f"  {count / whole:6.1%}  {name}" for name, count in self.ours.most_common(functions)]
        return "\n".join(lines)
