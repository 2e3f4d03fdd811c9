"""Mã xác nhận (R39, R49): a proof of work in the browser, or a code sent to the phone where there is no script.

The proof needs JavaScript and a secure context; everyone else types the code of the message.
"""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.kit.identity import phone_display
from motcua.people import altcha, otp
from motcua.people.errors import Refused
from motcua.portal.addresses import ip_of
from motcua.portal.problems import Problem

SUBMIT = "submit"
TRACK = "track"
PIN = "pin"
CODE_FIELD = "confirmation-code"


def widget(request: HttpRequest, purpose: str, phone: str = "") -> dict[str, Any]:
    """What the template needs to show the control."""
    return {
        "challenge": f"{reverse('proof_challenge')}?viec={purpose}",
        "phone": phone_display(phone) if phone else "",
        "field": CODE_FIELD,
    }


def send(request: HttpRequest, purpose: str, phone: str, *, about: str = "") -> None:
    otp.request(phone, purpose, ip_of(request), about=about)


def confirm(request: HttpRequest, purpose: str, phone: str, code: str) -> None:
    """The code of the message, and nothing else; raises what `people.otp` raises."""
    otp.confirm(phone, purpose, code, ip_of(request))


def refusal(request: HttpRequest, purpose: str, phone: str) -> Problem | None:
    """What is wrong with the mã xác nhận of this POST; None when it is right. It is good once."""
    try:
        if code := request.POST.get(CODE_FIELD, "").strip():
            confirm(request, purpose, phone, code)
        elif proof := request.POST.get("altcha", ""):
            altcha.verify(proof, purpose)
        else:
            return Problem(CODE_FIELD, _("Hãy đánh dấu vào ô mã xác nhận, hoặc nhập mã gửi đến điện thoại."))
    except Refused as error:
        return Problem(CODE_FIELD, error.message)
    return None
