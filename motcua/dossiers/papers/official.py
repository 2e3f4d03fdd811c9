"""What stands on every official paper: the office above and below, the place and date."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from motcua.agencies import police
from motcua.agencies.models import Agency
from motcua.kit import clock
from motcua.kit.vietnamese import long_date


def masthead(agency: Agency) -> dict[str, str]:
    """The issuing office; its parent stands above it when it has one."""
    return {"parent": agency.parent.name if agency.parent else "", "name": agency.name}


def police_masthead(agency: Agency) -> dict[str, str]:
    """The commune's police as the issuing office, under the police of the province."""
    return {"parent": police.above(agency), "name": police.name(agency)}


def place_date(agency: Agency, at: datetime) -> str:
    """Xã Phong Doanh, ngày 23 tháng 11 năm 2026 (Decree 30/2020, annex I)."""
    return f"{agency.unit.name}, {long_date(at.astimezone(clock.HANOI).date())}"


def address(name: str, *args: object, query: str = "") -> str:
    """The full address of a page, for a QR or a printed line."""
    return f"{settings.MOTCUA_URL}{reverse(name, args=args)}{query}"


def shown(url: str) -> str:
    """An address as a person types it: without the protocol."""
    return url.partition("://")[2]
