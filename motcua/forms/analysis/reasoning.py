"""Questions about a form's rules, answered "yes", "no" or "not decided": what can be shown, required, broken."""

from collections.abc import Iterable
from dataclasses import dataclass

from motcua.forms.analysis.budget import Budget, Undecided
from motcua.forms.analysis.domains import Span
from motcua.forms.analysis.formulas import ALWAYS, Both, Formula, Not, Reader, Term, universe
from motcua.forms.analysis.solving import Alternatives, Goal, Search, World, exactly
from motcua.forms.analysis.walk import Index, Spot
from motcua.forms.schema import Check, FormDefinition, Section


@dataclass(frozen=True, slots=True)
class Verdict:
    """`possible` is None when the search gave up; `world` then and when impossible is None."""

    possible: bool | None
    world: World | None = None


class Reasoning:
    """The rules of one form, ready to be asked about."""

    def __init__(self, form: FormDefinition, budget: Budget | None = None) -> None:
        self.form = form
        self.index = Index(form)
        self.budget = budget or Budget()
        self.reader = Reader(self.index, self.budget)
        self.undecided: dict[str, int] = {}
        """How many questions about the rules at an address were too hard."""
        self.never: set[str] = set()
        """Addresses of questions that are proved never to be shown."""
        self._at = ""
        self._search = Search(self._conditions, self.budget)
        self._brought: dict[str, list[Alternatives]] = {}

    def look_at(self, address: str) -> None:
        """What is asked from here on is asked for the rules at this address."""
        self._at = address

    def ask(self, *goals: Goal) -> Verdict:
        """Whether some answers make every goal come out."""
        try:
            self.budget.begin(self._at)
            world = self._search.world(goals)
        except (Undecided, RecursionError):
            self.undecided[self._at] = self.undecided.get(self._at, 0) + 1
            return Verdict(None)
        return Verdict(world is not None, world)

    def impossible(self, *goals: Goal) -> bool:
        """Whether it is proved that no answers make every goal come out."""
        return self.ask(*goals).possible is False

    def shown(self, spot: Spot) -> Formula:
        """When a question stands on the page."""
        rules = [self.section_rule(spot.section)]
        if spot.within is not None:
            rules.append(self.reader.formula(spot.within.show_when, spot.section.key))
        rules.append(self.reader.of_spot(spot, spot.field.show_when))
        return conjunction(rules)

    def section_rule(self, section: Section) -> Formula:
        return self.reader.formula(section.show_when, section.key)

    def kept(self, check: Check) -> Goal:
        """The goal that a check is not broken: it holds, is unknown, or its question is not shown."""
        formula, spot = self.check(check)
        return Both(self.shown(spot) if spot else ALWAYS, Not(formula)), "not true"

    def check(self, check: Check) -> tuple[Formula, Spot | None]:
        """The rule of a check and the question its message stands at."""
        spot = self.index.by_key.get(check.at)
        if spot is None:
            return self.reader.formula(check.rule, check.at.split(".")[0]), None
        return self.reader.of_spot(spot, check.rule), spot

    def term(self, spot: Spot) -> Term:
        return Term(spot.key, universe(spot.field), (spot.key,))

    def _conditions(self, key: str) -> list[Alternatives]:
        """What holds whenever the answer at this address is there."""
        if key in self.never:
            return [[]]
        known = self._brought.get(key)
        if known is None:
            spot = self.index.by_key[key]
            known = self._brought[key] = [[[(self.shown(spot), "true")]]]
            if self.shown(spot) == ALWAYS:
                known.clear()
            if spot.field.derive:
                known.append(self._cases(spot))
        return known

    def _cases(self, spot: Spot) -> Alternatives:
        term = self.term(spot)
        ways: Alternatives = []
        before: list[Goal] = []
        for case in spot.field.derive:
            rule = self.reader.of_spot(spot, case.when)
            if isinstance(case.value, str | int | bool) and not isinstance(term.universe, Span):
                ways.append([exactly(term, case.value), (rule, "true"), *before])
            else:
                ways.append([(rule, "true"), *before])
            before.append((rule, "not true"))
        return ways


def conjunction(rules: Iterable[Formula]) -> Formula:
    """All of them at once; without those that always hold."""
    made: Formula = ALWAYS
    for rule in rules:
        if rule != ALWAYS:
            made = rule if made == ALWAYS else Both(made, rule)
    return made
