"""Organisations, their staff, acting for others, certificates: the owner represents one, everybody else tries it."""

from typing import Any

from motcua.kit.actor import Actor
from motcua.people import mandates, organisations, staff
from motcua.people.models import Mandate
from tests.security.expectations import ALL, May, _with
from tests.security.people import ADMINISTRATORS, NOBODY, OFFICERS
from tests.support import world

OWNER, OTHER = _with(["owner"], [""]), _with(["other_citizen", "delegate"], [""])
MEMBER = _with(["delegate"], [""])
"""The delegate's account is also that of a member of the owner's firm, who may read whom it works for."""
CITIZENS = OWNER | OTHER
OFFICE = _with([*OFFICERS, *ADMINISTRATORS], [""])
OUTSIDE = CITIZENS | _with(NOBODY, [""])

PAGES: dict[str, dict[str, list[May]]] = {
    "organisations": {"get": [May(200, CITIZENS)], "post": []},
    "organisation_add": {"get": [May(200, CITIZENS)], "post": [May(422, CITIZENS)]},
    "organisation": {"get": [May(200, OWNER | MEMBER)], "post": []},
    "staff_invite": {"get": [May(200, OWNER)], "post": [May(422, OWNER)]},
    "staff_end": {"get": [May(200, OWNER)], "post": [May("moved", OWNER)]},
    "invitation_withdraw": {"get": [], "post": [May("moved", OWNER)]},
    "acting_for": {"get": [May(200, CITIZENS)], "post": [May(422, CITIZENS)]},
    "invitation_answer": {"get": [], "post": [May("moved", OWNER)]},
    "certificate_sign_in": {"get": [May(200, OUTSIDE)], "post": [May(422, OUTSIDE)]},
    "certificate_link": {"get": [May("door", ALL)], "post": []},  # nothing was shown: back to where one shows it
    "certificate_challenge": {"get": [May(200, OUTSIDE)], "post": []},
}
ARGS: dict[str, dict[str, Any]] = {"certificate_challenge": {"kind": "txt"}}


def build() -> dict[str, dict[str, Any]]:
    """An organisation of the owner with a member of staff and an invitation; and an invitation to the owner."""
    owner, helper = world.account("citizen"), world.account("citizen_without_email")
    facts = organisations.Facts("0100109106", "Công ty Của Chủ")
    firm = organisations.add(owner, facts, actor=Actor.SYSTEM).principal
    given = mandates.give(firm, helper, Mandate.Ground.STAFF, actor=Actor.SYSTEM)
    sent = staff.invite(firm, "0900000977", "Người được mời", by=owner, actor=Actor.SYSTEM)
    other = organisations.add(helper, organisations.Facts("0100112437", "Công ty Khác"), actor=Actor.SYSTEM).principal
    received = staff.invite(other, owner.phone or "", owner.full_name, by=helper, actor=Actor.SYSTEM)
    one = {"organisation": firm.pk}
    return {
        "organisation": one, "staff_invite": one, "staff_end": {**one, "mandate": given.pk},
        "invitation_withdraw": {**one, "invitation": sent.pk}, "invitation_answer": {"invitation": received.pk},
    }  # fmt: skip
