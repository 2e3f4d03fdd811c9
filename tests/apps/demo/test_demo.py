"""The demonstration loads, loads again without change, and is nobody's real life."""

import re
from datetime import date

import pytest

from demo.accounts import table
from demo.load import accounts, load
from demo.world import OFFICER_PASSWORD, ROOT, world
from motcua.agencies import api as agencies
from motcua.agencies.models import Agency, Officer
from motcua.catalogue import api as catalogue
from motcua.catalogue.models import Offering, Procedure, ProcedureVersion
from motcua.kit import identity
from motcua.kit.references import format_dossier_code, parse_dossier_code
from motcua.people import api as people
from motcua.people import mandates
from motcua.people.models import Account

FEW = frozenset({"14", "31", "37", "75", "80"})


@pytest.fixture
def loaded(db: None) -> None:
    load(only=FEW)


@pytest.mark.usefixtures("loaded")
def test_a_commune_has_everyone_a_dossier_needs() -> None:
    for code in ("H42.37.117", "H42.37.118"):
        office = Agency.objects.get(code=code)
        roles = {role for post in Officer.objects.filter(agency=office) for role in post.roles}
        assert roles >= {"clerk", "civil_status_officer", "leader", "seal_clerk"}
        assert agencies.contact_for(office.id).name.startswith("Trung tâm Phục vụ hành chính công")
        assert not agencies.calendar_for(office.id).is_working(date(2026, 11, 24))
        for procedure in Procedure.objects.filter(tiers__contains=["commune"]):
            assert catalogue.competent(procedure, office.unit) == office


@pytest.mark.usefixtures("loaded")
def test_the_provinces_departments_offer_their_business_set() -> None:
    building, trade = (Agency.objects.get(code=code) for code in ("H42.12", "H42.13"))
    assert agencies.tier(building) == "province" and building.parent and building.parent.code == "H42"
    assert Offering.objects.filter(agency=building).count() >= 4
    assert Offering.objects.filter(agency=trade).count() >= 4
    assert not Offering.objects.filter(agency=building, procedure__tiers__contains=["commune"]).exists()


@pytest.mark.usefixtures("loaded")
def test_every_listed_officer_can_sign_in_and_acts_for_one_office() -> None:
    for row in [row for row in table() if row["password"]][:3]:
        account = people.sign_in_officer(row["phone"], OFFICER_PASSWORD, ip="203.0.113.7")
        actor = agencies.actor_for(account)
        assert actor.agency is not None and actor.roles


@pytest.mark.usefixtures("loaded")
def test_four_citizens_sign_in_by_code_and_one_represents_a_business() -> None:
    assert Account.objects.filter(kind="citizen").count() == 4
    business = Account.objects.get(kind="organisation")
    representative = mandates.of_agent(Account.objects.get(phone="0900000304").pk)
    assert business.phone is None and [one.principal for one in representative] == [business]
    assert not any(one.has_usable_password() for one in Account.objects.exclude(kind="officer"))


@pytest.mark.usefixtures("loaded")
def test_loading_again_changes_nothing() -> None:
    def counts() -> list[int]:
        return [model.objects.count() for model in (Account, Officer, Agency, Offering, Procedure, ProcedureVersion)]

    before, passwords = counts(), set(Account.objects.values_list("password", flat=True))
    lines: list[str] = []
    load(lines.append, only=FEW)
    assert counts() == before
    assert set(Account.objects.values_list("password", flat=True)) == passwords
    assert lines


def test_the_accounts_are_listed_with_role_name_phone_password() -> None:
    rows = accounts()
    assert len(rows) == len(world()["officers"]) + len(world()["people"])
    assert {row["password"] for row in rows} == {OFFICER_PASSWORD, ""}
    assert len({row["phone"] for row in rows}) == len(rows)


def test_numbers_have_the_right_shape_and_are_ours_alone() -> None:
    for person in world()["people"]:
        assert identity.PersonalId.parse(person["personal_id"]).number[6:].startswith("9999")
        if "tax_code" in person:
            identity.tax_code(person["tax_code"])
    for row in table():
        assert identity.phone(row["phone"]) == row["phone"] and re.fullmatch(r"0900000\d{3}", row["phone"])
    for said in world()["agencies"]:
        assert identity.phone(said["phone"]) == said["phone"]
        code = format_dossier_code(said["code"], date(2026, 11, 21), 1)
        assert parse_dossier_code(code).prefix == said["code"]


def test_nothing_ends_in_a_real_mailbox() -> None:
    text = (ROOT / "demo" / "world.yaml").read_text()
    assert all(found.endswith(".example") for found in re.findall(r"[\w.]+@([\w.]+)", text))
