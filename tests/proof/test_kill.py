"""kill -9 of web server, worker and database while people hand in: nothing acknowledged is lost, nothing comes twice.

The short run kills each once; `make proof` kills for longer, in many places.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from launch import ports
from launch.postgres import Cluster
from launch.supervise import Family
from tests.journeys.installation import ROOT, Installation, started
from tests.proof.applicants import Crowd

VICTIMS = ("worker", "web", "database")
DRAINED = 150.0
"""Seconds for the worker to finish: a dead worker's jobs are taken up after half a minute."""
UP_AGAIN = 90.0


@pytest.fixture
def installation() -> Iterator[Installation]:
    with started() as running:
        yield running


@pytest.mark.timeout(400)
@pytest.mark.xdist_group("installation")
def test_one_kill_of_each_loses_nothing(installation: Installation) -> None:
    _prove(installation, drafts=18, threads=3, rounds=1)


@pytest.mark.proof
@pytest.mark.timeout(1800)
@pytest.mark.xdist_group("installation")
def test_many_kills_lose_nothing(installation: Installation) -> None:
    _prove(installation, drafts=240, threads=6, rounds=6)


def _prove(running: Installation, drafts: int, threads: int, rounds: int) -> None:
    prepared = _inside(running, "prepare", str(drafts))
    crowd = Crowd(running.url, prepared["session"], prepared["code"])
    handing_in = crowd.hand_in(prepared["drafts"], threads, seconds=rounds * 120)
    _slow_provider(running)
    killed = _kill_in_turn(running, crowd, drafts, VICTIMS * rounds)
    for thread in handing_in:
        thread.join(rounds * 120)
    seconds = _drain(running)
    found = _inside(running, "inspect")["dossiers"]
    known = [draft for draft in prepared["drafts"] if draft["id"] in crowd.acknowledged]
    times = [_check(running, draft, found[draft["id"]]) for draft in known]
    assert len(crowd.acknowledged) == len(set(crowd.acknowledged)) == drafts, crowd.failures
    _no_one_was_told_nonsense(crowd)
    assert _verify(running) == {"whole": True, "broken": []}
    print(
        f"\n{len(killed)} kills ({', '.join(killed)}), {drafts} submissions acknowledged, {len(crowd.failures)} failed"
        f" tries, {sum(times) - 2 * drafts} messages handed to a provider again, drained in {seconds:.0f} s"
    )


def _check(running: Installation, draft: dict[str, str], found: dict[str, Any]) -> int:
    """One acknowledged dossier: there, recorded once, told once by each channel; gives how often it was delivered."""
    assert found["state"] == "submitted" and found["facts"] == ["dossier.submitted"] and not found["broken"]
    assert found["messages"] == ["email registered sent", "sms registered sent"], (draft, found)
    deliveries = 0
    for to in (draft["phone"], draft["email"]):
        received = running.inbox(to)
        assert len(received) == 1, (to, received)
        assert found["code"] in received[0]["text"]
        deliveries += int(received[0].get("deliveries", 1))
    return deliveries


def _kill_in_turn(running: Installation, crowd: Crowd, drafts: int, victims: tuple[str, ...]) -> list[str]:
    """Kill each when the work has got a step further, and wait until people could go on."""
    killed = []
    for number, victim in enumerate(victims, start=1):
        step = drafts * number // (len(victims) + 1)
        until = time.monotonic() + UP_AGAIN
        while len(crowd.acknowledged) < step and time.monotonic() < until:
            time.sleep(0.02)
        for pid in _processes(running, victim):
            os.kill(pid, signal.SIGKILL)
        killed.append(victim)
        _await_ready(running)
    return killed


def _processes(running: Installation, victim: str) -> list[int]:
    """What to kill: the postmaster, or every process of the web server or of the worker."""
    if victim == "database":
        found = Cluster(running.home).pid()
        assert found is not None
        return [found]
    word = {"web": b"granian", "worker": b"worker"}[victim]
    family = ports._marked(Family(running.home, 0).mark)
    return [pid for pid in family if word in Path(f"/proc/{pid}/cmdline").read_bytes()]


def _await_ready(running: Installation) -> None:
    until = time.monotonic() + UP_AGAIN
    while time.monotonic() < until:
        try:
            if httpx.get(f"{running.url}/readyz", timeout=5).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise AssertionError("not ready again")


def _slow_provider(running: Installation) -> None:
    """Let the gateway think for a moment, so that a kill meets a worker with a message half sent."""
    order = {"service": "sms", "mode": "delay", "count": None, "seconds": 1.0}
    httpx.post(f"{running.sandbox}/control", json=order).raise_for_status()


def _drain(running: Installation) -> float:
    """Wait until no job is left; the seconds it took."""
    began = time.monotonic()
    while time.monotonic() - began < DRAINED:
        state = _inside(running, "inspect")
        told = all("sent" in line.split()[-1:] for one in state["dossiers"].values() for line in one["messages"])
        if told and not state["waiting"]:
            return time.monotonic() - began
        time.sleep(1)
    raise AssertionError(f"jobs are left: {state}")


def _no_one_was_told_nonsense(crowd: Crowd) -> None:
    """A page with a failure says in Vietnamese what to do, and shows nothing of the inside."""
    for page in crowd.pages:
        assert "Traceback" not in page and "psycopg" not in page
        assert "Bạn có thể làm gì" in page or not page, page[:500]


def _inside(running: Installation, *words: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_run(running, "tests.proof.inside", *words))
    return found


def _verify(running: Installation) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_run(running, "config.cli", "verify", "--json"))
    return found


def _run(running: Installation, *words: str) -> str:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MOTCUA_")}
    kept.pop("DATABASE_URL", None)
    done = subprocess.run(
        [sys.executable, "-m", *words], cwd=ROOT, env={**kept, "MOTCUA_HOME": str(running.home)}, check=False,
        capture_output=True, text=True, timeout=180,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout
