"""One form on stage: documents are made until every branch was taken, every check broken and mended."""

from collections.abc import Callable, Iterable
from random import Random

from django.utils.translation import gettext as _
from pydantic import JsonValue

from motcua.forms import analysis
from motcua.forms.analysis.formulas import ALWAYS
from motcua.forms.analysis.reasoning import Reasoning
from motcua.forms.answers import Answers
from motcua.forms.kinds.base import Circumstances
from motcua.forms.schema import Check, FormDefinition
from motcua.rehearsal.branches import Branch, Extra, branches, extras
from motcua.rehearsal.breaking import Breaking
from motcua.rehearsal.filling import Filling, Wish
from motcua.rehearsal.report import Fault, Way
from motcua.rehearsal.seeing import Seen
from motcua.rehearsal.steering import Steering
from motcua.rehearsal.watching import Watch

ROUNDS = 14
"""Documents made by looking for answers not yet given, before single branches are aimed at."""
MOST_FAULTS = 50


class Stage:
    """The rehearsal of one form. `documents` are sound answers, each of which took a branch no other had taken."""

    def __init__(self, form: FormDefinition, setting: Circumstances, seed: int = 1, watch: Watch | None = None) -> None:
        self.watch = watch or Watch()
        self.form = form
        self.setting = setting
        self.reasoning = Reasoning(form)
        self.index = self.reasoning.index
        self.filling = Filling(self.index, setting, self.watch)
        self.steering = Steering(self.reasoning, self.filling)
        self.documents: list[Answers] = []
        self.taken: list[Way] = []
        self.missed: list[Way] = []
        self.impossible: list[Way] = []
        self.faults: list[Fault] = []
        self.papers = 0
        self._seed = seed
        self._open: dict[str, Branch] = {}

    def run(self, judge: Callable[[Answers], Iterable[Fault]]) -> None:
        """Everything about the form alone. `judge` looks at each document that is kept."""
        report = analysis.analyse(self.form)
        for finding in report.errors:
            self.fault(Fault(finding.path or self.form.key, f"{finding.place}: {finding.message}"))
        self._judge = judge
        self._open = {branch.key: branch for branch in branches(self.index)}
        self.watch.expect(len(self._open) + len(self.form.checks))
        self._wander()
        self._aim()
        self._checks()

    def also(self, given: list[Extra]) -> tuple[list[Way], list[Way], list[Way]]:
        """The branches of a procedure's own rules: taken, missed, impossible."""
        before = (len(self.taken), len(self.missed), len(self.impossible))
        for one in given:
            self.filling.candidates.add(one.rule)
        self._open = {branch.key: branch for branch in extras(given)}
        for answers in self.documents:
            self._tick(answers)
        self._aim()
        lists = (self.taken, self.missed, self.impossible)
        found = [ways[start:] for ways, start in zip(lists, before, strict=True)]
        for ways, start in zip(lists, before, strict=True):
            del ways[start:]
        return found[0], found[1], found[2]

    def richest(self) -> Answers | None:
        """The document that says most; first of all the telephones of those who must agree."""
        return max(self.documents, key=lambda one: (self._reached(one), sum(map(len, one.values()))), default=None)

    def _reached(self, answers: Answers) -> int:
        """How many of those who must agree could be asked."""
        paths = (one.phone.split(".") for one in self.form.cosign)
        return sum(bool(answers.get(section, {}).get(key)) for section, key in paths)

    def fault(self, fault: Fault) -> None:
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(fault)

    def _dice(self, what: str) -> Random:
        # Repeatable on purpose, so not a generator for secrets.
        return Random(f"{self.form.key}-{self._seed}-{what}")  # noqa: S311

    def _wander(self) -> None:
        """Documents that take whatever nobody took yet, all at once."""
        for number in range(ROUNDS):
            if not self._open or self.watch.late():
                return
            wish = Wish(eager=(1.0, 0.0, 0.6)[number % 3], wanted=self._wanted(), counts=self._counts(number))
            answers = self.filling.document(wish, self._dice(f"round-{number}"))
            if answers is not None:
                self._keep(answers)
        if not self.documents:
            self.fault(Fault(self.form.key, _("Không tạo được câu trả lời nào mà tờ khai chấp nhận.")))

    def _wanted(self) -> dict[str, list[JsonValue]]:
        found: dict[str, list[JsonValue]] = {}
        for branch in self._open.values():
            if branch.aim.spot is not None and branch.aim.value is not None:
                many = branch.aim.spot.field.kind == "many"
                found.setdefault(branch.aim.spot.key, []).append([branch.aim.value] if many else branch.aim.value)
        return found

    def _counts(self, number: int) -> dict[str, int]:
        """Rows as many as nobody had yet, in every other round."""
        aims = [branch.aim for branch in self._open.values() if branch.aim.count is not None]
        return {aim.spot.key: aim.count for aim in aims if aim.spot and aim.count} if number % 2 else {}

    def _aim(self) -> None:
        """Single branches that chance did not take."""
        for key in list(self._open):
            branch = self._open.get(key)
            if branch is None:
                continue
            way = Way(key, branch.words)
            if self.watch.late():
                self.missed.append(way)
            elif self.steering.impossible(branch):
                self.impossible.append(way)
            else:
                answers = self.steering.towards(branch, self.documents, self._dice(key))
                if answers is None:
                    self.missed.append(way)
                else:
                    self._keep(answers)
            if self._open.pop(key, None) is not None:
                self.watch.settle()

    def _keep(self, answers: Answers) -> None:
        """Take note of what a document took; one that took nothing new is forgotten."""
        if self._tick(answers):
            self.documents.append(answers)
            for fault in self._judge(answers):
                self.fault(fault)

    def _tick(self, answers: Answers) -> bool:
        seen = Seen(self.index, answers, self.setting.today)
        found = [branch for branch in self._open.values() if branch.taken(seen)]
        for branch in found:
            del self._open[branch.key]
            self.taken.append(Way(branch.key, branch.words))
        self.watch.settle(len(found))
        return bool(found)

    def _checks(self) -> None:
        breaking = Breaking(self.index, self.filling)
        for number, check in enumerate(self.form.checks, start=1):
            words = _("điều kiểm tra %(number)d báo “%(message)s”") % {"number": number, "message": check.message}
            self._check(breaking, check, Way(f"check:{number}", words))
            self.watch.settle()

    def _check(self, breaking: Breaking, check: Check, way: Way) -> None:
        formula, spot = self.reasoning.check(check)
        shown = self.reasoning.shown(spot) if spot else ALWAYS
        if self.reasoning.impossible((formula, "false"), (shown, "true")):
            self.impossible.append(way)
            return
        if self.watch.late():
            self.missed.append(way)
            return
        dice = self._dice(way.key)
        found = breaking.broken(check, self.documents, dice)
        found = found or breaking.broken(check, self.steering.grounds(check, dice), dice)
        if found is None:
            self.missed.append(way)
            return
        self.taken.append(way)
        if wrong := breaking.delivered(check, found):
            self.fault(Fault(check.at, f"{way.words}: {wrong}", found.wrong))
