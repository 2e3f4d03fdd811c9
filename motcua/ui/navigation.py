"""Links around the page, given by the faces: the design system knows how they look, not where they lead.

A face registers a source in its `AppConfig.ready()`; a source is called once per page that shows it, and should not
touch the database unless it must.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from django.http import HttpRequest

Place = Literal["main", "account", "acting", "office", "footer"]


@dataclass(frozen=True, slots=True)
class Link:
    """One link. `prefix`: the page is in this part when its address starts with it ("" = only when equal).

    `post` makes it a button in a form with a token, for acts such as signing out.
    """

    text: str
    href: str
    prefix: str = ""
    post: bool = False

    def current(self, path: str) -> bool:
        """Whether the page at `path` is this link, or lies in its part."""
        return path == self.href or bool(self.prefix and path.startswith(self.prefix))


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask. An agency has the same names, so it can stand in its place."""

    name: str
    address: str = ""
    phone: str = ""
    email: str = ""
    hours_text: str = ""
    official_in_charge: str = ""


Source = Callable[[HttpRequest], Sequence[Link]]
ContactSource = Callable[[HttpRequest], Contact]

_sources: dict[Place, Source] = {}
_contact: list[ContactSource] = []
_language_action: list[Callable[[], str]] = []


def register(place: Place, source: Source) -> None:
    """Give the links of a place; a second source for the same place replaces the first."""
    _sources[place] = source


def register_contact(source: ContactSource) -> None:
    """Give the office that owns this portal, for masthead, footer and error pages."""
    _contact[:] = [source]


def register_language_switch(address: Callable[[], str]) -> None:
    """Give the address (Django's `set_language`) that the language buttons post to."""
    _language_action[:] = [address]


def links(place: Place, request: HttpRequest) -> Sequence[Link]:
    """The links of a place for this request; none when no face gave any."""
    source = _sources.get(place)
    return source(request) if source else ()


def contact(request: HttpRequest) -> Contact:
    """The office to ask. Without one registered the card still says what to do."""
    return _contact[0](request) if _contact else Contact(name="")


def language_action() -> str:
    """Where the language buttons post to; empty hides them."""
    return _language_action[0]() if _language_action else ""
