"""Which roles somebody holds at an office today, remembered for a minute."""

from uuid import UUID

from motcua.agencies.memory import Remembered
from motcua.agencies.models import Officer
from motcua.kit import clock


def roles_at(agency: UUID | None) -> frozenset[str]:
    """The roles held there; empty when nobody works there, or nothing is known of the office yet."""
    return _known.get(agency) if agency else frozenset()


def forget() -> None:
    """After posts changed in this process."""
    _known.forget()


def _held(agency: UUID) -> frozenset[str]:
    today = clock.now().date()
    posts = Officer.objects.filter(agency=agency, valid_from__lte=today).exclude(valid_to__lt=today)
    return frozenset(role for roles in posts.values_list("roles", flat=True) for role in roles)


_known: Remembered[UUID, frozenset[str]] = Remembered(_held)
