"""What the registry of enterprises says of a tax code (Decree 168/2025 on registration of enterprises): a port.

Asked while an organisation is added, to show its registered name and address. When it is silent the person types them:
a look-up helps, it never stands in the way.
"""

from dataclasses import dataclass
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string


class Silent(Exception):
    """The registry did not answer, or answered what cannot be used; the words are for the log."""


@dataclass(frozen=True, slots=True)
class Enterprise:
    """One registered organisation. `sort` is an `Account.OrganisationType`; `representative_id` may be unknown ("")."""

    tax_code: str
    name: str
    address: str
    sort: str
    representative: str = ""
    representative_id: str = ""


class Registry(Protocol):
    """Port: finds one organisation by its tax code."""

    def find(self, tax_code: str) -> Enterprise | None:
        """The organisation, or None when the registry knows of none. Raises `Silent`."""
        ...


def find(tax_code: str) -> Enterprise | None:
    """What the registry of this installation says of a canonical tax code. Raises `Silent`; without one, always."""
    if not settings.MOTCUA_ENTERPRISES:
        raise Silent("no registry of enterprises is configured")
    registry: Registry = import_string(settings.MOTCUA_ENTERPRISES)()
    found = registry.find(tax_code)
    if found is not None and found.tax_code != tax_code:  # an answer about somebody else
        raise Silent("the registry answered about another tax code")
    return found
