"""Where a request comes from: what limits on attempts are counted by."""

from django.conf import settings
from django.http import HttpRequest


def ip_of(request: HttpRequest) -> str:
    """The visitor's address; a proxy's word is believed only when the operator says there is one."""
    if settings.MOTCUA_BEHIND_PROXY and (forwarded := request.headers.get("X-Forwarded-For")):
        return forwarded.split(",")[-1].strip()
    return str(request.META.get("REMOTE_ADDR", ""))
