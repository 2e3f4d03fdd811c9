"""Offices for programs: the list, one office, what it offers."""

from typing import Annotated, Literal

from django.http import HttpRequest
from ninja import Path, Query, Router

from motcua.agencies.models import Agency
from motcua.catalogue.models import Offering
from motcua.exchange import problems, shapes
from motcua.kit.words import N_

router = Router(tags=[N_("Cơ quan")])
CODE = r"^[A-Z0-9][A-Z0-9.\-]{0,23}$"
PROCEDURE = r"^[0-9A-Z][0-9A-Z.\-]{1,39}$"
UNIT = r"^[0-9]{0,12}$"
ONLINE = 3
SIZE = 50
Code = Annotated[str, Path(pattern=CODE, description="Mã cơ quan", examples=["H42.37.117"])]
Size = Annotated[int, Query(ge=1, le=SIZE, description="Số dòng một trang")]
Kind = Literal[
    "", "peoples_committee", "service_centre", "department", "authorised_organisation", "authorised_enterprise",
]  # fmt: skip


@router.get("", response=shapes.OfficeList, url_name="api_offices", summary=N_("Danh sách cơ quan"))
def offices(
    request: HttpRequest,
    kind: Annotated[Kind, Query(description="Loại cơ quan")] = "",
    unit: Annotated[str, Query(pattern=UNIT, description="Mã tỉnh hoặc mã xã (Tổng cục Thống kê)")] = "",
    after: Annotated[str, Query(pattern=rf"^$|{CODE}", description="Mã cơ quan cuối của trang trước")] = "",
    size: Size = 20,
) -> shapes.OfficeList:
    """Active offices by code, one statement."""
    rows = Agency.objects.filter(is_active=True, code__gt=after)
    if kind:
        rows = rows.filter(kind=kind)
    if unit:
        rows = rows.filter(unit__code=unit)
    found = list(rows.select_related("unit").order_by("code")[: size + 1])
    items = [_office(one) for one in found[:size]]
    return shapes.OfficeList(items=items, next=items[-1].code if len(found) > size else None)


@router.get("/{code}", response=shapes.Office, url_name="api_office", summary=N_("Xem một cơ quan"))
def office(request: HttpRequest, code: Code) -> shapes.Office:
    """One active office."""
    return _office(_found(code))


@router.get(
    "/{code}/procedures", response=shapes.OfferedProcedureList, url_name="api_office_procedures",
    summary=N_("Cơ quan này nhận thủ tục nào"),
)  # fmt: skip
def offered(
    request: HttpRequest, code: Code,
    level: Annotated[int, Query(ge=1, le=4, description="Mức độ thấp nhất")] = 1,
    after: Annotated[str, Query(pattern=rf"^$|{PROCEDURE}", description="Mã thủ tục cuối của trang trước")] = "",
    size: Size = 20,
) -> shapes.OfferedProcedureList:  # fmt: skip
    """What the office offers and at which level, by code of the procedure; two statements."""
    rows = Offering.objects.filter(agency=_found(code), level__gte=level, procedure__code__gt=after)
    in_force = rows.exclude(procedure__current=None).select_related("procedure").order_by("procedure__code")
    found = list(in_force[: size + 1])
    items = [
        shapes.OfferedProcedure(
            procedure=one.procedure.code, name=one.procedure.name, level=one.level, visits=one.visits,
            online=one.level >= ONLINE,
        )
        for one in found[:size]
    ]  # fmt: skip
    return shapes.OfferedProcedureList(items=items, next=items[-1].procedure if len(found) > size else None)


def _found(code: str) -> Agency:
    one = Agency.objects.filter(code=code, is_active=True).select_related("unit").first()
    if one is None:
        raise problems.nothing_here()
    return one


def _office(one: Agency) -> shapes.Office:
    return shapes.Office(
        code=one.code, name=one.name, kind=one.kind, unit_code=one.unit.code, unit=one.unit.name, address=one.address,
        phone=one.phone, email=one.email, hours=one.hours_text,
    )  # fmt: skip
