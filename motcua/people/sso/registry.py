"""Which identity providers this installation has, and the adapter that talks to each."""

from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from motcua.people.sso.provider import Configuration, Provider

STAFF = "staff"
CITIZENS = ("dvcqg", "vneid")
"""The two accounts that the door of citizens names, in its order."""


def configuration(name: str) -> Configuration | None:
    """What is configured under a name; None when this installation has no such provider."""
    said: dict[str, Any] | None = settings.MOTCUA_SSO.get(name)
    if said is None or not said["issuer"]:
        return None
    return Configuration(name=name, **said)


def named(name: str) -> Provider:
    """The adapter of a provider; KeyError when this installation has none of that name."""
    said = configuration(name)
    if said is None:
        raise KeyError(name)
    provider: Provider = import_string(settings.MOTCUA_SSO_CLIENT)(said)
    return provider


def offered() -> list[str]:
    """The providers on the door of citizens."""
    return [name for name in CITIZENS if configuration(name) is not None]
