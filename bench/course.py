"""The road of a dossier, figure by figure: what is set up, then each request alone and eight at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from uuid import UUID

from bench import limits, load, people, roads
from bench.figures import Figure, Target
from bench.part import Part, Say
from bench.place import Place
from bench.visitor import Visitor, proof
from motcua.agencies import api as agencies
from motcua.dossiers.actions.receive import Receive
from motcua.people.models import Account

MANY = 8
SECONDS = 6.0
WAITING = 150
"""Dossiers in the office's inbox before the first measurement; the submissions measured come on top."""
ACTS = 150
DRAFTS = 240
LOOK_UPS = 700
RECEIPTS = 20


def measured(place: Place, say: Say) -> Part:
    """The whole road; the acts and their references in this process, the requests by the web server."""
    course = Course(place, say)
    course.run()
    return Part("The road", course.figures, course.targets(), steps=course.steps)


@dataclass
class Course:
    """What was measured so far. `steps` are the requests of the whole road, which have no rate of their own."""

    place: Place
    say: Say
    figures: list[Figure] = field(default_factory=list)
    steps: list[Figure] = field(default_factory=list)

    def run(self) -> None:
        self.say("people and dossiers")
        everyone = people.citizens(2 * MANY)  # nobody may keep more than 20 drafts: who walks has none prepared
        self.walkers, self.desks = everyone[:MANY], [people.Desk(account) for account in everyone[MANY:]]
        waiting = [self.desks[0].submitted() for _ in range(WAITING)]
        self.codes = [dossier.submission_code or "" for dossier in waiting[1:11]]
        self.say("limits: the act, its statements, the receipt, in this process")
        self.figures += limits.submitting(self.desks[0], ACTS)
        self._receipts(waiting[0].id)
        for count in (1, MANY):
            for name, measure in self._roads().items():
                self.say(f"{name}, {count} at once")
                measure(count)
        self.figures += [limits.looking_up(self.codes[0], 120), limits.reading_inbox(300)]

    def _roads(self) -> dict[str, Callable[[int], None]]:
        return {
            "the whole road": self._walk,
            "submissions": self._submissions,
            "look-ups": self._lookups,
            "search, procedure, inbox, trivial view": self._simple,
        }

    def figure(self, name: str, at_once: int = 1) -> Figure:
        found = chain(self.figures, self.steps)
        return next(one for one in found if (one.name, one.at_once) == (name, at_once))

    def _receipts(self, dossier: UUID) -> None:
        received = Receive(dossier, agencies.actor_for(people.clerk())).perform()
        self.figures.append(limits.receipts(received, RECEIPTS))

    def _visitors(self, count: int, accounts: Sequence[Account] = ()) -> list[Visitor]:
        """So many browsers, signed in as these accounts or not at all."""
        keys = [people.session(account) for account in accounts[:count]] or [""] * count
        return [Visitor(self.place.url, key, number) for number, key in enumerate(keys)]

    def _walk(self, count: int) -> None:
        """The whole road; the first walk warms the server, and of the first visitor solves its proof by searching."""
        application = roads.Application()
        visitors = self._visitors(count, self.walkers)
        for visitor in visitors:
            application.walk(visitor, honest=count == 1)
        found = load.run(visitors, lambda visitor, turn: application.walk(visitor), SECONDS * 1.5)
        self.steps += [one for name, one in found.items() if name != roads.WHOLE]
        self.figures.append(found[roads.WHOLE])

    def _submissions(self, count: int) -> None:
        """Complete drafts handed in, nothing else. Alone, the raw reference takes turns with the requests:
        both then meet the same noise of the machine."""
        ready = [
            [(roads.draft_address(str(desk.draft())), proof("submit")) for _ in range(DRAFTS // count)]
            for desk in self.desks[:count]
        ]
        raw = limits.Beside(self.desks[0]) if count == 1 else None

        def step(visitor: Visitor, turn: int) -> bool:
            mine = ready[visitor.number]
            if turn < len(mine):
                roads.submit(visitor, *mine[turn])
                if raw is not None:
                    raw.turn()
            return turn < len(mine)

        self._add(self._visitors(count, [desk.account for desk in self.desks]), step)
        if raw is not None:
            self.figures.append(raw.figure())

    def _lookups(self, count: int) -> None:
        """With and without SQL: in turns when alone, one after the other when many."""
        both = (roads.look_up, roads.look_up_without_sql)
        for together in (both,) if count == 1 else ((both[0],), (both[1],)):
            self._add(self._visitors(count), self._looking_up(together), warm=15)

    def _looking_up(self, together: Sequence[roads.LookUp]) -> load.Step:
        proofs = [proof("track") for _ in range(LOOK_UPS)]

        def step(visitor: Visitor, turn: int) -> bool:
            if len(proofs) < MANY * len(together):
                return False
            for road in together:
                road(visitor, self.codes[turn % len(self.codes)], proofs.pop())
            return True

        return step

    def _simple(self, count: int) -> None:
        self._add(self._visitors(count), roads.search)
        self._add(self._visitors(count), roads.procedure, warm=10)
        self._add(self._visitors(count, [people.clerk()] * count), roads.inbox)
        self._add(self._visitors(count), roads.trivial)

    def _add(self, visitors: list[Visitor], step: load.Step, *, warm: int = 5) -> None:
        """Each server process has to meet a page before it is measured, for what it remembers a minute."""
        load.run(visitors, step, SECONDS, range(warm))
        self.figures += load.run(visitors, step, SECONDS, range(warm, 100_000)).values()
        for visitor in visitors:
            visitor.close()

    def targets(self) -> list[Target]:
        act, raw = self.figure(limits.ACT), self.figure(limits.ACT_RAW)
        beside, submit = self.figure(limits.BESIDE), self.figure(roads.SUBMIT)
        plain, look_up = self.figure(roads.WITHOUT_SQL), self.figure(roads.LOOK_UP)
        return [
            Target("one submission", 15, most(self, roads.SUBMIT), "statements", True),
            Target("one look-up", 6, most(self, roads.LOOK_UP), "statements", True),
            Target("the officer's inbox", 8, most(self, roads.INBOX), "statements", True),
            Target("the page of a procedure", 6, most(self, roads.PROCEDURE), "statements", True),
            Target("one autosave", 6, most(self, roads.AUTOSAVE), "statements", True),
            Target("the submitting transaction, of raw psycopg", 25, 100 * raw.median / act.median, "%", False),
            Target(
                "the whole request of a submission, of the same", 10, 100 * beside.median / submit.median, "%", False
            ),
            Target("a look-up, of the same page without SQL", 50, 100 * plain.median / look_up.median, "%", False),
            Target("a receipt", 25, self.figure(limits.RECEIPT).median * 1000, "ms of one core", True),
        ]


def most(course: Course, name: str) -> float:
    """The most statements that any request of this name asked, alone or among others."""
    asked = [one.statements for one in chain(course.figures, course.steps) if one.name == name]
    return max(count for count in asked if count is not None)
