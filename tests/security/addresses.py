"""Every address of the product as a stranger could type it, read from the resolver itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.security import areas
from tests.security.objects import Thing

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
    """Each address once for every dossier it can name; those without a dossier once."""
    some = next(iter(things.values()))
    for name, route in patterns().items():
        if "<uuid:id>" in route:
            for thing in things.values():
                yield from _about(name, route, thing, office_acts)
        elif name == "check_result":
            for thing in things.values():
                yield Address(name, reverse(name, args=[thing.check_code]), thing)
        else:
            yield Address(name, reverse(name, kwargs=_plain(name, some.code)))


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
    acts = {"dossier_act": APPLICANT_ACTS, "desk_act": office_acts}.get(name, ("",))
    for act in acts:
        given = {**known, "act": act}
        yield Address(name, reverse(name, kwargs={part: given[part] for part in wanted}), thing, act)
