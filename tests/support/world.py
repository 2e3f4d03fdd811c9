"""The demonstration's people and offices for tests; loaded once into the database of a test run."""

from uuid import UUID

from demo.load import load
from motcua.agencies import api as agencies
from motcua.agencies.models import Agency
from motcua.catalogue import versions
from motcua.kit.actor import Actor
from motcua.people.models import Account
from motcua.portal import office
from tests.support import rehearsals

FEW = frozenset({"14", "31", "37", "75", "80"})
"""The provinces that the demonstration and the seeds' communes need."""

PHONES = {
    "clerk": "0900000101",
    "officer": "0900000102",
    "leader": "0900000103",
    "seal_clerk": "0900000104",
    "administrator": "0900000105",
    "police_officer": "0900000106",
    "police_chief": "0900000107",
    "other_clerk": "0900000201",
    "other_officer": "0900000202",
    "province": "0900000401",
    "citizen": "0900000301",
    "other_citizen": "0900000302",
    "citizen_without_email": "0900000303",
}


def ensure() -> None:
    """Load what is missing: after a test that emptied the tables, everything."""
    rehearsals.believe()
    if not Agency.objects.filter(code="H42.37.117").exists():
        forget()
        load(only=FEW)


def forget() -> None:
    """What this process remembers of offices and versions that another test has since emptied."""
    office.forget()
    versions.forget()


def account(who: str) -> Account:
    return Account.objects.get(phone=PHONES[who])


def actor(who: str, held: frozenset[UUID] = frozenset()) -> Actor:
    return agencies.actor_for(account(who), held=held)


def commune() -> Agency:
    return Agency.objects.get(code="H42.37.117")
