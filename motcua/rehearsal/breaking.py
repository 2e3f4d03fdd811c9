"""Each check of a form broken once: its message comes at its question, on the page and at the end, and goes again."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from django.utils.translation import gettext as _

from motcua.forms import engine, samples
from motcua.forms.analysis.walk import Index, Spot
from motcua.forms.answers import Answers, RowAt, View, nested
from motcua.forms.schema import Check
from motcua.rehearsal.filling import Filling, put
from motcua.rehearsal.seeing import Seen

MOST_DOCUMENTS = 12
MOST_PAIRS = 500
MOST_REPAIRS = 12
MOST_JUDGED = 40
"""Documents judged as a whole for one check."""
MOST_VALUES = 60


@dataclass(frozen=True, slots=True)
class Broken:
    """A document that breaks one check, and the sound one it was made from."""

    sound: Answers
    wrong: Answers


class Breaking:
    """Looks for the smallest change of a sound document that breaks a check."""

    def __init__(self, index: Index, filling: Filling) -> None:
        self._index = index
        self._filling = filling

    def broken(self, check: Check, documents: list[Answers], random: Random) -> Broken | None:
        """A document in which the check's message stands at its question; best one where nothing else is wrong."""
        form, today = self._index.form, self._filling.setting.today
        second: Broken | None = None
        judged = 0
        for sound in self._fitting(check, documents):
            row = self._last_row(check, sound)
            for changed in self._changes(check, sound, random, row):
                if self._filling.late():
                    return second
                if not self._behind(check) and not _violated(check, View(form, changed, today)):
                    continue  # cheap: what the settled answers keep is looked at below
                wrong = engine.settled(form, changed, today)
                if not _violated(check, View(form, wrong, today)):
                    continue
                problems = self.problems(wrong)
                judged += 1
                if any(told(check, problem) for problem in problems):
                    if len(problems) == 1:
                        return Broken(sound, wrong)
                    second = second or self._alone(check, Broken(sound, wrong), random)
                if judged >= (MOST_JUDGED if second is None else MOST_JUDGED // 4):
                    return second
        return second

    def _alone(self, check: Check, found: Broken, random: Random) -> Broken | None:
        """The same with everything else put right, as far as that goes while the check stays broken."""
        wrong, problems = found.wrong, self.problems(found.wrong)
        for _try in range(MOST_REPAIRS):
            others = [problem for problem in problems if self._hides(check, problem)]
            if not others:
                return Broken(found.sound, wrong)
            better = self._with_less(check, wrong, problems, others[0], random)
            if better is None or self._filling.late():
                return None
            wrong, problems = better
        return None

    def _hides(self, check: Check, problem: engine.Problem) -> bool:
        """Whether a page tells of this problem first, and of its checks only when it is put right."""
        of_checks = any(told(one, problem) for one in self._index.form.checks)
        return problem.section == check.place[0] and not of_checks

    def _fitting(self, check: Check, documents: list[Answers]) -> list[Answers]:
        """The documents that answer most of what the check reads, first."""
        read = self._filling.candidates.read_by(check)
        today = self._filling.setting.today

        def answered(answers: Answers) -> int:
            seen = Seen(self._index, answers, today)
            return sum(any(at.value is not None for at in seen.shown(spot)) for spot in read)

        return sorted(documents, key=answered, reverse=True)[:MOST_DOCUMENTS]

    def _with_less(
        self, check: Check, wrong: Answers, problems: list[engine.Problem], other: engine.Problem, random: Random
    ) -> tuple[Answers, list[engine.Problem]] | None:
        for spot, row in self._filling.suspects(other):
            for value in self._filling.candidates.values(spot, wrong, random, row)[:MOST_VALUES]:
                changed = engine.settled(self._index.form, put(wrong, spot, value, row), self._filling.setting.today)
                left = self.problems(changed)
                if len(left) < len(problems) and any(told(check, problem) for problem in left):
                    return changed, left
        return None

    def problems(self, answers: Answers) -> list[engine.Problem]:
        setting = self._filling.setting
        return engine.problems(self._index.form, answers, setting.today, setting.places)

    def _changes(self, check: Check, sound: Answers, random: Random, row: int) -> Iterator[Answers]:
        read = [spot for spot in self._filling.candidates.read_by(check) if not spot.worked_out]
        read += self._behind(check)
        singles = []
        for spot in read:
            for value in self._filling.candidates.values(spot, sound, random, row)[:MOST_VALUES]:
                changed = put(sound, spot, value, row)
                singles.append((changed, spot))
                yield changed
        count = 0
        for changed, first in singles:
            for second in read:
                if second is first:
                    continue
                for value in self._filling.candidates.values(second, changed, random, row)[:MOST_VALUES]:
                    count += 1
                    if count > MOST_PAIRS:
                        return
                    yield put(changed, second, value, row)

    def _behind(self, check: Check) -> list[Spot]:
        """What worked-out answers of the check are made from, and the rows of which it reads a column."""
        found: dict[str, Spot] = {}
        for spot in self._filling.candidates.read_by(check):
            if spot.repeated and spot.within is not None and not check.place[2]:
                outer = self._index.by_key[f"{spot.section.key}.{spot.within.key}"]
                found[outer.key] = outer
            given = [case.when for case in spot.field.derive] + [spot.field.compute]
            for rule in filter(None, given if spot.worked_out else []):
                rows = spot.within.key if spot.within else ""
                found |= {one.key: one for one in self._filling.candidates.read(rule, spot.section.key, rows)}
        return [spot for spot in found.values() if not spot.worked_out]

    def _last_row(self, check: Check, sound: Answers) -> int:
        section, field, sub = check.place
        outer = self._index.form.field(section, field)
        if not sub or outer is None:
            return 0
        return max(0, len(nested(outer).rows_of(sound.get(section, {}).get(field))) - 1)

    def delivered(self, check: Check, found: Broken) -> str:
        """What went wrong in telling and mending it, in words; "" when the message came on the page and went."""
        form, setting = self._index.form, self._filling.setting
        section = check.place[0]

        def page(answers: Answers) -> engine.Reading:
            posted = samples.posted(form, section, answers)
            return engine.read_section(form, section, posted, answers, today=setting.today, places=setting.places)

        wrong, mended = page(found.wrong), page(found.sound)
        if not any(told(check, problem) for problem in wrong.problems):
            others = "; ".join(problem.message for problem in wrong.problems) or _("không báo gì")
            return _("trang không báo lỗi này mà: %(others)s") % {"others": others[:300]}
        if mended.problems:
            return _("sửa rồi mà trang còn báo: %(what)s") % {"what": mended.problems[0].message}
        return ""


def _violated(check: Check, view: View) -> bool:
    """Whether the rule is broken, in some row where it is made for rows."""
    section, field, sub = check.place
    if not sub:
        return view.violated(check.rule, section)
    value = view.values(section).get(field)
    rows = value if isinstance(value, list) else [value]
    return any(view.violated(check.rule, section, RowAt(field, item)) for item in rows if isinstance(item, dict))


def told(check: Check, problem: engine.Problem) -> bool:
    """Whether a problem is the message of a check at its question."""
    section, field, sub = check.place
    place = (problem.section, problem.field, problem.sub) == (section, field, sub)
    return place and problem.message.endswith(_(check.message))
