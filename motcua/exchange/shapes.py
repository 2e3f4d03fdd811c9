"""What programs are given, a class a thing. Fields keep their meaning within /api/v1/; new ones may be added."""

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from ninja import Schema

from motcua.catalogue.values import Case, DeclaredForm, Law, Limit, Method, Outcome


class Listed(Schema):
    """A procedure in a list. `level` 0 = offered nowhere here; `fee` and `limit` are words, empty when unknown."""

    code: str
    name: str
    field: str
    level: int
    visits: int
    online: bool
    fee: str
    limit: str


class ProcedureList(Schema):
    """A page of procedures. `total` counts at most 1,000; `next` is the `after` of the next page, null on the last."""

    items: list[Listed]
    total: int
    more: bool
    next: str | None


class Version(Schema):
    number: int
    decision: str
    decision_date: date | None
    published_at: datetime


class PaperWanted(Schema):
    """One component of the dossier. `duty`: submit = nộp, present = xuất trình, note = only an explanation."""

    code: str
    name: str
    note: str
    case: str
    duty: Literal["submit", "present", "note"]
    originals: int
    copies: int
    electronic: int
    must: bool
    when: str
    form: str
    legal_source: str


class FeeTold(Schema):
    """What is collected. `rule` "council" = the province decides; `amount` in đồng for `per`."""

    rule: Literal["free", "council", "fixed", "unknown", "formula"]
    amount: int
    at_counter: int | None
    label: str
    per: Literal["copy", "dossier", "form"]
    note: str
    words: str


class Procedure(Schema):
    """A version in force. What nobody could verify is left out and named in `unverified`."""

    code: str
    name: str
    kind: str
    field: str
    tiers: list[str]
    version: Version
    summary: str
    steps: list[str]
    methods: list[Method]
    cases: list[Case]
    papers: list[PaperWanted]
    sets: int | None
    limit: Limit | None
    limit_words: str
    fee: FeeTold | None
    subjects: list[str]
    authorities: list[str]
    results: list[Outcome]
    forms: list[DeclaredForm]
    requirements: list[str]
    laws: list[Law]
    presence_required: bool | None
    signature_demanded: bool | None
    delivery_methods: list[str]
    min_assurance: int
    has_form: bool
    level: int
    unverified: list[str]


class Office(Schema):
    """An office that offers procedures."""

    code: str
    name: str
    kind: str
    unit_code: str
    unit: str
    address: str
    phone: str
    email: str
    hours: str


class OfficeList(Schema):
    items: list[Office]
    next: str | None


class OfferingOffice(Schema):
    """An office that offers a procedure, at which level (1–4) and with how many visits."""

    office: str
    name: str
    level: int
    visits: int
    online: bool


class OfferingOfficeList(Schema):
    items: list[OfferingOffice]
    next: str | None


class OfferedProcedure(Schema):
    """A procedure that an office offers."""

    procedure: str
    name: str
    level: int
    visits: int
    online: bool


class OfferedProcedureList(Schema):
    items: list[OfferedProcedure]
    next: str | None


class Progress(Schema):
    """How far a dossier is, and nothing else: `done` of `of` steps, the last of them in words."""

    code: str
    done: int
    of: int
    step: str


class SignatureTold(Schema):
    signer: str
    valid: bool
    at: datetime | None


class CheckedResult(Schema):
    """What an office issued under a check code; no name and no fact of the applicant. `sound` = as it was issued."""

    code: str
    title: str
    number: str
    office: str
    signed_at: datetime
    sound: bool
    signatures: list[SignatureTold]


class Mine(Schema):
    """One of my dossiers in the list; `code` is empty until it is handed in."""

    id: UUID
    code: str
    procedure: str
    name: str
    state: str
    state_words: str
    office: str
    submitted_at: datetime | None
    due_at: datetime | None


class MineList(Schema):
    items: list[Mine]
    next: str | None


class Happened(Schema):
    at: datetime
    kind: str
    title: str


class MyDossier(Mine):
    """One of my dossiers with what happened to it, newest first; nobody is named."""

    done: int
    of: int
    national_code: int | None
    timeline: list[Happened]


class MyAccount(Schema):
    """Who is signed in. `assurance`: 1 = phone, 2 = electronic identity, 3 = digital signature."""

    name: str
    kind: str
    assurance: int
    phone: str
    email: str
    language: str
    acting_for: str


JsonSchema = dict[str, Any]
"""A form as JSON Schema, draft 2020-12."""
