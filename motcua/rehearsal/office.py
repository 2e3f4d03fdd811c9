"""An office that exists only while a rehearsal lasts: its people, its keys, one applicant. Nobody real is involved."""

from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from typing import Any

from motcua.agencies import api as agencies
from motcua.agencies.models import Agency, Officer, Unit, WorkCalendar
from motcua.catalogue.models import Offering, ProcedureVersion
from motcua.dossiers.roles import OFFICE, TITLES
from motcua.kit import clock
from motcua.kit.actor import Actor
from motcua.kit.references import uuid7
from motcua.people.models import Account
from motcua.signing import demonstration as signatures

SINCE = date(2025, 7, 1)
FEE = 10_000
"""Đồng, where a council decides and no real office is copied."""
LEVEL = 3
NAME = "Ủy ban nhân dân xã Chạy Thử"


@dataclass(frozen=True, slots=True)
class Office:
    """The scratch office and who works there, by role."""

    agency: Agency
    officers: dict[str, Account]
    applicant: Account

    def actor(self, role: str) -> Actor:
        return agencies.actor_for(self.officers[role])

    def citizen(self) -> Actor:
        return agencies.actor_for(self.applicant)


def found(version: ProcedureVersion, like: Agency | None, keys: Path) -> Office:
    """Set it up inside the rehearsal's transaction. `like`: a real office whose place, route and fee it copies."""
    agency = _agency(like)
    officers = {role: _person(f"Cán bộ {number}", Account.Kind.OFFICER) for number, role in enumerate(OFFICE, start=1)}
    for role, account in officers.items():
        Officer.objects.create(account=account, agency=agency, post_title=TITLES[role], roles=[role], valid_from=SINCE)
    holders = [f"agency:{agency.code}", f"police:{agency.code}"]
    holders += [f"officer:{officers[role].id}" for role in ("leader", "police_chief")]
    signatures.throwaway(holders, NAME, keys)
    _offer(version, agency, like)
    return Office(agency, officers, _person("Nguyễn Thị Chạy Thử", Account.Kind.CITIZEN))


def _agency(like: Agency | None) -> Agency:
    mark = uuid7().hex[-8:].upper()
    unit = like.unit if like else _unit()
    return Agency.objects.create(
        code=f"CT.{mark}", code_prefix=f"CT.{mark[:3]}.{mark[3:6]}", name=NAME, short_name="Xã Chạy Thử", unit=unit,
        kind=Agency.Kind.PEOPLES_COMMITTEE, address="Số 1 đường Thử", phone="0200000000",
        hours_text="Giờ làm việc", official_in_charge="Cán bộ chạy thử",
        calendar=like.calendar if like else _calendar(),
    )  # fmt: skip


def _unit() -> Unit:
    """Any commune of today; where nothing was loaded yet, one in its province."""
    known = Unit.objects.filter(kind=Unit.Kind.COMMUNE, valid_to=None).select_related("parent").first()
    if known is not None:
        return known
    province = Unit.objects.create(
        code="00", name="Tỉnh Chạy Thử", folded="chay thu", kind=Unit.Kind.PROVINCE, source="chạy thử"
    )
    return Unit.objects.create(
        code="00000", name="Xã Chạy Thử", folded="chay thu", kind=Unit.Kind.COMMUNE, parent=province, source="chạy thử"
    )


def _calendar() -> WorkCalendar:
    hours: list[list[str]] = [[f"{time(7, 30):%H:%M}", "11:30"], ["13:30", "17:00"]]
    known = WorkCalendar.objects.first()
    return known or WorkCalendar.objects.create(name=f"Chạy thử {uuid7()}", hours=hours, weekly_off=[5, 6])


def _person(name: str, kind: str) -> Account:
    """An account without a phone: nobody can sign in with it, nothing can be sent to it."""
    return Account.objects.create(
        full_name=name, kind=kind, assurance=3, personal_id="036190000001" if kind == "citizen" else "",
        birth_date=date(1990, 5, 4), phone=None,
    )  # fmt: skip


def _offer(version: ProcedureVersion, agency: Agency, like: Agency | None) -> None:
    real = Offering.objects.filter(agency=like, procedure=version.procedure_id).first() if like else None
    fee: dict[str, Any] | None = real.fee if real else {"amount": FEE, "decision": "Nghị quyết chạy thử"}
    Offering.objects.create(
        agency=agency, procedure_id=version.procedure_id, version=version, level=LEVEL, visits=1, fee=fee,
        route=real.route if real else None, changed_at=clock.now(), changed_by=Actor.SYSTEM.name,
    )  # fmt: skip
