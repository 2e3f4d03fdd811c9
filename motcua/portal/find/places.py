"""Going to an office by place: tier, province, commune — and from the districts of before to the communes of today."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from motcua.agencies import api as agencies
from motcua.agencies.models import Unit
from motcua.kit.vietnamese import clean, fold
from motcua.portal import office
from motcua.portal.find import offices
from motcua.portal.find.criteria import LONGEST, Criteria, tiers
from motcua.portal.find.doors import doors
from motcua.portal.find.whereabouts import until
from motcua.portal.labels import labels

COMMITTEE = "UBND"
"""How every sign and letterhead writes Ủy ban nhân dân."""
MOST_BODIES = 100


@dataclass(frozen=True, slots=True)
class Line:
    """A place or office to go on to; `until` its last day in words, `hint` what else to know."""

    text: str
    href: str
    until: str = ""
    hint: str = ""


@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """Choose the tier, or another province; this portal's own comes first."""
    own = office.province()
    listed = sorted(agencies.provinces_then_and_now(), key=lambda one: one.today.code != own)
    provinces = [
        Line(
            one.today.name, reverse("places_of_province", args=[one.today.code]),
            hint=", ".join(_small(old.name) for old in one.former) if len(one.former) > 1 else "",
        )
        for one in listed
    ]  # fmt: skip
    context = {"doors": doors(), "provinces": provinces, "tiers": _tiers(), "labels": labels()}
    return render(request, "portal/find/places.html", context)


def _tiers() -> list[Line]:
    return [Line(title, Criteria(tier=part).address()) for part, title in tiers().items()]


@require_safe
def of_province(request: HttpRequest, province: str) -> HttpResponse:
    """The communes of a province, those on this portal first, and its districts of before."""
    found = next((one for one in agencies.provinces_then_and_now() if one.today.code == province), None)
    if found is None:
        raise Http404
    typed = clean(request.GET.get("loc", ""))[:LONGEST]
    here = offices.communes_of(province)
    units = {one.unit for one in here}
    others = [one for one in agencies.Places().communes(province) if one.code not in units]
    former = [
        (old, [_district(one) for one in agencies.districts_of(old.code) if _fits(typed, one.name)])
        for old in found.former
    ]
    context = {
        "province": found.today,
        "typed": typed,
        "here": [_office_line(one) for one in here if _fits(typed, one.name)],
        "others": [
            Line(one.name, Criteria(place=f"{one.name}, {found.today.name}").address())
            for one in others
            if _fits(typed, one.name)
        ],
        "former": [(old.name, until(old.until), lines) for old, lines in former if lines],
        "former_name": Criteria(place=typed).address(),
        "every": Criteria(tier="xa").address(),
        "labels": labels(),
    }
    return render(request, "portal/find/places_of_province.html", context)


@require_safe
def departments(request: HttpRequest) -> HttpResponse:
    """The offices of this portal's province: People's Committee, departments, authorised bodies."""
    typed = clean(request.GET.get("loc", ""))[:LONGEST]
    own = office.province()
    found = [one for one in offices.of_province(own) if _fits(typed, one.name)]
    context = {
        "typed": typed,
        "offices": [_office_line(one) for one in found[:MOST_BODIES]],
        "left_out": len(found) > MOST_BODIES,
        "tiers": _tiers()[1:],
        "labels": labels(),
    }
    return render(request, "portal/find/places_departments.html", context)


@require_safe
def of_district(request: HttpRequest, district: str) -> HttpResponse:
    """What became of a district: each commune of today with the communes of before that it took."""
    unit = Unit.objects.filter(kind=Unit.Kind.OLD_DISTRICT, code=district).select_related("parent").first()
    taken = agencies.heirs_of_district(district) if unit else []
    if unit is None or not taken:
        raise Http404
    here = offices.in_communes(one.today.code for one in taken)
    above = ", ".join(unit.parents())
    became = [
        {
            "name": one.today.name, "here": (meant := here.get(one.today.code)) is not None,
            "href": _procedures(one, meant),
            "whole": [_commune(old, unit.name, above) for old in one.whole],
            "in_part": [_commune(old, unit.name, above) for old in one.in_part],
        }
        for one in sorted(taken, key=lambda one: one.today.code not in here)
    ]  # fmt: skip
    context = {
        "district": unit, "office": f"{COMMITTEE} {_small(unit.name)}", "until": until(unit.valid_to or date.max),
        "became": became, "province": taken[0].province, "labels": labels(),
    }  # fmt: skip
    return render(request, "portal/find/places_of_district.html", context)


def _procedures(taken: agencies.Taken, meant: offices.Office | None) -> str:
    if meant:
        return Criteria(office=meant.code).address()
    return Criteria(place=f"{taken.today.name}, {taken.province.name}").address()


def _commune(old: agencies.FormerPlace, district: str, province: str) -> Line:
    place = f"{old.name}, {_small(district)}, {_small(province)}"
    return Line(f"{COMMITTEE} {_small(old.name)}", Criteria(place=place).address(), until(old.until))


def _district(old: agencies.FormerPlace) -> Line:
    return Line(f"{COMMITTEE} {_small(old.name)}", reverse("places_of_district", args=[old.code]), until(old.until))


def _office_line(one: offices.Office) -> Line:
    hint = one.name if one.name != one.short_name else ""
    return Line(one.short_name, Criteria(office=one.code).address(), hint=hint)


def _fits(typed: str, name: str) -> bool:
    return fold(typed) in fold(name)


def _small(name: str) -> str:
    """A name inside a sentence: "huyện Ý Yên"."""
    return name[:1].lower() + name[1:]
