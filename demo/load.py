"""Loads the demonstration: units, calendar, two communes, their officers, citizens, five procedures."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from demo import codes
from demo.accounts import Row, table
from demo.world import OFFICER_PASSWORD, ROOT, world
from motcua.agencies import api as agencies
from motcua.agencies import library as units
from motcua.agencies import police
from motcua.agencies.models import Agency, Officer, Post, Unit, WorkCalendar
from motcua.catalogue import api as catalogue
from motcua.catalogue.models import ProcedureVersion
from motcua.kit.actor import Actor
from motcua.people import authenticator, organisations
from motcua.people.models import Account
from motcua.rehearsal import api as rehearsal
from motcua.sandbox.authority import Authority
from motcua.signing import demonstration as signatures

SINCE = date(2025, 7, 1)
Echo = Callable[[str], None]


def load(echo: Echo = lambda _line: None, *, only: frozenset[str] = frozenset()) -> None:
    """Bring the demonstration into the database; running it again changes nothing that is already right.

    `only` limits the communes to those provinces (tests). `echo` receives one line of progress at a time.
    """
    library = ROOT / "library"
    echo("Nạp danh mục tỉnh, xã")
    units.load_units(library / "units", only=only)
    echo("Nạp lịch làm việc")
    calendar = units.load_calendar(library / "calendars" / world()["calendar"])
    echo("Nạp cơ quan và cán bộ")
    with transaction.atomic():
        offices = [_office(said, calendar) for said in world()["agencies"]]
        for said in world()["officers"]:
            _officer(said)
        for said in world()["people"]:
            _person(said)
    echo("Cấp chữ ký số thử nghiệm")
    _trust_the_sandbox()
    for office in offices:
        signatures.issue(f"agency:{office.code}", office.name, office.name)
    for post in Officer.objects.filter(roles__overlap=["leader", "police_chief"]).select_related("account", "agency"):
        signatures.issue(f"officer:{post.account_id}", post.account.full_name, post.agency.name)
    for post in Officer.objects.filter(roles__contains=["police_chief"]).select_related("agency__unit__parent"):
        name = police.name(post.agency)
        signatures.issue(f"police:{post.agency.code}", name, name)
    echo("Nạp thủ tục và biểu mẫu")
    versions = catalogue.load(library)
    for done in rehearsal.catch_up(versions):  # only what the record of the library does not know yet
        echo(f"Chạy thử {done.code}: {'đạt' if done.green else 'chưa đạt'}")
    for office in offices:
        catalogue.offer_all(office, [version.procedure for version in versions if _is_of(office, version)])
    agencies.forget()


def _trust_the_sandbox() -> None:
    """Certificates of the sandbox's authority prove who somebody is, in the demonstration only."""
    made = Authority(Path(settings.MOTCUA_HOME) / "sandbox" / "ca")
    trusted = Path(settings.MOTCUA_TRUST)
    trusted.mkdir(parents=True, exist_ok=True)
    (trusted / "demonstration.pem").write_bytes(made.root_pem)


def accounts() -> list[Row]:
    """The accounts of the demonstration, for the command line and the README."""
    return table()


def _is_of(office: Agency, version: ProcedureVersion) -> bool:
    """A commune offers what communes do; a department what names it as the competent agency."""
    department = world()["departments"].get(office.code)
    if department:
        return "province" in version.tiers and department in version.content["agency_text"]
    return office.unit.kind == Unit.Kind.COMMUNE and "commune" in version.tiers


def _office(said: dict[str, Any], calendar: WorkCalendar) -> Agency:
    kind = Unit.Kind.COMMUNE if len(said["unit"]) == 5 else Unit.Kind.PROVINCE
    unit = Unit.objects.get(kind=kind, code=said["unit"])
    common = {
        "unit": unit, "calendar": calendar, "phone": said["phone"], "email": said["email"],
        "hours_text": world()["hours_text"], "official_in_charge": said["official"],
        "code_prefix": said["code"],
    }  # fmt: skip
    office, _ = Agency.objects.update_or_create(
        code=said["code"],
        defaults={
            **common, "name": said["name"], "short_name": said["short_name"], "address": said["address"],
            "kind": said.get("kind", Agency.Kind.PEOPLES_COMMITTEE),
            "parent": Agency.objects.get(code=said["parent"]) if "parent" in said else None,
        },
    )  # fmt: skip
    if (centre := said.get("centre")) is None:
        return office
    Agency.objects.update_or_create(
        code=centre["code"],
        defaults={
            **common, "name": centre["name"], "short_name": centre["short_name"],
            "address": centre["address"], "kind": Agency.Kind.SERVICE_CENTRE, "parent": office,
        },
    )  # fmt: skip
    return office


def _officer(said: dict[str, Any]) -> None:
    account = Account.objects.filter(phone=said["phone"]).first() or Account.objects.make(
        phone=said["phone"], full_name=said["name"], password=OFFICER_PASSWORD, kind=Account.Kind.OFFICER,
        email=said.get("email", ""),
        assurance=2,
    )  # fmt: skip
    agency, roles = Agency.objects.get(code=said["agency"]), [said["role"]]
    Post.objects.update_or_create(agency=agency, title=said["title"], defaults={"roles": roles})
    if not authenticator.has(account):
        authenticator.give(account, codes.secret(account.phone or ""))
    Officer.objects.update_or_create(
        account=account, agency=agency, valid_from=SINCE, defaults={"post_title": said["title"], "roles": roles}
    )


def _person(said: dict[str, Any]) -> None:
    person = Account.objects.filter(phone=said["phone"]).first() or Account.objects.make(
        phone=said["phone"], full_name=said["name"], email=said["email"], personal_id=said["personal_id"],
        birth_date=said["birth_date"], address=said["address"],
    )  # fmt: skip
    if person.kind == Account.Kind.ORGANISATION:  # loaded before organisations had accounts of their own
        person.kind, person.organisation_name, person.tax_code = Account.Kind.CITIZEN, "", ""
        person.save(update_fields=["kind", "organisation_name", "tax_code"])
    if "tax_code" in said and organisations.by_tax_code(said["tax_code"]) is None:
        facts = organisations.Facts(said["tax_code"], said["organisation_name"], address=said["seat"])
        organisations.add(person, facts, actor=Actor.SYSTEM)
