"""What the codes on a paper say, taken over to the form in force here: nothing read is believed, nothing is lost.

The paper may be old, or from another installation. Answers that fit stay exactly as they were typed; the others are
named. What is wrong is told like for typed answers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from pydantic import JsonValue

from motcua.agencies.places import Places
from motcua.catalogue import api as catalogue
from motcua.catalogue.models import Procedure, ProcedureVersion
from motcua.forms import api as forms
from motcua.forms import engine, paper
from motcua.forms.carrying import Left, carry
from motcua.forms.kinds.base import Invalid
from motcua.forms.models import FormVersion
from motcua.forms.restore import Declaration, Unreadable
from motcua.forms.schema import Field, FormDefinition
from motcua.kit.words import N_

LONGEST_LEFT = 300
"""Signs shown of an answer whose question is not known here."""


@dataclass(frozen=True, slots=True)
class Restored:
    """`answers` fit the form `form` of `version`; `left` found no place in it. `older`: another version was printed.

    `differing`: titles of sections that two of the papers fill differently. `lacking`: titles of papers of the same
    declaration that were not read. `joined`: the answers come from several sets of codes, which do not say whether they
    are of one person.
    """

    version: ProcedureVersion
    form: UUID
    answers: engine.Answers
    problems: tuple[engine.Problem, ...]
    left: tuple[Left, ...]
    older: bool
    differing: tuple[str, ...]
    lacking: tuple[str, ...]
    joined: bool


def restore(declarations: Sequence[Declaration]) -> Restored:
    """The answers of the papers of one declaration. Raises Unreadable when they are not of one, or unknown here."""
    first = declarations[0]
    if len({(one.form, one.digest, one.procedure) for one in declarations}) > 1:
        raise Unreadable(N_("Các tờ vừa đọc không cùng một hồ sơ. Hãy đọc riêng từng hồ sơ."))
    version = _version(first)
    current, printed = _form(version, first.form), forms.by_digest(first.form, first.digest)
    new = forms.parsed(current)
    old = forms.parsed(printed) if printed else new
    given, differing = _merged(declarations, old)
    known, strange = _known(old, given)
    carried = carry(old, new, known, places=Places())
    return Restored(
        version=version,
        form=current.id,
        answers=carried.answers,
        problems=tuple(engine.problems(new, carried.answers, places=Places())),
        left=(*carried.left, *strange),
        older=printed is None or printed.id != current.id,
        differing=differing,
        lacking=_lacking(new, carried.answers),
        joined=len(declarations) > 1,
    )


def _version(said: Declaration) -> ProcedureVersion:
    try:
        return catalogue.published(said.procedure)
    except Procedure.DoesNotExist:
        told = N_("Cổng này không có thủ tục mã %(code)s. Hãy nhận giấy như thường lệ.")
        raise Unreadable(told, code=said.procedure) from None


def _form(version: ProcedureVersion, key: str) -> FormVersion:
    """The version of that form in force for the procedure: its own, or the newest of a form it declares."""
    document = catalogue.document(version)
    if version.form is not None and document.form == key:
        return version.form
    if key in {one.definition for one in document.content.forms}:
        try:
            return forms.current(key)
        except FormVersion.DoesNotExist:
            pass
    raise Unreadable(N_("Thủ tục mã %(code)s nay dùng tờ khai khác. Hãy nhập tờ khai mới."), code=version.code)


def _merged(declarations: Sequence[Declaration], form: FormDefinition) -> tuple[engine.Answers, tuple[str, ...]]:
    """The answers of all papers; where two differ, the first read counts and the section is named."""
    merged: engine.Answers = {}
    differing: dict[str, None] = {}
    for one in declarations:
        for section, values in one.answers.items():
            if merged.setdefault(section, values) != values:
                differing[form.by_key[section].title if section in form.by_key else section] = None
    return merged, tuple(differing)


def _known(form: FormDefinition, answers: engine.Answers) -> tuple[engine.Answers, list[Left]]:
    """The answers whose questions the form has and whose shape they could have; the others in words."""
    kept: engine.Answers = {}
    strange = []
    for section, values in answers.items():
        for key, value in values.items():
            asked = form.field(section, key)
            if asked is not None and _shapely(asked, value):
                kept.setdefault(section, {})[key] = value
            elif asked is None or not asked.worked_out:
                title = form.by_key[section].title if section in form.by_key else section
                strange.append(Left(title, asked.label if asked else key, str(value)[:LONGEST_LEFT]))
    return kept, strange


def _shapely(asked: Field, value: JsonValue) -> bool:
    if asked.worked_out:
        return False
    try:
        asked.of_kind.typed(asked, value)
    except Invalid:
        return False
    return True


def _lacking(form: FormDefinition, answers: engine.Answers) -> tuple[str, ...]:
    """Papers that the answers call for, and of whose own sections nothing was read."""
    wanted = paper.called(form, engine.view(form, answers))
    lacking = []
    for one in wanted:
        elsewhere = {key for other in wanted if other.key != one.key for key in other.sections}
        own = {key for key in one.sections if key not in elsewhere}
        if own and not own & answers.keys():
            lacking.append(one.title)
    return tuple(lacking)
