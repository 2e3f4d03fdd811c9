"""How long dossiers are kept: the rules of `library/retention.yaml`, read once."""

from functools import lru_cache
from typing import Annotated, Any

import yaml
from django.db.models import Q
from pydantic import BaseModel, ConfigDict, Field

from motcua.dossiers.states import FACTS, State
from motcua.forms.catalogues import LIBRARY

FILE = LIBRARY / "retention.yaml"
Days = Annotated[int, Field(ge=1, le=3650)]


class Rule(BaseModel):
    """Dossiers of these states and fields of work are kept `years` after their end; none of both = all dossiers."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    key: Annotated[str, Field(pattern=r"^[a-z_]{1,40}$")]
    title: str
    states: tuple[State, ...] = ()
    fields: tuple[str, ...] = ()
    years: Annotated[int, Field(ge=1, le=150)]
    basis: str
    verified: bool

    @property
    def fits(self) -> Q:
        found = Q()
        if self.states:
            found &= Q(state__in=[state.value for state in self.states])
        if self.fields:
            found &= Q(version__field_name__in=self.fields)
        return found


class Drafts(BaseModel):
    """Idle drafts: deleted after `days`, reminded of `remind_days` before."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    days: Days
    remind_days: Days


class Schedule(BaseModel):
    """All of it. `notice_days` before a deletion, the earliest notice first."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    notice_days: tuple[Days, ...]
    drafts: Drafts
    rules: tuple[Rule, ...]

    def of(self, rule: Rule) -> Q:
        """The ended dossiers that this rule, and none before it, is for."""
        found = Q(state__in=[state.value for state in State if FACTS[state].terminal]) & rule.fits
        for earlier in self.rules[: self.rules.index(rule)]:
            found &= ~earlier.fits
        return found


@lru_cache(maxsize=1)
def schedule() -> Schedule:
    """The rules of this installation. Raises ValidationError when the file is wrong."""
    return parsed(yaml.safe_load(FILE.read_text(encoding="utf-8")))


def parsed(raw: Any) -> Schedule:
    return Schedule.model_validate(raw)
