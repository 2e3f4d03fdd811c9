"""What every page knows: navigation, contact, language. Lazy, so that a page without a masthead costs nothing."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest
from django.utils.translation import get_language

from motcua.ui import navigation
from motcua.ui.navigation import Contact, Link, Place


class Surroundings:
    """The surroundings of one page. Nothing is computed before a template asks for it."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.path = request.path

    def links(self, place: Place) -> list[tuple[Link, bool]]:
        """Links of a place, each with whether it is the current one. Of two that match, the longer part wins."""
        found = list(navigation.links(place, self.request))
        matching = [link for link in found if link.current(self.path)]
        best = max(matching, key=lambda link: len(link.prefix or link.href), default=None)
        return [(link, link is best) for link in found]

    @cached_property
    def notices(self) -> list[Message]:
        """What an act before this page said, once; kept in a cookie, so it costs no statement."""
        return list(get_messages(self.request))

    @cached_property
    def contact(self) -> Contact:
        return navigation.contact(self.request)

    @property
    def language(self) -> str:
        return (get_language() or settings.LANGUAGE_CODE)[:2]

    @property
    def language_action(self) -> str:
        return navigation.language_action()

    @property
    def languages(self) -> Iterator[tuple[str, str]]:
        """The other languages: those a person may switch to."""
        return ((code, name) for code, name in settings.LANGUAGES if code != self.language)

    @property
    def full_path(self) -> str:
        return self.request.get_full_path()


def page(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `site` for the skeleton and `csp_nonce` under the name that django-htmx reads."""
    return {"site": Surroundings(request), "csp_nonce": getattr(request, "csp_nonce", "")}
