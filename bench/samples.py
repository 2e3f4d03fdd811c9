"""What is profiled: the act of submission, its whole request, a look-up, an inbox, an autosave."""

from collections.abc import Callable, Iterator

from django.test import Client

from bench import people, roads
from bench.profile import Sampler
from bench.visitor import proof
from motcua.dossiers.actions.submit import Submit
from motcua.people.models import Account

TIMES = 200
WARM = 10


def told() -> str:
    """Where the time goes in each of them, in this process and without the network."""
    [account] = people.citizens(1)
    desk = people.Desk(account)
    code = desk.submitted().submission_code or ""
    works = {
        "submission: the act": act(desk),
        "submission: the whole request": request(desk, account),
        "look-up": look_up(code),
        "officer's inbox": inbox(),
    }
    return "\n\n".join(_sampled(name, work) for name, work in works.items())


def _sampled(name: str, work: Iterator[Callable[[], object]]) -> str:
    ready = [next(work) for _ in range(TIMES + WARM)]
    for one in ready[:WARM]:
        one()
    rest, sampler = iter(ready[WARM:]), Sampler()
    sampler.watch(lambda: next(rest)(), TIMES)
    return sampler.report(name)


def act(desk: people.Desk) -> Iterator[Callable[[], object]]:
    while True:
        yield Submit(desk.draft(), desk.actor).perform


def request(desk: people.Desk, account: Account) -> Iterator[Callable[[], object]]:
    client = Client()
    client.cookies["motcua"] = people.session(account)
    while True:
        address, given = f"{roads.draft_address(str(desk.draft()))}kiem-tra/", {"altcha": proof("submit")}
        yield lambda address=address, given=given: expect(302, client.post(address, given))  # type: ignore[misc]


def look_up(code: str) -> Iterator[Callable[[], object]]:
    client = Client()
    for number in range(60_000):
        origin = {"X-Forwarded-For": f"10.251.{number // 250}.{number % 250}"}
        given = {"ma": code, "altcha": proof("track")}
        yield lambda given=given, origin=origin: expect(200, client.post("/tra-cuu/", given, headers=origin))  # type: ignore[misc]


def inbox() -> Iterator[Callable[[], object]]:
    client = Client()
    client.cookies["motcua"] = people.session(people.clerk())
    while True:
        yield lambda: expect(200, client.get("/mot-cua/"))


def expect(status: int, answer: object) -> None:
    assert getattr(answer, "status_code", 0) == status, answer
