"""Ask once: questions whose answer the account, or an earlier page, already has (Circular 32/2017, Article 4)."""

from collections.abc import Iterator
from functools import lru_cache

from django.utils.translation import gettext as _

from motcua.forms.analysis import places
from motcua.forms.analysis.effects import ACCOUNT
from motcua.forms.analysis.reasoning import Reasoning
from motcua.forms.analysis.report import Finding
from motcua.forms.analysis.walk import Spot
from motcua.forms.kinds._choosing import Choosing
from motcua.forms.schema import Field, FormDefinition, Section
from motcua.kit.vietnamese import fold

COMPLETED = {
    "name": "full_name", "tel": "phone", "email": "email", "street-address": "address", "bday": "birth_date",
}  # fmt: skip
"""What a browser calls the requester's own data → what the account calls it."""
ONESELF = "self"
TELLING = 4
"""Syllables from which a label says what it asks for; shorter ones ("Số", "Ngày cấp") may mean other things."""


def knowing(reasoning: Reasoning) -> Iterator[Finding]:
    """A warning for each question that could be filled in beforehand, naming where the answer is."""
    selves = _selves(reasoning.form)
    earlier: list[Spot] = []
    for spot in reasoning.index.spots:
        if spot.within is None and spot.field.prefill is None and not spot.worked_out:
            yield from _of_account(spot)
            yield from _of_earlier(spot, earlier, selves)
        if spot.within is None:
            earlier.append(spot)


def _selves(form: FormDefinition) -> dict[str, str]:
    """Page of a person → page of the requester, who may be that very person.

    It is the page filled in from the requester's already; where there is none, the first one about a person.
    """
    found: dict[str, str] = {}
    for number, section in enumerate(form.sections):
        if not _may_be_oneself(section):
            continue
        later = [one for one in form.sections[number + 1 :] if _about_somebody(one)]
        filled = [one for one in later if any(_from(field, section.key) for field in one.fields)]
        for one in filled or later[:1]:
            found[one.key] = section.key
    return found


def _from(field: Field, section: str) -> bool:
    return field.prefill is not None and field.prefill.source.startswith(f"{section}.")


def _of_account(spot: Spot) -> Iterator[Finding]:
    key = COMPLETED.get(spot.field.autocomplete)
    if spot.section.key == "requester" and spot.field.key in ACCOUNT:
        key = spot.field.key
    if key:
        said = _("Tài khoản đã có %(what)s của người khai. Hãy điền sẵn mục này: prefill: account.%(key)s")
        words = {"what": _(ACCOUNT[key]), "key": key}
        yield Finding("warning", "ask_once", spot.key, places.of_spot(spot), said % words)


def _of_earlier(spot: Spot, earlier: list[Spot], selves: dict[str, str]) -> Iterator[Finding]:
    for other in earlier:
        if other.section is spot.section or other.field.kind != spot.field.kind or spot.field.kind == "statement":
            continue
        if selves.get(spot.section.key) == other.section.key:
            if other.field.key != spot.field.key or other.field.kind == "relation":
                continue
            said = _("Người khai có thể chính là người này và đã trả lời ở %(other)s. Hãy điền sẵn từ mục đó.")
        elif _same_question(other, spot):
            said = _("Đã hỏi ở %(other)s. Hãy điền sẵn từ mục đó, hoặc đặt nhãn cho thấy là việc khác.")
        else:
            continue
        yield Finding("warning", "ask_once", spot.key, places.of_spot(spot), said % {"other": places.of_spot(other)})
        return


def _same_question(one: Spot, other: Spot) -> bool:
    """The same words about the same thing: pages about different persons may ask alike."""
    if len(one.label.split()) < TELLING:
        return False
    label = _folded(one.label)
    return label == _folded(other.label) and not (_about_somebody(one.section) and _about_somebody(other.section))


@lru_cache(maxsize=1000)
def _folded(label: str) -> str:
    return fold(label)


def _about_somebody(section: Section) -> bool:
    return any(field.kind == "person_name" for field in section.fields)


def _may_be_oneself(section: Section) -> bool:
    """Whether one of the relations offered is "oneself"."""
    return any(
        field.kind == "relation" and isinstance(field.of_kind, Choosing)
        and ONESELF in {offer.value for offer in field.of_kind.offers(field)}
        for field in section.fields
    )  # fmt: skip
