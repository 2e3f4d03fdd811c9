"""The catalogue for programs: search, one procedure, its form, who offers it."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema
from pydantic import Field

from motcua.agencies.models import Agency
from motcua.catalogue import api as catalogue
from motcua.catalogue.models import Confirmation, Offering, ProcedureVersion
from motcua.catalogue.models import Procedure as Row
from motcua.catalogue.schema import CODE, Fee, Paper
from motcua.catalogue.values import Method
from motcua.exchange import problems, shapes
from motcua.exchange.offices import CODE as OFFICE
from motcua.exchange.offices import SIZE, Size
from motcua.forms import api as forms
from motcua.forms import contract
from motcua.kit.words import N_

router = Router(tags=[N_("Thủ tục")])
ONLINE = 3
"""From this level on a dossier may be handed in here."""
Code = Annotated[str, Path(pattern=CODE, description="Mã thủ tục (TTHC), ví dụ 1.001193", examples=["1.001193"])]


class Filters(Schema):
    """By what the list is narrowed; the same as on the page of search."""

    q: str = Field("", max_length=200, description="Từ khóa, có dấu hay không dấu")
    tier: Literal["", "commune", "province", "ministry"] = Field("", description="Cấp giải quyết")
    office: str = Field("", pattern=rf"^$|{OFFICE}", description="Mã cơ quan", examples=["H42.37.117"])
    field: str = Field("", max_length=250, description="Tên lĩnh vực, đúng như trong danh sách")
    level: int = Field(0, ge=0, le=4, description="Mức độ dịch vụ thấp nhất")
    level_to: int = Field(0, ge=0, le=4, description="Mức độ dịch vụ cao nhất")
    full_online: bool = Field(False, description="Chỉ thủ tục toàn trình")
    audience: Literal["", "citizen", "business", "organisation", "overseas"] = Field("", description="Đối tượng")
    event: str = Field("", max_length=80, description="Việc trong đời")
    after: str = Field("", max_length=600, pattern=r"^[A-Za-z0-9_\-=]*$", description="Vị trí trang sau (next)")
    size: int = Field(20, ge=1, le=SIZE, description="Số dòng một trang")


@router.get("", response=shapes.ProcedureList, url_name="api_procedures", summary=N_("Tìm thủ tục"))
def procedures(request: HttpRequest, asked: Query[Filters]) -> shapes.ProcedureList:
    """A page of the catalogue, best first; at most five statements whatever its size."""
    office = None
    if asked.office:
        office = Agency.objects.filter(code=asked.office, is_active=True).values_list("id", flat=True).first()
        if office is None:
            raise problems.nothing_here()
    wanted = catalogue.Query(
        q=asked.q, field=asked.field, agency=office, tier=asked.tier, level=asked.level, level_to=asked.level_to,
        full_online=asked.full_online, audience=asked.audience, event=asked.event,
    )  # fmt: skip
    found = catalogue.search(wanted, asked.after, asked.size)
    items = [
        shapes.Listed(
            code=hit.code, name=hit.name, field=hit.field_name, level=hit.level, visits=hit.visits, online=hit.online,
            fee=hit.fee, limit=hit.limit,
        )
        for hit in found.hits
    ]  # fmt: skip
    return shapes.ProcedureList(items=items, total=found.total, more=found.more, next=found.next or None)


@router.get("/{code}", response=shapes.Procedure, url_name="api_procedure", summary=N_("Xem một thủ tục"))
def procedure(request: HttpRequest, code: Code) -> shapes.Procedure:
    """The version in force as far as it is verified."""
    version = _in_force(code)
    return _told(version, _doubts(version))


@router.get(
    "/{code}/form", response=shapes.JsonSchema, url_name="api_form", summary=N_("Những gì phải khai, cho máy đọc"),
)  # fmt: skip
def form(request: HttpRequest, code: Code) -> shapes.JsonSchema:
    """What a declaration may hold, as JSON Schema; 404 when the procedure is not declared here."""
    version = _in_force(code)
    if version.form_id is None:
        raise problems.nothing_here()
    return contract.json_schema(forms.definition(version.form_id))


@router.get(
    "/{code}/offices", response=shapes.OfferingOfficeList, url_name="api_procedure_offices",
    summary=N_("Cơ quan nào nhận thủ tục này"),
)  # fmt: skip
def offices(
    request: HttpRequest, code: Code, level: Annotated[int, Query(ge=1, le=4, description="Mức độ thấp nhất")] = 1,
    after: Annotated[str, Query(pattern=rf"^$|{OFFICE}", description="Mã cơ quan cuối của trang trước")] = "",
    size: Size = 20,
) -> shapes.OfferingOfficeList:  # fmt: skip
    """Who offers it and at which level, by code of the office."""
    version = _in_force(code)
    rows = Offering.objects.filter(procedure=version.procedure_id, agency__is_active=True, level__gte=level)
    found = list(rows.filter(agency__code__gt=after).select_related("agency").order_by("agency__code")[: size + 1])
    items = [
        shapes.OfferingOffice(
            office=one.agency.code, name=one.agency.name, level=one.level, visits=one.visits, online=one.level >= ONLINE
        )
        for one in found[:size]
    ]
    return shapes.OfferingOfficeList(items=items, next=items[-1].office if len(found) > size else None)


def _in_force(code: str) -> ProcedureVersion:
    """Raises `Stop`: 410 for one that was withdrawn, naming its successors; 404 for one that never was."""
    try:
        return catalogue.published(code)
    except Row.DoesNotExist:
        pass
    old = ProcedureVersion.objects.filter(procedure__code=code).exclude(withdrawal=None).order_by("-number").first()
    if old is None or old.withdrawal is None:
        raise problems.nothing_here()
    raise problems.gone(str(old.withdrawal.get("decision", ""))[:200], old.withdrawal.get("successors", []))


def _doubts(version: ProcedureVersion) -> frozenset[str]:
    """Items that nobody has confirmed."""
    if not version.doubts:
        return frozenset()
    confirmed = Confirmation.objects.filter(version=version).values_list("item", flat=True)
    return frozenset(doubt["item"] for doubt in version.doubts) - frozenset(confirmed)


def _told(version: ProcedureVersion, doubts: frozenset[str]) -> shapes.Procedure:
    document = catalogue.document(version)
    said = document.content

    def sure(item: str, value: Any, otherwise: Any) -> Any:
        return otherwise if item in doubts else value

    assert version.published_at is not None
    return shapes.Procedure(
        code=document.code, name=document.name, kind=document.kind, field=document.field_name,
        tiers=list(document.tiers),
        version=shapes.Version(
            number=version.number, decision=sure("decision", document.decision, ""),
            decision_date=sure("decision", document.decision_date, None), published_at=version.published_at,
        ),
        summary=said.summary, steps=sure("steps", said.steps, []), cases=sure("limit", said.cases, []),
        methods=sure("methods", [_method(one, doubts) for one in said.methods], []),
        papers=sure("components", [_paper(one) for one in document.components], []), sets=said.sets,
        limit=sure("limit", document.limit, None), limit_words=catalogue.limit_summary(version, doubts),
        fee=_fee(sure("fee", document.fee, None), catalogue.fee_summary(version, doubts)),
        subjects=sure("subjects", said.subjects, []), authorities=sure("agency", said.authorities, []),
        results=sure("result", said.results, []), forms=sure("forms", said.forms, []),
        requirements=sure("requirements", said.requirements, []), laws=sure("laws", said.legal_basis, []),
        presence_required=sure("presence", said.presence.required, None),
        signature_demanded=sure("signature", said.signature.demanded, None),
        delivery_methods=list(document.delivery_methods), min_assurance=document.min_assurance,
        has_form=version.form_id is not None, level=version.procedure.level, unverified=sorted(doubts),
    )  # fmt: skip


def _method(one: Method, doubts: frozenset[str]) -> Method:
    """A way without what is doubtful in it."""
    unsure = {"limit": None} if "limit" in doubts else {}
    return one.model_copy(update=unsure | ({"charges": []} if "fee" in doubts else {}))


def _paper(one: Paper) -> shapes.PaperWanted:
    return shapes.PaperWanted(
        code=one.code, name=one.name, note=one.note, case=one.group, duty=one.duty, originals=one.originals,
        copies=one.copies, electronic=one.electronic, must=one.must, when=one.when, form=one.form,
        legal_source=one.legal_source,
    )  # fmt: skip


def _fee(fee: Fee | None, words: str) -> shapes.FeeTold | None:
    if fee is None:
        return None
    return shapes.FeeTold(
        rule=fee.rule, amount=fee.amount, at_counter=fee.at_counter, label=fee.label, per=fee.per, note=fee.note,
        words=words,
    )  # fmt: skip
