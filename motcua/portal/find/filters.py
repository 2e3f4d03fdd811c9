"""The controls that narrow a search, what narrows it now, and what was understood of a place."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.portal.find import criteria
from motcua.portal.find.criteria import SET, Criteria
from motcua.portal.find.offer import Offer
from motcua.portal.find.results import Results
from motcua.portal.find.vocabulary import told
from motcua.portal.find.whereabouts import Whereabouts

Group = tuple[str, list[tuple[str, str, bool]]]
"""A title ("" = none) and its options: value, words, whether chosen."""


def filters(asked: Criteria, known: Offer) -> list[dict[str, Any]]:
    """The lists to choose from, in the order of the seeds: office, field, level; then person and event of life."""
    made = [
        {
            "name": "co-quan", "label": _("Cơ quan giải quyết hồ sơ"), "any": _("Tất cả cơ quan"),
            "groups": _offices(asked, known),
        }
    ]  # fmt: skip
    for part, label, every, options in (
        ("field", _("Lĩnh vực"), _("Tất cả lĩnh vực"), _told(known.fields)),
        ("level", _("Mức độ dịch vụ công"), _("Tất cả mức độ"), criteria.levels()),
        ("audience", _("Đối tượng"), _("Tất cả đối tượng"), criteria.audiences()),
        ("event", _("Việc trong đời"), _("Tất cả việc"), _told(known.events)),
    ):
        if options:
            groups = [("", _options(options, getattr(asked, part)))]
            made.append({"name": criteria.NAMES[part], "label": label, "any": every, "groups": groups})
    return made


def _offices(asked: Criteria, known: Offer) -> list[Group]:
    """The sets of the levels, then the offices where they are few; else only the one chosen."""
    sets = _options(criteria.sets(), "" if asked.office else SET + asked.tier)
    listed = [] if known.many else known.offices
    chosen = known.office(asked.office)
    if chosen and chosen not in listed:
        listed = [chosen]
    groups: list[Group] = [(_("Theo cấp"), sets)]
    if listed:
        groups.append((_("Theo cơ quan"), _options({one.code: one.name for one in listed}, asked.office)))
    return groups


def _told(names: dict[str, str]) -> dict[str, str]:
    return {part: told(name) for part, name in names.items()}


def _options(options: dict[str, str], chosen: str) -> list[tuple[str, str, bool]]:
    return [(value, words, value == chosen) for value, words in options.items()]


def chips(asked: Criteria, known: Offer, found: Results) -> list[dict[str, Any]]:
    """What narrows the search now; a place that was typed stands for the office it means."""
    said = criteria.chips(asked, known, found.office.name if found.office else "")
    if asked.place and asked.office:
        said = [chip for chip in said if chip["text"] != (found.office.name if found.office else "")]
    return said


def where(asked: Criteria, meant: Whereabouts | None) -> dict[str, Any] | None:
    """What is to be said about the place that was typed, with where its choices lead; None when nothing is."""
    if meant is None or meant.silent:
        return None
    choices = [
        {"text": one.text, "hint": one.hint, "href": asked.address(office=one.office, place=one.place)}
        for one in meant.choices
    ]
    more = None
    if meant.district:
        more = {"text": _("Xem các xã, phường hiện nay"), "href": reverse("places_of_district", args=[meant.district])}
    elif meant.province:
        more = {"text": _("Xem các xã, phường"), "href": reverse("places_of_province", args=[meant.province])}
    return {
        "sentence": meant.sentence, "notes": meant.notes, "choices": choices, "more": more,
        "elsewhere": meant.elsewhere, "ignored": not meant.known,
    }  # fmt: skip
