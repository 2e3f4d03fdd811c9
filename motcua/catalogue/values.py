"""Legal values of a procedure: time limits, charges, laws, doubts. Pure data, checked on reading."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, StringConstraints, model_validator
from pydantic import Field as Setting

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=25_000)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=25_000)]
Short = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)]
Channel = Literal["direct", "online", "post"]
RECKONED = ("same_day", "working_days", "calendar_days", "working_hours")
"""Kinds of limit that the clock of a dossier knows (`dossiers.timelimit`)."""


class Model(BaseModel):
    """Frozen; an unknown key is a mistake, never ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Limit(Model):
    """A statutory time limit. `count` is in the unit of `kind`; `least` when the law gives a span ("10–25").

    "none" = the law sets no limit (không quy định); "varies" = it depends, as `text` says (tùy theo đợt).
    `cutoff` is the hour of "same_day": later receipts are answered on the next working day.
    """

    kind: Literal["same_day", "working_days", "calendar_days", "working_hours", "months", "years", "none", "varies"]
    count: Annotated[float, Setting(ge=0, le=10_000)] = 0
    least: Annotated[float, Setting(ge=0, le=10_000)] | None = None
    cutoff: Annotated[str, StringConstraints(pattern=r"^\d\d:\d\d$")] = "15:00"
    text: Short = ""

    @model_validator(mode="after")
    def _sound(self) -> Self:
        counted = self.kind not in ("same_day", "none", "varies")
        if counted and self.count <= 0:
            raise ValueError(f"a limit in {self.kind} has a count")
        if self.kind == "varies" and not self.text:
            raise ValueError("a limit that varies says how")
        if self.least is not None and not 0 < self.least < self.count:
            raise ValueError("the lower end of a span is below its upper end")
        return self

    def reckoned(self) -> dict[str, str | int] | None:
        """The limit as the clock of a dossier reads it; None when it cannot be reckoned."""
        if self.kind not in RECKONED or self.count != int(self.count):
            return None
        return {"kind": self.kind, "count": int(self.count), "cutoff": self.cutoff}


class Charge(Model):
    """What one channel costs. `kind`: fee = phí, charge = lệ phí, service = giá dịch vụ.

    `rule`: "free" only where a law says so; "council" = the provincial People's Council sets it (local);
    "fixed" = `amount` đồng a `unit`; "formula" = as `text` says (a share, a table); "unknown" = nobody said.
    Zero is never taken for free. `exemption` says who need not pay; `authority` names the law that sets it.
    """

    kind: Literal["fee", "charge", "service"] = "charge"
    rule: Literal["free", "council", "fixed", "formula", "unknown"]
    amount: Annotated[int, Setting(ge=0, le=100_000_000_000)] = 0
    unit: Short = ""
    text: Words = ""
    exemption: Words = ""
    authority: Short = ""

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if (self.rule == "fixed") != bool(self.amount):
            raise ValueError("a fixed charge has an amount, and no other has")
        if self.rule == "formula" and not self.text:
            raise ValueError("a formula is said in words")
        return self


class Method(Model):
    """A way to hand in (item iii), with its own limit and charges; `case` = code of the case it is for.

    Without a limit or charges of its own, those of the version hold.
    """

    channel: Channel
    text: Words = ""
    case: Short = ""
    limit: Limit | None = None
    charges: Annotated[list[Charge], Setting(max_length=60)] = []


class Case(Model):
    """A case of the procedure (trường hợp thực hiện) that differs in time limit or papers."""

    code: Short = ""
    name: Line
    limit: Limit | None = None


class Law(Model):
    """A legal text that governs the procedure (item xi); `valid_to` once it expired or was replaced."""

    number: Short = ""
    title: Words = ""
    articles: Short = ""
    issued: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    issuer: Short = ""

    @model_validator(mode="after")
    def _named(self) -> Self:
        if not self.number and not self.title:
            raise ValueError("a law has a number or a title")
        return self


class Doubt(Model):
    """A legal value that nobody could verify (chưa xác minh): shown to administrators with its source.

    `item` is one of `ITEMS` of `schema`, so that a page knows what it must not show as a fact.
    """

    item: Line
    value: Words = ""
    why: Text
    source: Short = ""


class Outcome(Model):
    """A result by its national code (KQ…) and name (item viii)."""

    code: Short = ""
    name: Line


class DeclaredForm(Model):
    """A form the law asks for (mẫu đơn, tờ khai). `definition` = key of the form it is generated from."""

    name: Line
    number: Short = ""
    definition: Annotated[str, StringConstraints(pattern=r"^([a-z][a-z0-9-]{1,59})?$")] = ""
