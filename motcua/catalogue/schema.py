"""The shape of a procedure as one document: `library/procedures/*.yaml`, exports, drafts, imports.

A draft may lack much; `levels` says what is missing. What is written must be well formed: a mistake is refused
with its place.
"""

from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import Field as Setting
from pydantic import StringConstraints, model_validator

from motcua.catalogue.values import (
    Case,
    DeclaredForm,
    Doubt,
    Law,
    Limit,
    Line,
    Method,
    Model,
    Outcome,
    Short,
    Text,
    Words,
)

Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1500)]
"""The longest name published so far has 1,192 letters."""
Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Role = Literal[
    "clerk", "civil_status_officer", "processing_officer", "police_officer", "leader", "police_chief", "seal_clerk",
]  # fmt: skip
Delivery = Literal["counter", "online", "post"]
Tier = Literal["ministry", "province", "commune", "vertical", "other"]
Kind = Literal["procedure", "other_service"]
Origin = Literal["national", "provincial", "internal"]
ROUTE = ("receive", "process", "sign", "seal", "return")
CODE = r"^[0-9A-Z][0-9A-Z.\-]{1,39}$"
ITEMS = (
    "name", "steps", "methods", "components", "limit", "subjects", "agency", "result", "forms", "requirements",
    "fee", "receipt", "laws", "decision", "presence", "signature",
)  # fmt: skip
"""What a doubt may be about."""


class Presence(Model):
    """Whether the law makes somebody come in person (marriage, recognition of parent and child), and where."""

    required: bool = False
    who: Words = ""
    basis: Short = ""

    @model_validator(mode="after")
    def _grounded(self) -> Self:
        if self.required and not (self.basis and self.who):
            raise ValueError("a demand to come names who comes and its legal basis")
        return self


class Signature(Model):
    """Whether the citizen must sign digitally: never without a legal basis (Circular 32/2017 Art 10)."""

    demanded: bool = False
    basis: Short = ""


class Content(Model):
    """The eleven items of Circular 32/2017 Art 5 as people read them (R6); name and papers stand elsewhere.

    An empty item is missing; "Không" or "Không có" says that there is none.
    """

    summary: Words = ""
    cases: Annotated[list[Case], Setting(max_length=60)] = []
    steps: Annotated[list[Text], Setting(max_length=120)] = []
    methods: Annotated[list[Method], Setting(max_length=120)] = []
    sets: Annotated[int, Setting(ge=1, le=20)] | None = None
    limit_text: Words = ""
    subjects: Annotated[list[Line], Setting(max_length=60)] = []
    agency_text: Words = ""
    authorities: Annotated[list[Line], Setting(max_length=60)] = []
    promulgator: Short = ""
    result_text: Words = ""
    results: Annotated[list[Outcome], Setting(max_length=60)] = []
    form_text: Words = ""
    forms: Annotated[list[DeclaredForm], Setting(max_length=120)] = []
    requirements: Annotated[list[Text], Setting(max_length=120)] = []
    fee_text: Words = ""
    receipt_ways: Annotated[list[Text], Setting(max_length=20)] = []
    legal_basis: Annotated[list[Law], Setting(max_length=200)] = []
    bring: Annotated[list[Text], Setting(max_length=20)] = []
    presence: Presence = Presence()
    signature: Signature = Signature()
    visits_text: Words = ""
    life_events: Annotated[list[Line], Setting(max_length=20)] = []
    keywords: Annotated[list[Line], Setting(max_length=120)] = []
    related: Annotated[list[Line], Setting(max_length=20)] = []
    territory: Literal["residence", "event", "anywhere"] = "anywhere"
    territory_question: Short = ""


class Fee(Model):
    """What the desk collects. `rule` speaks of the handling itself: "free" by a law named in `note`, "council" =
    fixed by the provincial People's Council (never shown as free), "fixed" = the amount here, "unknown" = not
    known, which never counts as free, "formula" = what the form works out from the answers. `free_when` is a rule over
    the answers that makes the handling free.

    `amount` (đồng) is for `per`; `field` is the path "section.field" of the answer that counts copies, or (per
    "form") of the sum that the form works out, in đồng. `at_counter` is the amount for who comes in person, where the
    law charges them otherwise (Circular 75/2022/TT-BTC).
    """

    rule: Literal["free", "council", "fixed", "unknown", "formula"]
    note: Words = ""
    free_when: Annotated[str, StringConstraints(max_length=500)] = ""
    amount: Annotated[int, Setting(ge=0)] = 0
    at_counter: Annotated[int, Setting(ge=0)] | None = None
    label: str = ""
    per: Literal["copy", "dossier", "form"] = "dossier"
    field: str = ""
    collect: Literal["counter"] = "counter"

    @model_validator(mode="after")
    def _sound(self) -> Self:
        by_form = self.rule == "formula"
        if by_form != (self.per == "form") or (by_form and (self.amount or not self.label)):
            raise ValueError("a fee by formula is the sum of the form, with a label and without an amount")
        if not by_form and (bool(self.amount) != bool(self.label) or (self.rule == "fixed" and not self.amount)):
            raise ValueError("an amount has a label, and a fixed fee has both")
        if self.at_counter is not None and not self.amount:
            raise ValueError("an amount has a label, and a fixed fee has both")
        if (self.per in ("copy", "form")) != bool(self.field):
            raise ValueError("a fee per copy names the answer that counts copies")
        if self.rule == "free" and not self.note:
            raise ValueError("free only where a law says so: name it in the note")
        return self


class Step(Model):
    """One step of the route inside the office; `hours` are working hours."""

    key: Literal["receive", "process", "sign", "seal", "return"]
    role: Role
    title: Line
    hours: Annotated[float, Setting(gt=0, le=4000)]


class ResultField(Model):
    """A register datum the officer types for the result."""

    key: Key
    label: Line
    kind: Literal["text", "date", "personal_id"]
    required: bool = True


class Result(Model):
    """What the person receives: its title, national code, and the answers it repeats, page by page."""

    repeats: Annotated[dict[Key, list[Key]], Setting(min_length=1)]
    title: Line
    code: Annotated[str, StringConstraints(pattern=r"^(KQ\.[A-Z]\d\d\.\d{6})?$")] = ""
    fields: Annotated[list[ResultField], Setting(min_length=1)]


class Paper(Model):
    """One component of the dossier. `duty`: "submit" (nộp), "present" (xuất trình), "note" (an explanation only).

    `group` is the case it belongs to; `database` the one from which the office can fetch it instead; `form` the
    declared form it is written on.
    """

    code: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{2,60}$")]
    name: Annotated[str, StringConstraints(min_length=1, max_length=5000)]
    note: Words = ""
    group: Short = ""
    duty: Literal["submit", "present", "note"] = "submit"
    originals: Annotated[int, Setting(ge=0, le=20)] = 0
    copies: Annotated[int, Setting(ge=0, le=20)] = 0
    electronic: Annotated[int, Setting(ge=0, le=20)] = 0
    must: bool = False
    when: Annotated[str, StringConstraints(max_length=500)] = ""
    form: Short = ""
    database: Short = ""
    legal_source: Short = ""


class Source(Model):
    """Where a record was taken from, for administrators. `record` = digest of what an import read, its memory."""

    name: Short = ""
    url: Short = ""
    taken_on: date | None = None
    record: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{0,64}$")] = ""
    notes: Annotated[list[Words], Setting(max_length=200)] = []


class ProcedureFile(Model):
    """A whole procedure as one document, by natural keys only: what exports write and imports read."""

    code: Annotated[str, StringConstraints(pattern=CODE)]
    kind: Kind = "procedure"
    origin: Origin = "national"
    name: Title
    field_code: Short = ""
    field_name: Line
    tiers: Annotated[list[Tier], Setting(max_length=5)] = []
    decision: Short = ""
    decision_date: date | None = None
    form: Annotated[str, StringConstraints(pattern=r"^([a-z][a-z0-9-]{1,59})?$")] = ""
    legal_fields: Annotated[list[Line], Setting(max_length=300)] = []
    min_assurance: Annotated[int, Setting(ge=0, le=3)] = 1
    supplement_effect: Literal["resume", "restart", "none"] = "resume"
    delivery_methods: Annotated[list[Delivery], Setting(max_length=3)] = []
    content: Content
    limit: Limit | None = None
    fee: Fee | None = None
    route: list[Step] = []
    result: Result | None = None
    components: Annotated[list[Paper], Setting(max_length=300)] = []
    doubts: Annotated[list[Doubt], Setting(max_length=100)] = []
    source: Source | None = None

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if self.route and tuple(step.key for step in self.route) != ROUTE:
            raise ValueError(f"the route has the steps {', '.join(ROUTE)}, in this order")
        if len({paper.code for paper in self.components}) != len(self.components):
            raise ValueError("a paper code is used twice")
        if strange := sorted({doubt.item for doubt in self.doubts} - set(ITEMS)):
            raise ValueError(f"a doubt is about one of {', '.join(ITEMS)}, not {strange}")
        if self.content.signature.demanded and not self.content.signature.basis:
            raise ValueError("no digital signature is demanded of a citizen without its legal basis")
        return self

    def document(self) -> dict[str, Any]:
        """As plain data without what is empty, in the order of this file: for YAML, comparison and digests."""
        return self.model_dump(mode="json", exclude_defaults=True)
