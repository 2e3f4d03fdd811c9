"""The telephone of an invitation, proven by a code before anything of the dossier is shown."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from motcua.catalogue import api as catalogue
from motcua.dossiers import session
from motcua.dossiers.models import Party
from motcua.kit.actor import Actor
from motcua.people import otp
from motcua.people.errors import Refused
from motcua.people.models import Account
from motcua.portal.addresses import ip_of
from motcua.portal.problems import Problem

CODE = "code"


@dataclass(frozen=True, slots=True)
class Door:
    """What the page before an invitation says: its title and the sentence that says who asks for what."""

    title: str
    sentence: str


def purpose(party: Party) -> str:
    return f"party:{party.pk}"


def is_signed_in(request: HttpRequest, party: Party) -> bool:
    """Whether somebody signed in to the account of the very telephone that was invited."""
    return isinstance(request.user, Account) and request.user.phone == party.phone


def try_code(request: HttpRequest, party: Party) -> list[Problem]:
    """Send a code, or take the typed one; what is wrong with it."""
    if "send" in request.POST:
        otp.request(party.phone, purpose(party), ip_of(request), about=party.dossier.subject)
        return []
    typed = request.POST.get(CODE, "").strip()[:20]
    if not typed:
        return [Problem(CODE, _("Hãy nhập 6 chữ số trong tin nhắn."))]
    try:
        otp.confirm(party.phone, purpose(party), typed, ip_of(request))
    except Refused as error:
        return [Problem(CODE, error.message)]
    session.take_up(request, party.pk)
    return []


def page(request: HttpRequest, party: Party, door: Door, problems: list[Problem]) -> HttpResponse:
    """The page that asks for the code; nothing of the dossier but the procedure's name is on it."""
    context = {
        "door": door, "problems": problems, "sent": "send" in request.POST or CODE in request.POST,
        "phone_end": party.phone[-3:], "procedure": catalogue.version(party.dossier.version_id).name,
    }  # fmt: skip
    return render(request, "portal/together/prove.html", context, status=422 if problems else 200)


def gone(request: HttpRequest) -> HttpResponse:
    """A link that opens nothing (any more)."""
    return render(request, "portal/together/gone.html", status=404)


def invited(request: HttpRequest, party: Party) -> Actor:
    """Who acts through an invitation: the account signed in, else the invited person by name."""
    actor = session.actor(request)
    return actor if actor.account is not None else Actor(None, party.name, "anonymous", parties=actor.parties)
