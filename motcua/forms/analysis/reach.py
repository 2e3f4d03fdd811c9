"""What the rules of a form make impossible: questions never shown, rules without effect, checks without a way out."""

from collections.abc import Iterator
from itertools import combinations

from django.utils.translation import gettext as _

from motcua.forms.analysis import places
from motcua.forms.analysis.domains import Words
from motcua.forms.analysis.formulas import ALWAYS, Atom, Both, Each, Either, Fixed, Formula, Given, If, Not
from motcua.forms.analysis.reasoning import Reasoning, Verdict, conjunction
from motcua.forms.analysis.report import Finding, Severity
from motcua.forms.analysis.solving import Goal
from motcua.forms.analysis.walk import Spot
from motcua.forms.schema import Check, Section

SHOWN = 120
"""Characters of a rule quoted in a finding."""


class Reach:
    """One pass over a form; `Reasoning.never` then has the addresses of the questions that never appear."""

    def __init__(self, reasoning: Reasoning) -> None:
        self._r = reasoning

    def findings(self) -> Iterator[Finding]:
        for section in self._r.form.sections:
            yield from self._section(section)
        yield from self._checks()

    def _section(self, section: Section) -> Iterator[Finding]:
        own = [spot for spot in self._r.index.spots if spot.section is section]
        self._r.look_at(section.key)
        shown = self._r.section_rule(section)
        if shown != ALWAYS and self._r.impossible((shown, "true")):
            self._r.never |= {spot.key for spot in own}
            said = _("Phần này không bao giờ hiện. Hãy sửa điều kiện hiện.")
            yield Finding("error", "unreachable", section.key, places.of_section(section), said)
            return
        for guidance in section.guidance:
            rule = self._r.reader.formula(guidance.show_when, section.key)
            if rule != ALWAYS and self._r.impossible((shown, "true"), (rule, "true")):
                said = _("Có lời hướng dẫn không bao giờ hiện: “%(text)s”. Hãy sửa điều kiện hiện.")
                where = places.of_section(section)
                yield Finding("error", "unreachable", section.key, where, said % {"text": guidance.text[:60]})
        for spot in own:
            yield from self._spot(spot)

    def _spot(self, spot: Spot) -> Iterator[Finding]:
        where, shown = places.of_spot(spot), self._r.shown(spot)
        self._r.look_at(spot.key)
        if spot.within is not None and f"{spot.section.key}.{spot.within.key}" in self._r.never:
            self._r.never.add(spot.key)
            return
        yield from self._strange_values(spot)
        if spot.field.show_when:
            if self._r.impossible((shown, "true")):
                self._r.never.add(spot.key)
                said = _("Mục này không bao giờ hiện. Hãy sửa điều kiện hiện.")
                yield Finding("error", "unreachable", spot.key, where, said)
                return
            own = self._r.reader.of_spot(spot, spot.field.show_when)
            if self._r.impossible((self._around(spot), "true"), (own, "not true")):
                said = _("Điều kiện hiện lúc nào cũng đúng. Nên bỏ điều kiện này.")
                yield Finding("note", "always_shown", spot.key, where, said)
        if isinstance(spot.field.required, str) and spot.field.required:
            rule = self._r.reader.of_spot(spot, spot.field.required)
            if self._r.impossible((shown, "true"), (rule, "true")):
                said = _("Điều kiện bắt buộc chỉ đúng khi mục đang ẩn. Hãy sửa điều kiện bắt buộc hoặc điều kiện hiện.")
                yield Finding("error", "required_hidden", spot.key, where, said)
        yield from self._cases(spot, shown)

    def _around(self, spot: Spot) -> Formula:
        """When the page, and the group, of a question are shown."""
        group = self._r.reader.formula(spot.within.show_when, spot.section.key) if spot.within else ALWAYS
        return conjunction([self._r.section_rule(spot.section), group])

    def _cases(self, spot: Spot, shown: Formula) -> Iterator[Finding]:
        before: list[Goal] = []
        for number, case in enumerate(spot.field.derive, start=1):
            rule = self._r.reader.of_spot(spot, case.when)
            if self._r.impossible((shown, "true"), (rule, "true"), *before):
                said = _("Trường hợp thứ %(number)d của mục tự điền không bao giờ xảy ra. Hãy sửa hoặc bỏ.")
                yield Finding("error", "case_never", spot.key, places.of_spot(spot), said % {"number": number})
            before.append((rule, "not true"))
            if self._r.budget.out:
                return

    def _strange_values(self, spot: Spot) -> Iterator[Finding]:
        field = spot.field
        required = field.required if isinstance(field.required, str) else ""
        rules = [field.show_when, required, *(case.when for case in field.derive)]
        rules += [field.prefill.when] if field.prefill else []
        for rule in rules:
            yield from self._strange(self._r.reader.of_spot(spot, rule), spot.key, places.of_spot(spot))

    def _strange(self, formula: Formula, key: str, where: str) -> Iterator[Finding]:
        """A rule that names a choice nobody can choose; in a list with others that are there, it does no harm."""
        for atom in atoms(formula):
            universe = atom.term.universe
            if not isinstance(universe, Words) or universe.listed is None:
                continue
            for domain in (*atom.yes, *atom.no):
                named = (domain.listed or domain.without) if isinstance(domain, Words) else frozenset()
                strange = sorted(map(str, named - universe.listed))
                if strange and (domain in atom.yes or len(strange) == len(named)):
                    severity: Severity = "error" if len(strange) == len(named) else "note"
                    said = _("Quy tắc so với “%(value)s”, nhưng mục %(name)s không có lựa chọn đó.")
                    words = {"value": "”, “".join(strange), "name": atom.term.key}
                    yield Finding(severity, "strange_value", key, where, said % words)

    def _checks(self) -> Iterator[Finding]:
        sound: list[tuple[Check, Formula]] = []
        for number, check in enumerate(self._r.form.checks, start=1):
            formula, spot = self._r.check(check)
            where = places.of_spot(spot) if spot else check.at
            self._r.look_at(check.at)
            yield from self._strange(formula, check.at, where)
            words = {"number": number, "rule": check.rule[:SHOWN]}
            shown = self._r.shown(spot) if spot else ALWAYS
            passes = self._r.ask((formula, "true"), (shown, "true"))
            fails = self._r.ask((formula, "false"), (shown, "true"))
            if fails.possible is False:
                said = _("Điều kiểm tra %(number)d không bao giờ sai nên không có tác dụng: %(rule)s")
                yield Finding("warning", "check_never_fails", check.at, where, said % words)
            elif passes.possible is False:
                said = _("Điều kiểm tra %(number)d không câu trả lời nào qua được: %(rule)s")
                yield Finding("error", "check_never_passes", check.at, where, said % words)
            else:
                sound.append((check, formula))
                yield from self._at_hidden(check, formula, spot, fails)
        yield from self._excluding(sound)

    def _at_hidden(self, check: Check, formula: Formula, spot: Spot | None, fails: Verdict) -> Iterator[Finding]:
        shown = self._r.shown(spot) if spot else ALWAYS
        if spot is None or shown == ALWAYS or not fails.possible:
            return
        if self._r.ask((formula, "false"), (shown, "not true")).possible:
            said = _("Khi mục này ẩn thì điều kiểm tra không được hỏi, dù có thể sai. Nên báo ở mục khác: %(rule)s")
            words = {"rule": check.rule[:SHOWN]}
            yield Finding("warning", "message_hidden", check.at, places.of_spot(spot), said % words)

    def _excluding(self, checks: list[tuple[Check, Formula]]) -> Iterator[Finding]:
        """Two checks of which one is always broken, wherever both can be judged."""
        terms = {id(formula): {atom.term.key for atom in atoms(formula)} for _check, formula in checks}
        pairs = (
            (one, other) for one, other in combinations(checks, 2)
            if one[0].rule != other[0].rule and terms[id(one[1])] & terms[id(other[1])]
        )  # fmt: skip
        for (first, one), (second, other) in pairs:
            self._r.look_at(second.at)
            if self._r.budget.out:
                return
            if not self._r.impossible((one, "true"), (other, "true")):
                continue
            if self._r.ask(*self._judged(first, one), *self._judged(second, other)).possible:
                said = _("Hai điều kiểm tra loại trừ nhau, không câu trả lời nào qua cả hai: “%(one)s” và “%(other)s”")
                spot = self._r.index.by_key.get(second.at)
                where = places.of_spot(spot) if spot else second.at
                words = {"one": first.rule[:SHOWN], "other": second.rule[:SHOWN]}
                yield Finding("error", "checks_exclude", second.at, where, said % words)

    def _judged(self, check: Check, formula: Formula) -> tuple[Goal, Goal]:
        """The goals that a check is asked, and that its rule is known to hold or not."""
        spot = self._r.index.by_key.get(check.at)
        return (self._r.shown(spot) if spot else ALWAYS, "true"), (Either(formula, Not(formula)), "true")


def atoms(formula: Formula) -> Iterator[Atom]:
    """Every comparison inside, from left to right."""
    left: list[Formula] = [formula]
    while left:
        one = left.pop()
        if isinstance(one, Atom):
            yield one
        elif isinstance(one, Not):
            left.append(one.inner)
        elif isinstance(one, Both | Either):
            left += (one.right, one.left)
        elif isinstance(one, Each):
            left += (one.one, one.whole)
        elif isinstance(one, If):
            left += (one.otherwise, one.then, one.condition)
        else:
            assert isinstance(one, Given | Fixed)
