"""The Jinja environment of the product: strict about names, Vietnamese by default, `govuk()` for components."""

from typing import Any

from django.urls import reverse
from django.utils import translation
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from motcua.ui import assets, filters
from motcua.ui.components import govuk
from motcua.ui.qr import svg


def environment(**options: Any) -> Environment:
    """Make the environment named in Django's TEMPLATES; a name a page does not define is an error, never a blank."""
    options["undefined"] = StrictUndefined
    made = Environment(
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=options.pop("autoescape", True),
        **options,
    )
    made.install_gettext_callables(  # type: ignore[attr-defined]
        translation.gettext,
        translation.ngettext,
        newstyle=True,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
    )
    made.policies["ext.i18n.trimmed"] = True
    made.globals.update(
        asset=assets.address,
        govuk=govuk,
        icon=icon,
        qr=svg,
        static=assets.address,
        url=url,
    )
    made.globals.update(filters.ALL)
    made.filters.update(filters.ALL)
    return made


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a named page; an unknown name is an error, so that no page ships a dead link."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


ICONS = {
    "bell": "M12 22a2.5 2.5 0 0 0 2.4-2H9.6A2.5 2.5 0 0 0 12 22zm7-6v-5a7 7 0 0 0-5.5-6.8V3a1.5 1.5 0 0 0-3 0v1.2"
    "A7 7 0 0 0 5 11v5l-2 2v1h18v-1z",
    "clock": "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm1 5v4.6l3.7 3.7-1.4 1.4-4.3-4.3V7z",
    "cross": "M19 6.4 17.6 5 12 10.6 6.4 5 5 6.4 10.6 12 5 17.6 6.4 19l5.6-5.6 5.6 5.6 1.4-1.4L13.4 12z",
    "dot": "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8z",
    "file": "M6 2h8l5 5v15H6zm7 1.5V8h4.5zM8 12h8v2H8zm0 4h8v2H8z",
    "pause": "M6 5h4v14H6zm8 0h4v14h-4z",
    "tick": "M9.5 16.6 4.9 12l-1.4 1.4 6 6 11-11L19 7z",
    "warning": "M12 2 1 21h22zm-1 7h2v6h-2zm0 8h2v2h-2z",
}


def icon(name: str, title: str = "") -> Markup:
    """A small drawing beside a word. Without `title` it is decoration and screen readers skip it."""
    path = ICONS[name]
    if not title:
        drawing = '<svg class="mc-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="{}"/></svg>'
        return Markup(drawing).format(path)  # noqa: S704 (our own drawing)
    drawing = '<svg class="mc-icon" viewBox="0 0 24 24" role="img" aria-label="{}"><path d="{}"/></svg>'
    return Markup(drawing).format(title, path)  # noqa: S704 (our own drawing; the title is escaped)
