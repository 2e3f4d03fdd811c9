"""Whether answers exist that make some rules come out as wanted: a bounded search that never denies what is possible.

A goal is a formula and how it must come out: "true", "false", "not true" or "not false" (the last two admit unknown).
Whatever is answered must be visible, so each answer a goal needs brings the conditions under which it is shown, and
these bring theirs, a few steps back: what is left out can only make more possible.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from motcua.forms.analysis.budget import Budget
from motcua.forms.analysis.domains import Domain, meet, only, weight, within
from motcua.forms.analysis.formulas import Atom, Both, Each, Either, Fixed, Formula, Given, If, Not, Term

How = Literal["true", "false", "not true", "not false"]
Goal = tuple[Formula, How]
Alternatives = list[list[Goal]]
_OPPOSITE: dict[How, How] = {"true": "false", "false": "true", "not true": "not false", "not false": "not true"}
FARTHEST = 3
"""Steps back: from a question to those that show it, to those that show these, and once more."""
_Due = tuple[Formula, How, int]
_Choice = tuple[Alternatives, int]


@dataclass(slots=True)
class World:
    """What is known so far: which answers are there or not, and which values each term may still have."""

    there: dict[str, bool] = field(default_factory=dict)
    values: dict[str, Domain] = field(default_factory=dict)

    def copy(self) -> "World":
        return World(dict(self.there), dict(self.values))


Conditions = Callable[[str], Iterable[Alternatives]]
"""For the address of an answer: what holds whenever it is there, as alternatives each."""


class Search:
    """One question at a time; `conditions` tells what an answer brings with it."""

    def __init__(self, conditions: Conditions, budget: Budget) -> None:
        self._conditions = conditions
        self._budget = budget

    def world(self, goals: Sequence[Goal]) -> World | None:
        """Some answers for which every goal comes out, or None when there are provably none. Raises Undecided."""
        self._budget.spend(len(goals))
        return self._solve(World(), [(formula, how, 0) for formula, how in goals], [])

    def _solve(self, world: World, goals: list[_Due], choices: list[_Choice]) -> World | None:
        while goals:
            formula, how, back = goals.pop()
            self._budget.spend(_weight(formula))
            if isinstance(formula, Atom):
                fine = self._atom(world, formula, how, back, goals, choices)
            elif isinstance(formula, Given):
                fine = self._there(world, formula.term, how in ("true", "not false"), back, goals, choices)
            else:
                fine = _unfold(alternatives(formula, how), back, goals, choices)
            if not fine:
                return None
        return self._choose(world, choices)

    def _choose(self, world: World, choices: list[_Choice]) -> World | None:
        self._budget.spend(sum(_weight(formula) for one, _back in choices for goals in one for formula, _how in goals))
        open_ = [(found, back) for one, back in choices if (found := _left(world, one)) is not None]
        if not open_:
            return world
        open_.sort(key=lambda choice: len(choice[0]))
        (first, back), *rest = open_
        for goals in first:
            self._budget.spend(8 + len(world.there) // 16 + len(rest) // 8)
            due = [(formula, how, back) for formula, how in goals]
            made = self._solve(world.copy() if len(first) > 1 else world, due, list(rest))
            if made is not None:
                return made
        return None

    def _atom(self, world: World, atom: Atom, how: How, back: int, goals: list[_Due], choices: list[_Choice]) -> bool:
        if how in ("not true", "not false"):
            other: How = "false" if how == "not true" else "true"
            choices.append(([[(Given(atom.term), "false")], [(atom, other)]], back))
            return True
        domains = atom.yes if how == "true" else atom.no
        if len(domains) != 1:
            choices.append(([[(Atom(atom.term, (one,), ()), "true")] for one in domains], back))
            return bool(domains) and self._there(world, atom.term, True, back, goals, choices)
        if not self._there(world, atom.term, True, back, goals, choices):
            return False
        key = atom.term.key
        left = meet(world.values.get(key, atom.term.universe), domains[0])
        world.values[key] = left
        self._budget.spend(weight(left))
        return not left.empty()

    def _there(
        self, world: World, term: Term, there: bool, back: int, goals: list[_Due], choices: list[_Choice]
    ) -> bool:
        """Take note that a term has a value or none; what it needs to have one comes along."""
        known = world.there.get(term.key)
        if known is not None:
            return known is there
        world.there[term.key] = there
        if not there:
            return True
        for key in term.needs:
            if key != term.key:
                if world.there.get(key) is False:
                    return False
                if key in world.there:
                    continue
                world.there[key] = True
            for brought in self._conditions(key) if back < FARTHEST else ():
                if not _unfold(brought, back + 1, goals, choices):
                    return False
        return not world.values.get(term.key, term.universe).empty()


def _unfold(found: Alternatives, back: int, goals: list[_Due], choices: list[_Choice]) -> bool:
    if not found:
        return False
    if len(found) == 1:
        goals.extend((formula, how, back) for formula, how in found[0])
    else:
        choices.append((found, back))
    return True


def _left(world: World, choice: Alternatives) -> Alternatives | None:
    """The alternatives not yet ruled out; None when one of them holds already."""
    left = []
    for goals in choice:
        states = [status(world, *goal) for goal in goals]
        if all(state is True for state in states):
            return None
        if not any(state is False for state in states):
            left.append(goals)
    return left


def status(world: World, formula: Formula, how: How) -> bool | None:
    """Whether what is known already decides a simple goal; None when it does not."""
    if isinstance(formula, Fixed):
        return bool(alternatives(formula, how))
    if isinstance(formula, Given):
        known = world.there.get(formula.term.key)
        return None if known is None else known is (how in ("true", "not false"))
    if not isinstance(formula, Atom):
        return None
    there = world.there.get(formula.term.key)
    if there is False:
        return how in ("not true", "not false")
    domains = formula.yes if how in ("true", "not false") else formula.no
    value = world.values.get(formula.term.key, formula.term.universe)
    if all(meet(value, one).empty() for one in domains):
        return False if there or how in ("true", "false") else None
    if there and len(domains) == 1 and within(value, domains[0]):
        return True
    return None


def alternatives(formula: Formula, how: How) -> Alternatives:
    """The ways a compound formula can come out as wanted; none when it cannot."""
    if isinstance(formula, Fixed):
        possible = {"true": formula.value is True, "false": formula.value is False,
                    "not true": formula.value is not True, "not false": formula.value is not False}  # fmt: skip
        return [[]] if possible[how] else []
    if isinstance(formula, Not):
        return [[(formula.inner, _OPPOSITE[how])]]
    if isinstance(formula, Both | Either):
        every = isinstance(formula, Both) is (how in ("true", "not false"))
        pair: list[Goal] = [(formula.left, how), (formula.right, how)]
        return [pair] if every else [[goal] for goal in pair]
    if isinstance(formula, If):
        return _of_if(formula, how)
    if isinstance(formula, Each):
        return [[(formula.whole, how), *_of_row(formula, how)]]
    return [[(formula, how)]]


def _of_if(formula: If, how: How) -> Alternatives:
    ways: Alternatives = [
        [(formula.condition, "true"), (formula.then, how)],
        [(formula.condition, "false"), (formula.otherwise, how)],
    ]
    unknown: list[Goal] = [(formula.condition, "not true"), (formula.condition, "not false")]
    return [*ways, unknown] if how in ("not true", "not false") else ways


def _of_row(formula: Each, how: How) -> list[Goal]:
    """What a condition over all rows says of any single one, also of none."""
    if formula.some and how in ("false", "not true"):
        return [(formula.one, "not true")]
    if not formula.some and how in ("true", "not false"):
        return [(formula.one, "not false")]
    return []


def _weight(formula: Formula) -> int:
    """The steps one look at a formula takes: one for each set of values it is compared with."""
    return max(1, len(formula.yes) + len(formula.no) - 1) if isinstance(formula, Atom) else 1


def exactly(term: Term, value: object) -> Goal:
    """The goal that a term has this value."""
    return Atom(term, (only((value,)),), ()), "true"  # type: ignore[arg-type]
