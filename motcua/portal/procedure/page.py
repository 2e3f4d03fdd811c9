"""What the templates of a procedure read; every text is in the reader's language and already decided."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.dossiers import session
from motcua.kit import clock
from motcua.kit.words import N_
from motcua.portal import office
from motcua.portal.labels import labels
from motcua.portal.procedure import blanks, facts, gathering, laws, level, linked_data, papers, sharing
from motcua.portal.procedure.gathering import Shown
from motcua.ui.navigation import Contact

SPOKEN = {"DV.000001": N_("Yêu cầu cán bộ đến nhà")}
"""Services whose door is better known by what one asks for than by its name."""


def whole(request: HttpRequest, shown: Shown) -> dict[str, Any]:
    """The page of the version in force."""
    code, chosen = shown.version.code, shown.offices.chosen
    kept = sharing.kept(chosen.agency.code if chosen else "")
    link = sharing.address(code, chosen.agency.code if chosen else "")
    contact = contact_of(request, shown)
    return common(shown, contact) | {
        "apply": reverse("start", args=[code]) + kept if shown.offices.taking else "",
        "services": services(shown), "signed_in": session.actor(request).account is not None,
        "level": level.level(shown),
        "editions": gathering.editions(shown.version),
        "kept": kept, "link": link, "zalo": sharing.zalo(link), "canonical": sharing.address(code),
        "data": linked_data.block(linked_data.service(shown, sharing.address(code), contact)),
    }  # fmt: skip


def common(shown: Shown, contact: Contact) -> dict[str, Any]:
    """What the page of any version shows."""
    rows, left_out = facts.table(shown)
    return {
        "shown": shown, "version": shown.version, "content": shown.content, "doubts": shown.doubts,
        "offices": shown.offices, "chosen": shown.offices.only, "facts": facts.four(shown),
        "local_fee": facts.local_fee(shown), "groups": papers.groups(shown.papers),
        "notes": papers.notes(shown.papers), "ways": rows, "ways_left_out": left_out, "varied": facts.varied(shown),
        "cases": facts.cases(shown), "blanks": blanks.blanks(shown), "contact": contact, "labels": labels(),
        "laws": laws.basis(shown.content.legal_basis, clock.now().date()), "channels": facts.channels(),
    }  # fmt: skip


def contact_of(request: HttpRequest, shown: Shown) -> Contact:
    """The card of the chosen office, else of the one that owns this portal."""
    only = shown.offices.only
    return office.card(only.agency_id) if only else office.owner(request)


def services(shown: Shown) -> list[dict[str, str]]:
    """Related procedures and services that are published: name, address, and whether it is a service to ask for."""
    chosen = shown.offices.chosen
    kept = sharing.kept(chosen.agency.code if chosen else "")
    return [
        {
            "name": _(SPOKEN[code]) if code in SPOKEN else name, "kind": kind,
            "href": reverse("procedure", args=[code]) + kept,
        }
        for code, name, kind in gathering.related(shown.content.related)
    ]  # fmt: skip
