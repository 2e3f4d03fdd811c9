"""From a branch nobody took yet to answers that take it: by reasoning where that helps, else by trying."""

from collections.abc import Iterator
from decimal import ROUND_CEILING, Decimal
from random import Random

from pydantic import JsonValue

from motcua.forms.analysis.domains import Domain, Span, Words
from motcua.forms.analysis.formulas import ALWAYS, Both, Formula, Given, Not
from motcua.forms.analysis.ranges import number_of
from motcua.forms.analysis.reasoning import Reasoning, conjunction
from motcua.forms.analysis.solving import Goal, World, exactly
from motcua.forms.analysis.walk import Spot
from motcua.forms.answers import Answers, nested
from motcua.forms.kinds.number import NumberOptions
from motcua.forms.schema import Check
from motcua.rehearsal.branches import Aim, Branch, choices
from motcua.rehearsal.filling import Filling, Wish, put
from motcua.rehearsal.seeing import Seen

GROUNDS = 6
TRIES = 6
"""Documents begun anew for one branch."""
MOST_CHANGED = 600
"""Changes of an answer tried for one branch and document."""
MOST_VALUES = 24


class Steering:
    """Looks for answers that take a branch of one form."""

    def __init__(self, reasoning: Reasoning, filling: Filling) -> None:
        self._reasoning = reasoning
        self._filling = filling
        self._today = filling.setting.today

    def impossible(self, branch: Branch) -> bool:
        """Whether it is proved that no answers take the branch and pass the checks that read the same."""
        goals = self._goals(branch.aim)
        if self._reasoning.impossible(*goals):
            return True
        spots = self._read(branch.aim)
        goals += [goal for spot in spots if (goal := self._complete(spot)) is not None]
        if self._reasoning.impossible(*goals):
            return True
        read = {spot.key for spot in spots}
        for check in self._reasoning.form.checks:
            if read.intersection(spot.key for spot in self._filling.candidates.read_by(check)):
                goals.append(self._reasoning.kept(check))
                if self._reasoning.impossible(*goals):
                    return True
        return False

    def towards(self, branch: Branch, known: list[Answers], random: Random) -> Answers | None:
        """Answers the form accepts that take the branch, or None. `known` are documents to start from."""
        wish = self._wish(branch.aim)
        near: list[Answers] = []
        for number in range(TRIES):
            if self._filling.late():
                return None
            made = self._filling.draft(wish, random)
            kept = self._filling.mended(made, wish.pinned(), random)
            if kept is not None and branch.taken(self._seen(kept)):
                return kept
            if number < 2:
                near.append(kept if kept is not None else made)
            if number == 2 and (found := self._by_changing(branch, near + known, wish, random)):
                return found
        return None

    def grounds(self, check: Check, random: Random) -> list[Answers]:
        """Sound documents as near as reasoning comes to breaking a check: a small change is then enough."""
        formula, spot = self._reasoning.check(check)
        world = self._reasoning.ask((formula, "false"), (self._reasoning.shown(spot) if spot else ALWAYS, "true")).world
        found = []
        for number in range(GROUNDS):
            wish = Wish(eager=(1.0, 0.6)[number % 2])
            if world is not None:
                self._take_over(world, wish)
            for spot in self._filling.candidates.read_by(check):
                if spot.repeated and spot.within is not None:
                    wish.counts[f"{spot.section.key}.{spot.within.key}"] = min(2, spot.within.most)
            made = self._filling.document(wish, random)
            if made is None:  # what the world wants breaks the check already: one thing of it less
                wish.fixed = dict(list(wish.fixed.items())[:-1])
                made = self._filling.document(wish, random)
            found += [made] if made is not None else []
        return found

    def _seen(self, answers: Answers) -> Seen:
        return Seen(self._reasoning.index, answers, self._today)

    def _goals(self, aim: Aim) -> list[Goal]:
        reader = self._reasoning.reader
        goals: list[Goal] = []
        if aim.spot is not None:
            shown = self._reasoning.shown(aim.spot) if aim.shown else self._around(aim.spot)
            goals.append((shown, "true"))
            goals += self._of_answer(aim, aim.spot)
        for rule, section, rows, how in aim.rules:
            formula = reader.formula(rule, section, rows)
            goal: Goal = (formula, "true") if how == "true" else (formula, "not true")
            goals.append(goal)
        return goals

    def _complete(self, spot: Spot) -> Goal | None:
        """What is shown and mandatory is answered in every document the form accepts."""
        if not spot.field.required or spot.field.fields:
            return None
        shown = self._reasoning.shown(spot)
        if isinstance(spot.field.required, str):
            shown = conjunction([shown, self._reasoning.reader.of_spot(spot, spot.field.required)])
        return Both(shown, Not(Given(self._reasoning.term(spot)))), "not true"

    def _of_answer(self, aim: Aim, spot: Spot) -> Iterator[Goal]:
        """What the branch wants of the answer itself."""
        term = self._reasoning.term(spot)
        if isinstance(aim.value, str | bool) and spot.field.kind != "many":
            yield exactly(term, aim.value)
        elif aim.answered is not None:
            yield Given(term), "true" if aim.answered else "false"
        if aim.answered is False and isinstance(spot.field.required, str):
            yield self._reasoning.reader.of_spot(spot, spot.field.required), "not true"

    def _around(self, spot: Spot) -> Formula:
        group = self._reasoning.reader.formula(spot.within.show_when, spot.section.key) if spot.within else ALWAYS
        return conjunction([self._reasoning.section_rule(spot.section), group])

    def _wish(self, aim: Aim) -> Wish:
        """What reasoning already knows the document must have."""
        wish = Wish(eager=0.5)
        world = self._reasoning.ask(*self._goals(aim)).world
        if world is not None:
            self._take_over(world, wish)
        spot = aim.spot
        if spot is None:
            return wish
        if spot.within is not None and aim.shown:
            wish.counts.setdefault(f"{spot.section.key}.{spot.within.key}", 1)
        if aim.value is not None:
            wish.fixed[spot.key] = [aim.value] if spot.field.kind == "many" else aim.value
        if aim.answered is False:
            wish.absent.add(spot.key)
        elif aim.answered and not spot.worked_out and spot.key not in wish.fixed:
            self._fix_something(spot, wish)
        if aim.count is not None:
            wish.counts[spot.key] = aim.count
        return wish

    def _fix_something(self, spot: Spot, wish: Wish) -> None:
        if spot.field.fields:
            wish.counts.setdefault(spot.key, 1)
        else:
            wish.eager = 1.0

    def _take_over(self, world: World, wish: Wish) -> None:
        for key, there in world.there.items():
            spot = self._reasoning.index.by_key.get(key)
            if spot is None or spot.worked_out or spot.field.fields:
                continue
            if not there:
                wish.absent.add(key)
            elif (value := _some(world.values.get(key), spot)) is not None:
                wish.fixed[key] = value

    def _by_changing(self, branch: Branch, near: list[Answers], wish: Wish, random: Random) -> Answers | None:
        """Change what the branch's rules read, one answer and then two, until the branch is taken; then mend."""
        read = self._read(branch.aim)
        for base in near[:4]:
            for changed, touched in self._changes(base, read, random):
                if self._filling.late():
                    return None
                if not branch.taken(self._seen(changed)):
                    continue
                pinned = {*touched, *(spot.key for spot in read), *wish.absent}
                for kept in (self._filling.mended(changed, pinned, random), self._again(changed, read, random)):
                    if kept is not None and branch.taken(self._seen(kept)):
                        return kept
        return None

    def _again(self, changed: Answers, read: list[Spot], random: Random) -> Answers | None:
        """A fresh document around the answers that matter."""
        fixed: dict[str, JsonValue] = {spot.key: value for spot in read if (value := answer(changed, spot)) is not None}
        absent = {spot.key for spot in read if spot.key not in fixed and not spot.worked_out}
        return self._filling.document(Wish(fixed=fixed, absent=absent, eager=0.5), random)

    def _read(self, aim: Aim) -> list[Spot]:
        """What decides the branch: the questions its rules read, those that show these, and the question itself."""
        index, candidates = self._reasoning.index, self._filling.candidates
        found: dict[str, Spot] = {}
        waiting = [(rule, section, rows) for rule, section, rows, _how in aim.rules]
        if aim.spot is not None:
            found[aim.spot.key] = aim.spot
            waiting += _shown_by(aim.spot)
            if aim.answered is False and isinstance(aim.spot.field.required, str) and aim.spot.field.required:
                rows = aim.spot.within.key if aim.spot.within else ""
                waiting.append((aim.spot.field.required, aim.spot.section.key, rows))
        while waiting:
            rule, section, rows = waiting.pop()
            for spot in candidates.read(rule, section, rows):
                if spot.key not in found:
                    found[spot.key] = spot
                    waiting += _shown_by(spot)
        ordered = sorted(found.values(), key=lambda spot: index.order[spot.key], reverse=True)
        return [spot for spot in ordered if not spot.worked_out]

    def _changes(self, base: Answers, read: list[Spot], random: Random) -> Iterator[tuple[Answers, tuple[str, ...]]]:
        count = 0
        singles: list[tuple[Answers, Spot]] = []
        for spot in read:
            for value in self._filling.candidates.values(spot, base, random):
                changed = put(base, spot, value)
                singles.append((changed, spot))
                yield changed, (spot.key,)
        for changed, first in singles:
            for second in read:
                if second is first:
                    continue
                for value in self._filling.candidates.values(second, changed, random)[:MOST_VALUES]:
                    count += 1
                    if count > MOST_CHANGED:
                        return
                    yield put(changed, second, value), (first.key, second.key)


def _shown_by(spot: Spot) -> list[tuple[str, str, str]]:
    section, rows = spot.section.key, spot.within.key if spot.within else ""
    given = [(spot.section.show_when, section, ""), (spot.field.show_when, section, rows)]
    given += [(spot.within.show_when, section, "")] if spot.within else []
    given += [(case.when, section, "") for case in spot.field.derive] if not spot.within else []
    given += [(spot.field.compute, section, "")] if spot.field.compute and not spot.within else []
    return [one for one in given if one[0]]


def answer(answers: Answers, spot: Spot) -> JsonValue | None:
    """The answer at an address; in rows that of the first."""
    values = answers.get(spot.section.key, {})
    if spot.within is None:
        return values.get(spot.field.key)
    rows = nested(spot.within).rows_of(values.get(spot.within.key))
    return rows[0].get(spot.field.key) if rows else None


def _stored(units: int, spot: Spot) -> JsonValue:
    """A number as bounds count it, as the question stores it: with its decimals, the next one up."""
    options = spot.field.options
    if not isinstance(options, NumberOptions) or not options.decimals:
        return units
    smallest = Decimal(1).scaleb(-options.decimals)
    value = (number_of(units, fine=True) / smallest).to_integral_value(ROUND_CEILING) * smallest
    return int(value) if value == int(value) else float(value)


def _some(domain: Domain | None, spot: Spot) -> JsonValue | None:
    """One value of a small domain; None where anything goes, or where the kind writes values otherwise."""
    if isinstance(domain, Span) and spot.field.of_kind.rule_type == "number":
        low = domain.low if domain.low is not None else domain.high if domain.high is not None else 0
        found = next((low + step for step in range(200) if domain.holds(low + step)), None)
        return None if found is None else _stored(found, spot)
    if isinstance(domain, Words):
        listed = [value for value, _words in choices(spot)]
        if domain.listed is not None and spot.field.kind != "many":
            return next((value for value in listed if value in domain.listed), None)
        if domain.without and listed:
            return next((value for value in listed if value not in domain.without), None)
    return None
