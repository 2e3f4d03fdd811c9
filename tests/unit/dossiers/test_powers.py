"""The committee and the police decide side by side in one commune, and neither signs for the other."""

from typing import Any

import pytest

from motcua.dossiers import duty, roles
from motcua.dossiers.lifecycle import State


def way(process: str, sign: str, seal: str) -> list[dict[str, Any]]:
    said = {"receive": "clerk", "process": process, "sign": sign, "seal": seal, "return": "clerk"}
    return [{"key": key, "role": role} for key, role in said.items()]


COMMITTEE = way("civil_status_officer", "leader", "seal_clerk")
POLICE = way("police_officer", "police_chief", "police_officer")


def test_residence_waits_for_the_police() -> None:
    everybody = frozenset(roles.OFFICE)
    assert duty.waiting_for(State.ACCEPTED, POLICE, everybody) == "police_officer"
    assert duty.waiting_for(State.AWAITING_SIGNATURE, POLICE, everybody) == "police_chief"
    assert duty.waiting_for(State.SUBMITTED, POLICE, everybody) == "clerk"


@pytest.mark.parametrize(
    ("route", "held", "wanted"),
    [
        (POLICE, {"clerk", "civil_status_officer", "leader"}, "police_officer"),
        (COMMITTEE, {"clerk", "police_officer", "police_chief"}, "civil_status_officer"),
        (COMMITTEE, {"processing_officer", "police_officer"}, "processing_officer"),
    ],
)
def test_who_is_missing_is_replaced_within_the_same_power_only(
    route: list[dict[str, Any]], held: set[str], wanted: str
) -> None:
    assert duty.waiting_for(State.PROCESSING, route, frozenset(held)) == wanted


def test_an_office_chooses_among_those_who_can() -> None:
    assert duty.able("sign", COMMITTEE) == ("leader",)
    assert duty.able("sign", POLICE) == ("police_chief",)
    assert duty.able("process", POLICE) == ("police_officer",)
    assert duty.able("seal", POLICE) == ("police_officer", "seal_clerk")
    assert duty.able("seal", COMMITTEE) == ("seal_clerk",)


def test_every_role_of_the_office_has_a_name() -> None:
    assert set(roles.OFFICE) <= roles.TITLES.keys()
    assert not roles.POLICE & roles.COMMITTEE
