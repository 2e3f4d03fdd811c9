"""kill -9 of web server, worker and database while people hand in: nothing acknowledged is lost, nothing comes twice.

The short run kills each once; `make proof` kills for longer, in many places.
"""

import os
import signal
import time
from typing import Any

import httpx
import pytest

from tests.journeys.installation import Installation
from tests.proof.applicants import Crowd
from tests.proof.running import UP_AGAIN, await_ready, inside, processes, verify

VICTIMS = ("worker", "web", "database")
DRAINED = 150.0
"""Seconds for the worker to finish: a dead worker's jobs are taken up after half a minute."""


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
    prepared = inside(running, "prepare", str(drafts))
    crowd = Crowd(running.url, prepared["session"], prepared["code"])
    handing_in = crowd.hand_in(prepared["drafts"], threads, seconds=rounds * 120)
    _slow_provider(running)
    killed = _kill_in_turn(running, crowd, drafts, VICTIMS * rounds)
    for thread in handing_in:
        thread.join(rounds * 120)
    seconds = _drain(running)
    found = inside(running, "inspect")["dossiers"]
    known = [draft for draft in prepared["drafts"] if draft["id"] in crowd.acknowledged]
    times = [_check(running, draft, found[draft["id"]]) for draft in known]
    assert len(crowd.acknowledged) == len(set(crowd.acknowledged)) == drafts, crowd.failures
    _no_one_was_told_nonsense(crowd)
    assert verify(running) == {"whole": True, "broken": []}
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
        for pid in processes(running, victim):
            os.kill(pid, signal.SIGKILL)
        killed.append(victim)
        await_ready(running)
    return killed


def _slow_provider(running: Installation) -> None:
    """Let the gateway think for a moment, so that a kill meets a worker with a message half sent."""
    order = {"service": "sms", "mode": "delay", "count": None, "seconds": 1.0}
    httpx.post(f"{running.sandbox}/control", json=order).raise_for_status()


def _drain(running: Installation) -> float:
    """Wait until no job is left; the seconds it took."""
    began = time.monotonic()
    while time.monotonic() - began < DRAINED:
        state = inside(running, "inspect")
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
