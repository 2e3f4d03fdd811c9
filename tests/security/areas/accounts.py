"""One's own account: whoever signed in reaches it, and finds nothing of anybody else there."""

from typing import Any

from motcua.people.models import Device, Passkey
from tests.security import people
from tests.security.expectations import ALL, May, Pair
from tests.support import world

OWN: frozenset[Pair] = frozenset((who, "") for who in people.SIGNED_IN)
OFFICERS: frozenset[Pair] = frozenset((who, "") for who in (*people.OFFICERS, *people.ADMINISTRATORS))
CITIZENS = OWN - OFFICERS
OWNER: frozenset[Pair] = frozenset({("owner", "")})
ON_THE_ROAD = {"get": [May("door", ALL)], "post": [May("door", ALL)]}
"""A page of the officers' road without a right password just given leads to its beginning."""
AGAIN = {"get": [May("moved", OFFICERS)], "post": [May("moved", OFFICERS)]}
"""What replaces a second factor leads to the page that asks for one again."""

PAGES = {
    "account": {"get": [May(200, OWN)], "post": [May(405, OWN)]},
    "account_details": {"get": [May(200, CITIZENS)], "post": [May(422, CITIZENS)]},
    "devices": {"get": [May(200, OWN)], "post": [May(405, OWN)]},
    "devices_end_all": {"get": [], "post": [May("moved", OWN)]},
    "device_end": {"get": [], "post": [May("moved", OWNER)]},
    "security": {"get": [May(200, OWN)], "post": []},
    "passkey_add": {"get": [], "post": [May(422, CITIZENS), May("moved", OFFICERS)]},
    "passkey_remove": {"get": [], "post": [May("moved", OWNER)]},
    "factor_again": {"get": [May(200, OFFICERS)], "post": [May(422, OFFICERS)]},
    "security_app": AGAIN,
    "security_paper": {"get": [], "post": [May("moved", OFFICERS)]},
    "security_password": {"get": [May(200, OFFICERS)], "post": [May(422, OFFICERS)]},
    "phone_change": {"get": [May(200, CITIZENS)], "post": [May(422, CITIZENS)]},
    "phone_change_confirm": {"get": [May("moved", CITIZENS)], "post": [May("moved", CITIZENS)]},
    "phone_change_cancel": {"get": [], "post": [May("moved", CITIZENS)]},
    "phone_change_stop": {"get": [May(200, ALL)], "post": [May(422, ALL)]},
    "passkey_sign_in": {"get": [May(405, ALL)], "post": [May(422, ALL)]},
    "passkey_options": {"get": [May(405, ALL)], "post": [May(200, ALL)]},
    "step_up": {"get": [May(200, ALL)], "post": [May(405, ALL)]},
    "officer_second": ON_THE_ROAD,
    "officer_enrol": ON_THE_ROAD,
}


def build() -> dict[str, dict[str, Any]]:
    """A browser and a key of the owner, for everybody else to try to end or remove."""
    owner = world.account("citizen")
    device = Device.objects.create(account=owner, session_key="o" * 32, name="Chrome, Android", how="code")
    key = Passkey.objects.create(account=owner, credential=b"owner", public_key=b"key", name="Điện thoại")
    return {"device_end": {"device": device.pk}, "passkey_remove": {"key": key.pk}}
