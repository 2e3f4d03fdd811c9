"""From "UBND huyện Ý Yên" to the office of today: what was typed as a place, of now or of before, in plain words.

Never in silence: a place of before is named with its last day, and namesakes are shown beside the one taken.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from motcua.agencies import api as agencies
from motcua.agencies.models import Unit
from motcua.agencies.succession import DOUBTFUL
from motcua.kit.vietnamese import clean
from motcua.portal import office
from motcua.portal.find import offices
from motcua.portal.find.offices import Office

MOST_CHOICES = 20
PROVINCES = (Unit.Kind.PROVINCE, Unit.Kind.OLD_PROVINCE)


@dataclass(frozen=True, slots=True)
class Choice:
    """A place or office to choose: the office's code, or the text that means the place for certain."""

    text: str
    hint: str = ""
    office: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What is meant. `office` = exactly one office here; `sentence` says what became of the place.

    `elsewhere`: the place exists, but its office does not use this portal. `district` is the code of a former
    district and `province` that of a province, which have pages of their own. `known` = some place was meant.
    """

    office: Office | None = None
    sentence: str = ""
    notes: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    elsewhere: bool = False
    known: bool = True
    district: str = ""
    province: str = ""

    @property
    def silent(self) -> bool:
        """Whether there is nothing to say: the office was named as it is called today."""
        return not (self.sentence or self.notes or self.choices)


def find(text: str) -> Whereabouts:
    """What `text` means as an office or place. Two to five statements."""
    bodies = offices.named(text)
    if len(bodies) == 1:
        return Whereabouts(office=bodies[0])
    if bodies:
        named = tuple(Choice(one.name, office=one.code) for one in bodies)
        return Whereabouts(sentence=_("Có nhiều cơ quan tên như vậy. Hãy chọn một."), choices=named)
    found = agencies.resolve(text)
    if found.unit is not None:
        return about(found.unit)
    if not found.candidates:
        return Whereabouts(
            sentence=_("Không tìm thấy nơi nào tên “%(text)s”.") % {"text": text},
            notes=(_with_parents(),),
            known=False,
        )
    chosen = [one for one in found.candidates if one.label == clean(text)]
    return about(chosen[0].unit) if len(chosen) == 1 else _of_candidates(found)


def about(unit: Unit) -> Whereabouts:
    """What a unit, of today or of before, means to somebody who looks for its office."""
    if unit.kind in PROVINCES:
        return _province(unit)
    if unit.kind == Unit.Kind.OLD_DISTRICT:
        return _district(unit)
    heirs = agencies.successors(unit)
    here = offices.in_communes(heir.unit.code for heir in heirs)
    if len(heirs) != 1:
        return Whereabouts(
            sentence=_("%(place)s nay thuộc nhiều xã, phường. Hãy chọn nơi bạn ở.") % {"place": unit.life},
            choices=tuple(_choice(heir.unit, here) for heir in heirs),
        )
    heir = heirs[0]
    meant = here.get(heir.unit.code)
    said = "" if heir.unit == unit else _became(unit, heir.unit)
    notes = (_("Thông tin này chưa được kiểm chứng. Hãy hỏi lại cơ quan."),) if heir.confidence == DOUBTFUL else ()
    if meant is None:
        said = " ".join(part for part in (said, _missing(heir.unit)) if part)
    return Whereabouts(office=meant, sentence=said, notes=notes if said else (), elsewhere=meant is None)


def _became(old: Unit, new: Unit) -> str:
    return _("%(old)s nay thuộc %(new)s.") % {"old": old.life, "new": _full(new, small=True)}


def _missing(unit: Unit) -> str:
    return _("Ủy ban nhân dân %(place)s chưa nhận hồ sơ trên cổng này.") % {"place": _full(unit, small=True)}


def _province(unit: Unit) -> Whereabouts:
    today = agencies.successors(unit)[0].unit
    own = offices.of_province(today.code)
    return Whereabouts(
        sentence=_("Hãy chọn xã, phường hoặc cơ quan của tỉnh.")
        if unit == today
        else " ".join((_became(unit, today), _("Hãy chọn xã, phường hoặc cơ quan của tỉnh."))),
        choices=tuple(Choice(one.name, office=one.code) for one in own[:MOST_CHOICES]),
        province=today.code,
    )


def _district(unit: Unit) -> Whereabouts:
    taken = agencies.heirs_of_district(unit.code)
    here = offices.in_communes(one.today.code for one in taken)
    choices = []
    for one in taken[:MOST_CHOICES]:
        meant = here.get(one.today.code)
        hint = made_of(one) or ("" if meant else _("Chưa dùng cổng này"))
        if meant:
            choices.append(Choice(meant.name, hint, office=meant.code))
        else:
            choices.append(Choice(one.today.name, hint, place=f"{one.today.name}, {one.province.name}"))
    return Whereabouts(
        sentence=_("%(place)s không còn cấp huyện. Hãy chọn xã, phường hiện nay.") % {"place": unit.life},
        choices=tuple(choices),
        district=unit.code,
    )


def made_of(taken: agencies.Taken) -> str:
    """The communes of before in a commune of today: "Gồm xã A, xã B (đến 30/6/2025); một phần xã C"."""
    parts = []
    if taken.whole:
        parts.append(_("Gồm %(names)s") % {"names": _listed(taken.whole)})
    if taken.in_part:
        parts.append(_("Một phần %(names)s") % {"names": _listed(taken.in_part)})
    return "; ".join(parts)


def _listed(former: Iterable[agencies.FormerPlace]) -> str:
    """Names with the last day behind those that share it."""
    days: dict[date, list[str]] = {}
    for one in former:
        days.setdefault(one.until, []).append(one.name[:1].lower() + one.name[1:])
    return ", ".join(f"{', '.join(names)} ({until(day)})" for day, names in days.items())


def until(day: date) -> str:
    """ "đến 30/6/2025", as stands behind every place of before."""
    return _("đến %(day)s") % {"day": f"{day.day}/{day.month}/{day.year}"}


def _of_candidates(found: agencies.Resolution) -> Whereabouts:
    """One alone is taken, or the only one in this portal's province whose office is here; otherwise one chooses.

    Those called exactly as typed come before namesakes with other marks, wherever they are.
    """
    candidates = found.candidates
    own = _own_provinces()
    likely = [one for one in candidates if one.exact] or list(candidates)
    near = [one for one in likely if any((unit.kind, unit.code) in own for unit in (one.unit, *one.unit.above()))]
    only = candidates if len(candidates) == 1 else near
    more = _more() if found.more else ()
    if len(only) == 1:
        others = tuple(_candidate(one) for one in candidates if one is not only[0])
        meant = about(only[0].unit)
        if not others:
            return meant
        if meant.office:
            said = meant.sentence or _("Đang xem %(place)s.") % {"place": only[0].life}
            return replace(meant, sentence=said, notes=(*meant.notes, *more, _("Nơi khác cùng tên:")), choices=others)
    ordered = [*near, *(one for one in candidates if one not in near)]
    return Whereabouts(
        sentence=_("Có nhiều nơi tên như vậy. Hãy chọn một."),
        notes=more,
        choices=tuple(_candidate(one) for one in ordered[:MOST_CHOICES]),
    )


def _more() -> tuple[str, ...]:
    return _("Còn nhiều kết quả khác. Hãy gõ thêm từ để thu hẹp."), _with_parents()


def _with_parents() -> str:
    return _("Hãy thử tên xã kèm huyện hoặc tỉnh, ví dụ: xã Yên Hưng, huyện Ý Yên.")


def _candidate(one: agencies.Candidate) -> Choice:
    return Choice(one.life, place=one.label)


def _own_provinces() -> set[tuple[str, str]]:
    """(kind, code) of this portal's province and of those that it was made of."""
    code = office.province()
    found = next((one for one in agencies.provinces_then_and_now() if one.today.code == code), None)
    former = [(Unit.Kind.OLD_PROVINCE.value, old.code) for old in found.former] if found else []
    return {(Unit.Kind.PROVINCE.value, code), *former}


def _choice(unit: Unit, here: dict[str, Office]) -> Choice:
    meant = here.get(unit.code)
    if meant:
        return Choice(meant.name, office=meant.code)
    return Choice(_full(unit), _("Chưa dùng cổng này"), place=_full(unit))


def _full(unit: Unit, small: bool = False) -> str:
    """ "Xã Phong Doanh, tỉnh Ninh Bình"."""
    names = [unit.name, *unit.parents()]
    return ", ".join(name[:1].lower() + name[1:] if place or small else name for place, name in enumerate(names))
