"""The branches of a form: every way it can turn, each with its words and how to tell that a document took it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from django.utils.translation import gettext as _
from pydantic import JsonValue

from motcua.forms.analysis.walk import Index, Spot
from motcua.forms.kinds._choosing import Choosing
from motcua.forms.kinds.many import Many
from motcua.forms.kinds.rows import RowsOptions
from motcua.rehearsal.seeing import Seen

How = Literal["true", "not true"]
Rules = tuple[tuple[str, str, str, How], ...]
"""(rule, section, rows it stands in, how it comes out)."""
MOST_LISTED = 40
"""Choices tried one by one; of a longer list the first and the last are enough."""


@dataclass(frozen=True, slots=True)
class Aim:
    """What a document must have to take a branch: a question shown, with or without an answer, rules come out."""

    spot: Spot | None = None
    rules: Rules = ()
    value: JsonValue | None = None
    answered: bool | None = None
    count: int | None = None
    shown: bool = True


@dataclass(frozen=True, slots=True)
class Branch:
    """One way. `key` is stable, `words` are for people, `taken` tells whether some answers go it."""

    key: str
    words: str
    taken: Callable[[Seen], bool]
    aim: Aim = field(default_factory=Aim)


@dataclass(frozen=True, slots=True)
class Extra:
    """A rule of a procedure over the answers: when a paper is needed, when handling is free."""

    key: str
    yes: str
    no: str
    rule: str


def branches(index: Index) -> Iterator[Branch]:
    """All branches of a form but its checks, in its order."""
    for section in index.form.sections:
        key = section.key
        if section.show_when:
            name = {"name": _("phần “%(title)s”") % {"title": section.title}}
            yes, no = _("%(name)s hiện") % name, _("%(name)s ẩn") % name
            yield from _ruled(f"section:{key}", section.show_when, key, yes, no)
        for number, guidance in enumerate(section.guidance, start=1):
            if guidance.show_when:
                name = {"text": guidance.text[:40]}
                yes, no = _("lời dặn “%(text)s…” hiện") % name, _("lời dặn “%(text)s…” ẩn") % name
                yield from _ruled(f"guidance:{key}.{number}", guidance.show_when, key, yes, no, page=True)
    for spot in index.spots:
        yield from _of_spot(spot)


def extras(given: list[Extra]) -> Iterator[Branch]:
    """Both ways of each rule of a procedure."""
    for one in given:
        yield from _ruled(one.key, one.rule, "", one.yes, one.no)


def _ruled(key: str, rule: str, section: str, yes: str, no: str, *, page: bool = False) -> Iterator[Branch]:
    """A rule over the whole document that holds, and that does not; with `page`, while its page is shown."""

    def way(wanted: bool) -> Callable[[Seen], bool]:
        return lambda seen: (not page or section in seen.pages) and seen.view.holds(rule, section) is wanted

    for wanted, words in ((True, yes), (False, no)):
        how: How = "true" if wanted else "not true"
        rules: Rules = ((rule, section, "", how),)
        yield Branch(f"{key}:{'yes' if wanted else 'no'}", words, way(wanted), Aim(rules=rules))


def _of_spot(spot: Spot) -> Iterator[Branch]:
    field_, name = spot.field, {"name": _name(spot)}
    if field_.show_when:
        yes, no = _("%(name)s hiện") % name, _("%(name)s ẩn") % name
        yield from _both(spot, "show", field_.show_when, yes, no, around=True)
    if spot.worked_out:
        yield from _worked_out(spot)
        return
    if isinstance(field_.required, str) and field_.required:
        yes, no = _("%(name)s bắt buộc") % name, _("%(name)s không bắt buộc") % name
        yield from _both(spot, "require", field_.required, yes, no)
    if field_.prefill and field_.prefill.when:
        yes, no = _("%(name)s được điền sẵn") % name, _("%(name)s không điền sẵn") % name
        yield from _both(spot, "prefill", field_.prefill.when, yes, no)
    if field_.required is not True and field_.kind != "group":
        yield _answered(spot, True, _("%(name)s có điền") % name)
        yield _answered(spot, False, _("%(name)s bỏ trống") % name)
    for value, words in choices(spot):
        yield _chosen(spot, value, _("%(name)s chọn “%(value)s”") % {**name, "value": words})
    if isinstance(field_.options, RowsOptions):
        least = max(1, field_.options.minimum)
        for count in dict.fromkeys((least, field_.options.maximum)):
            yield _counted(spot, count, _("%(name)s có %(count)d dòng") % {**name, "count": count})


def _both(spot: Spot, sort: str, rule: str, yes: str, no: str, *, around: bool = False) -> Iterator[Branch]:
    """A rule at a question, both ways. `around`: the rule decides whether the question is shown at all."""
    section, rows = spot.section.key, spot.within.key if spot.within else ""

    def way(wanted: bool) -> Callable[[Seen], bool]:
        def taken(seen: Seen) -> bool:
            places = seen.around(spot) if around else tuple(at.row for at in seen.shown(spot))
            return any(seen.view.holds(rule, section, row) is wanted for row in places)

        return taken

    for wanted, words in ((True, yes), (False, no)):
        how: How = "true" if wanted else "not true"
        aim = Aim(spot, ((rule, section, rows, how),), shown=not around or wanted)
        yield Branch(f"{sort}:{spot.key}:{'yes' if wanted else 'no'}", words, way(wanted), aim)


def _worked_out(spot: Spot) -> Iterator[Branch]:
    section, rows, cases = spot.section.key, spot.within.key if spot.within else "", spot.field.derive
    for number, case in enumerate(cases, start=1):
        value = spot.field.of_kind.shown(spot.field, case.value)
        words = _("%(name)s tự điền “%(value)s” (trường hợp %(number)d)")
        before: Rules = tuple((one.when, section, rows, "not true") for one in cases[: number - 1])
        rules: Rules = (*before, (case.when, section, rows, "true"))

        def taken(seen: Seen, rules: Rules = rules) -> bool:
            return any(
                all(seen.view.holds(rule, section, at.row) is (how == "true") for rule, _s, _r, how in rules)
                for at in seen.shown(spot)
            )

        said = words % {"name": _name(spot), "value": value, "number": number}
        yield Branch(f"case:{spot.key}:{number}", said, taken, Aim(spot, rules))
    if spot.field.compute:
        said = _("%(name)s tính ra được") % {"name": _name(spot)}
        yield Branch(
            f"compute:{spot.key}", said, lambda seen: any(at.value is not None for at in seen.shown(spot)),
            Aim(spot, answered=True),
        )  # fmt: skip


def _answered(spot: Spot, wanted: bool, words: str) -> Branch:
    def taken(seen: Seen) -> bool:
        return any((at.value is not None) is wanted for at in seen.shown(spot))

    return Branch(f"{'filled' if wanted else 'empty'}:{spot.key}", words, taken, Aim(spot, answered=wanted))


def _chosen(spot: Spot, value: JsonValue, words: str) -> Branch:
    def taken(seen: Seen) -> bool:
        return any(
            at.value is value or at.value == value or (isinstance(at.value, list) and value in at.value)
            for at in seen.shown(spot)
        )

    return Branch(f"choice:{spot.key}={value}", words, taken, Aim(spot, value=value))


def _counted(spot: Spot, count: int, words: str) -> Branch:
    def taken(seen: Seen) -> bool:
        return any(isinstance(at.value, list) and len(at.value) == count for at in seen.shown(spot))

    return Branch(f"rows:{spot.key}={count}", words, taken, Aim(spot, count=count))


def choices(spot: Spot) -> list[tuple[JsonValue, str]]:
    """The answers to try of a question with a list, with their words; none where anything may be written."""
    kind = spot.field.of_kind
    if spot.field.kind == "yes_no":
        return [(True, _("Có")), (False, _("Không"))]
    if not isinstance(kind, Choosing | Many):
        return []
    offers = list(kind.offers(spot.field))
    tried = offers if len(offers) <= MOST_LISTED else [offers[0], offers[-1]]
    return [(offer.value, _(offer.text)) for offer in tried]


def _name(spot: Spot) -> str:
    return f"{spot.section.title} › {spot.label}"
