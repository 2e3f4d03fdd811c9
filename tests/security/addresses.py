"""Every address of the product as a stranger could type it, read from the resolver itself."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from tests.security import areas
from tests.security.objects import NO_CODE, Thing

APPLICANT_ACTS = ("recall", "take-back", "request-withdrawal", "ask-correction")
OFFICE_ACTS = (
    "receive", "request-intake-supplement", "reject", "start-processing", "request-supplement",
    "accept-supplement", "propose", "send-back", "sign", "seal", "refuse-merits", "approve-withdrawal",
    "decline-withdrawal", "stop", "return-result",
)  # fmt: skip
BY_CODE: dict[str, dict[str, object]] = {
    "procedure": {}, "start": {}, "print_start": {}, "procedure_checklist": {}, "procedure_poster": {},
    "procedure_edition": {"number": 1},
    "procedure_blank": {"name": "to-khai-dang-ky-khai-sinh", "kind": "pdf"},
    "procedure_form_file": {"file": UUID(int=0)},
    "catalogue_procedure": {}, "catalogue_preview": {}, "catalogue_changes": {}, "catalogue_missing": {},
    "catalogue_publish": {}, "catalogue_withdraw": {}, "catalogue_discard": {}, "catalogue_offer": {},
    "catalogue_rehearse": {},
    "catalogue_stop": {}, "catalogue_export": {}, "catalogue_edit": {}, "catalogue_confirm": {"item": "limit"},
    "catalogue_section": {"section": "ten"}, "catalogue_item": {"section": "giay-to", "number": 1},
    "catalogue_form_file": {"number": 1}, "catalogue_form_download": {"number": 1},
}  # fmt: skip
"""Addresses of a procedure, which name no dossier, with their other parts."""
BY_FORM = {
    "form", "form_edit", "form_trial", "form_report", "form_export", "form_publish", "form_discard",
}  # fmt: skip
"""Addresses of a form's definition."""
BY_NUMBER = {"sitemap_part"}
BY_PLACE = {"places_of_province": {"province": "37"}, "places_of_district": {"district": "360"}}
"""Addresses of a province of today and of a district of before."""

BY_PUBLIC_CODE: dict[str, Callable[[Thing], str]] = {
    "check_result": lambda thing: thing.check_code,
    "api_check": lambda thing: thing.check_code,
    "api_progress": lambda thing: thing.dossier.code or thing.dossier.submission_code or NO_CODE,
}
"""Addresses that anybody may ask by a code: what they tell holds nothing of the person."""


@dataclass(frozen=True)
class Address:
    """One address: its name in the resolver, the dossier in it (if any), the act in it (if any)."""

    name: str
    path: str
    thing: Thing | None = None
    act: str = ""

    @property
    def key(self) -> str:
        return f"{self.name}:{self.act}" if self.act else self.name


def patterns() -> dict[str, str]:
    """Name → route of everything the resolver knows."""
    return dict(_walk(get_resolver()))


def _walk(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, str]]:
    for entry in resolver.url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _walk(entry, route)
        elif isinstance(entry, URLPattern):
            yield entry.name or route, route


def of(things: dict[str, Thing], office_acts: tuple[str, ...] = OFFICE_ACTS) -> Iterator[Address]:
    """Each address once for every dossier it can name; those without a dossier once.

    One whose parts nobody said is left out here: `unsaid` tells of it.
    """
    some = next(iter(things.values()))
    for name, route in patterns().items():
        if name in BY_PUBLIC_CODE:
            for thing in things.values():
                yield Address(name, reverse(name, args=[BY_PUBLIC_CODE[name](thing)]), thing)
        elif "<uuid:id>" in route and areas.arguments(name) is None:
            for thing in things.values():
                yield from _about(name, route, thing, office_acts)
        elif (path := _typed(name, some.code)) is not None:
            yield Address(name, path)


def unsaid(things: dict[str, Thing]) -> list[str]:
    """Addresses that cannot be typed because no part of the product says what to put into them."""
    said = {address.name for address in of(things)}
    return [
        f"{name} ({route}): say its parts in ARGS or build() of tests/security/areas/<part>.py"
        for name, route in patterns().items() if name not in said
    ]  # fmt: skip


def _typed(name: str, code: str) -> str | None:
    try:
        return reverse(name, kwargs=_plain(name, code))
    except NoReverseMatch:
        return None


def _plain(name: str, code: str) -> dict[str, object] | None:
    if name in BY_PLACE:
        return dict(BY_PLACE[name])
    if name in BY_FORM:
        return {"key": "khai-sinh"}
    if name in BY_NUMBER:
        return {"number": 1}
    return {"code": code, **BY_CODE[name]} if name in BY_CODE else areas.arguments(name)


def _about(name: str, route: str, thing: Thing, office_acts: tuple[str, ...]) -> Iterator[Address]:
    known: dict[str, Any] = {
        "id": thing.dossier.id, "code": thing.code, "paper": thing.paper, "section": thing.section,
        "component": thing.component, "sheet": thing.sheet, "kind": "pdf",
    }  # fmt: skip
    wanted = re.findall(r"<\w+:(\w+)>", route)
    if not set(wanted) <= {*known, "act"}:
        return
    acts = {"dossier_act": APPLICANT_ACTS, "desk_act": office_acts}.get(name, ("",))
    for act in acts:
        given = {**known, "act": act}
        yield Address(name, reverse(name, kwargs={part: given[part] for part in wanted}), thing, act)
