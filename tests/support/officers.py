"""Officers signing in through the screen: the password, then the code of the demonstration's app."""

import time
from typing import Any

from django.test import Client

from demo import codes
from demo.world import OFFICER_PASSWORD
from motcua.people import second_factor
from motcua.people.models import Authenticator

DOOR, SECOND = "/dang-nhap/can-bo/", "/dang-nhap/can-bo/buoc-hai/"


def sign_in(browser: Client, phone: str, **more: str) -> Any:
    """Both steps; gives the answer to the second."""
    Authenticator.objects.filter(account__phone=phone).update(last_step=0)  # tests are faster than half a minute
    first = browser.post(DOOR, {"phone": phone, "password": OFFICER_PASSWORD, **more})
    assert (first.status_code, first["Location"]) == (302, SECOND), first.status_code
    return browser.post(SECOND, {"code": codes.code(phone, int(time.time()) // codes.STEP)})


def show_factor(browser: Client) -> None:
    """As if a second factor had been shown in this browser a moment ago."""
    kept = browser.session
    kept[second_factor.SHOWN] = int(time.time())
    kept.save()
