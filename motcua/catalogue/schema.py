"""The shape of `library/procedures/*.yaml`: a mistake is refused at load, with its place."""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, StringConstraints, model_validator
from pydantic import Field as Setting

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Role = Literal["clerk", "civil_status_officer", "leader", "seal_clerk"]
Method = Literal["counter", "online"]
ROUTE = ("receive", "process", "sign", "seal", "return")


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Law(_Model):
    """A legal text that governs the procedure (item xi)."""

    number: Line
    title: Line
    articles: str = ""


class Way(_Model):
    """A way to hand in the dossier (item iii)."""

    name: Line
    text: Text


class Content(_Model):
    """The eleven items of Circular 32/2017 Art 5 as people read them; name and papers stand elsewhere."""

    summary: Text
    steps: Annotated[list[Text], Setting(min_length=3)]
    ways: Annotated[list[Way], Setting(min_length=2)]
    sets: Annotated[int, Setting(ge=1, le=5)]
    limit_text: Text
    subjects: Annotated[list[Line], Setting(min_length=1)]
    agency_text: Text
    result_text: Text
    form_text: Text
    requirements: Annotated[list[Text], Setting(min_length=1)]
    fee_text: Text
    receipt_ways: Annotated[list[Text], Setting(min_length=1)]
    legal_basis: Annotated[list[Law], Setting(min_length=3)]
    bring: list[Text] = []
    visits: Annotated[int, Setting(ge=0, le=5)]
    visits_text: Text
    life_events: Annotated[list[Line], Setting(min_length=1)]
    keywords: Annotated[list[Line], Setting(min_length=3)]
    territory: Literal["residence", "event", "anywhere"]
    territory_question: Line


class Limit(_Model):
    """The statutory time limit; `cutoff` is the hour of "same_day"."""

    kind: Literal["same_day", "working_days", "calendar_days", "working_hours"]
    count: int = 0
    cutoff: Annotated[str, StringConstraints(pattern=r"^\d\d:\d\d$")] = "15:00"


class Fee(_Model):
    """What is paid. `rule` speaks of the handling itself: "free" by a law named in `note`, "council" = fixed
    by the provincial People's Council (never shown as free), "fixed" = the amount here. `free_when` is a rule
    over the answers that makes the handling free (declared on time).

    `amount` (đồng) is for `per`; `field` is the path "section.field" of the answer that counts copies.
    """

    rule: Literal["free", "council", "fixed"]
    note: Text
    free_when: Annotated[str, StringConstraints(max_length=500)] = ""
    amount: Annotated[int, Setting(ge=0)] = 0
    label: str = ""
    per: Literal["copy", "dossier"] = "dossier"
    field: str = ""
    collect: Literal["counter"] = "counter"

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if bool(self.amount) != bool(self.label) or (self.rule == "fixed" and not self.amount):
            raise ValueError("an amount has a label, and a fixed fee has both")
        if (self.per == "copy") != bool(self.field):
            raise ValueError("a fee per copy names the answer that counts copies")
        return self


class Step(_Model):
    """One step of the route inside the office; `hours` are working hours."""

    key: Literal["receive", "process", "sign", "seal", "return"]
    role: Role
    title: Line
    hours: Annotated[float, Setting(gt=0, le=400)]


class ResultField(_Model):
    """A register datum the officer types for the result."""

    key: Key
    label: Line
    kind: Literal["text", "date", "personal_id"]
    required: bool = True


class Result(_Model):
    """What the person receives: its title, national code, and the answers it repeats, page by page."""

    repeats: Annotated[dict[Key, list[Key]], Setting(min_length=1)]
    title: Line
    code: Annotated[str, StringConstraints(pattern=r"^KQ\.[A-Z]\d\d\.\d{6}$")]
    fields: Annotated[list[ResultField], Setting(min_length=1)]


class Paper(_Model):
    """One component of the dossier."""

    code: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{2,60}$")]
    name: Annotated[str, StringConstraints(min_length=3, max_length=300)]
    note: str = ""
    originals: Annotated[int, Setting(ge=0, le=5)] = 0
    copies: Annotated[int, Setting(ge=0, le=5)] = 0
    must: bool
    when: Annotated[str, StringConstraints(max_length=500)] = ""
    legal_source: Line


class ProcedureFile(_Model):
    """A whole procedure as one file of the library."""

    code: Annotated[str, StringConstraints(pattern=r"^\d\.\d{6}$")]
    name: Line
    field_code: Line
    field_name: Line
    decision: Line
    form: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{1,59}$")]
    min_assurance: Annotated[int, Setting(ge=0, le=3)]
    supplement_effect: Literal["resume", "restart", "none"]
    delivery_methods: Annotated[list[Method], Setting(min_length=1)]
    content: Content
    limit: Limit
    fee: Fee
    route: list[Step]
    result: Result
    components: list[Paper]

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if tuple(step.key for step in self.route) != ROUTE:
            raise ValueError(f"the route has the steps {', '.join(ROUTE)}, in this order")
        if len({paper.code for paper in self.components}) != len(self.components):
            raise ValueError("a paper code is used twice")
        return self
