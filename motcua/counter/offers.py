"""The buttons of the desk: exactly what the policy lets this officer do now."""

from dataclasses import dataclass

from django.urls import reverse

from motcua.counter.blanks import BLANKS
from motcua.dossiers import policy
from motcua.dossiers.actions import REGISTRY
from motcua.dossiers.models import Dossier
from motcua.kit.actor import Actor

ORDER = ("primary", "secondary", "warning")


@dataclass(frozen=True, slots=True)
class Offer:
    """One act as a button; `kind` is that of `ui.button_link`."""

    title: str
    href: str
    kind: str


def of(actor: Actor, dossier: Dossier) -> list[Offer]:
    """The way forward first, then the way round, then the ways that end it."""
    found = [
        Offer(str(REGISTRY[name].title), address(dossier, name), BLANKS[name].button)
        for name in policy.acts(actor, dossier)
        if name in BLANKS
    ]
    return sorted(found, key=lambda offer: ORDER.index(offer.kind))


def address(dossier: Dossier, transition: str) -> str:
    return reverse("desk_act", args=[dossier.id, transition.replace("_", "-")])


def transition(slug: str) -> str | None:
    """The act an address names, when the office has a page for it."""
    name = slug.replace("-", "_")
    return name if name in BLANKS and "_" not in slug else None
