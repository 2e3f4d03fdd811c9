"""The one whose account it is, behind the gate that lets only the signed-in pass."""

from django.http import HttpRequest

from motcua.people.models import Account


def me(request: HttpRequest) -> Account:
    """The account signed in, never the one it acts for."""
    assert isinstance(request.user, Account)
    return request.user
