"""The steps at one office: who does each and in how many working hours; an empty cell is as the version says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from pydantic import ValidationError

from motcua.backstage.catalogue.choices import ROUTE as TITLES
from motcua.backstage.catalogue.fields import Field, Reader, shown
from motcua.backstage.catalogue.problems import Problem, at
from motcua.catalogue import routes
from motcua.catalogue.fees import limit_of
from motcua.catalogue.levels.proof import Proof
from motcua.catalogue.models import Offering, ProcedureVersion
from motcua.catalogue.schema import ROUTE, Step
from motcua.dossiers import duty, roles
from motcua.kit.vietnamese import clean

HOURS = Field("hours", "", "decimal")
Text = dict[str, dict[str, str]]
"""Step → what is typed for "role" and "hours"."""


@dataclass(frozen=True, slots=True)
class Row:
    """One step as a page shows it; `usual` is how the version does it ("" = it says nothing)."""

    key: str
    title: str
    usual: str
    role: str
    hours: str
    options: list[tuple[str, str]]
    wrong_role: str
    wrong_hours: str


def typed(data: Mapping[str, Any]) -> Text:
    """What a person typed."""
    return {
        key: {part: clean(str(data.get(f"route-{key}-{part}", "")))[:60] for part in ("role", "hours")}
        for key in ROUTE
    }  # fmt: skip


def text_of(known: Offering | None, version: ProcedureVersion) -> Text:
    """What of the office's route differs from the version's."""
    usual, own = _by_key(version.route), _by_key((known.route if known else None) or [])
    return {key: _differing(own.get(key, {}), usual.get(key, {})) for key in ROUTE}


def _differing(own: Mapping[str, Any], usual: Mapping[str, Any]) -> dict[str, str]:
    role = own.get("role", "") if own.get("role") != usual.get("role") else ""
    hours = own.get("hours") if own.get("hours") != usual.get("hours") else None
    return {"role": role, "hours": shown(HOURS, hours)}


def read(text: Text, version: ProcedureVersion) -> tuple[list[Step], list[Problem]]:
    """The office's own steps, none when they are the version's; or what is wrong and how to put it right."""
    if not any(part for cells in text.values() for part in cells.values()):
        return [], []
    usual, reader, made = _by_key(version.route), Reader(), []
    for key in ROUTE:
        plain = usual.get(key, {})
        hours = reader.value(HOURS, text[key]["hours"], None, f"route-{key}-hours") or plain.get("hours")
        step = {"key": key, "role": text[key]["role"] or plain.get("role"), "title": plain.get("title") or title(key)}
        made.append(step | {"hours": hours})
    if reader.problems:
        return [], reader.problems
    steps, problems = _steps(made, version.route)
    if not problems:
        try:
            routes.check(steps, limit_of(version))
        except ValueError as error:
            problems = [Problem("route-process-hours", routes.said(error))]
    return ([] if problems or steps == list(routes.steps(version.route)) else steps), problems


def _steps(made: Sequence[dict[str, Any]], usual: Sequence[dict[str, Any]]) -> tuple[list[Step], list[Problem]]:
    steps, problems = [], []
    for one in made:
        key, able = one["key"], duty.able(one["key"], usual)
        if one["role"] not in able:
            problems.append(Problem(f"route-{key}-role", _("Bước “%(title)s”: hãy chọn ai làm.") % one))
        try:
            steps.append(Step.model_validate(one | {"role": one["role"] if one["role"] in able else able[0]}))
        except ValidationError:
            words = _("Bước “%(title)s”: hãy ghi số giờ làm việc, lớn hơn 0. Ví dụ 4.")
            problems.append(Problem(f"route-{key}-hours", words % one))
    return steps, problems


def unproven(proof: Proof, own: Sequence[Step], level: int) -> list[Problem]:
    """What keeps an office from working by its own steps on the network."""
    lacking = next((one.said for one in proof.lacking(level) if one.condition.key == "route"), "")
    if not own or not lacking:
        return []
    return [Problem("route-process-role", _("%(why)s. Hãy chọn người khác, hoặc bỏ trống.") % {"why": lacking})]


def rows(text: Text, version: ProcedureVersion, problems: list[Problem]) -> list[Row]:
    """The five steps for the page."""
    usual = _by_key(version.route)
    return [
        Row(
            key, usual.get(key, {}).get("title") or title(key), _usual(usual.get(key, {})),
            text[key]["role"], text[key]["hours"], _options(key, version.route),
            at(problems, f"route-{key}-role"), at(problems, f"route-{key}-hours"),
        )
        for key in ROUTE
    ]  # fmt: skip


def title(key: str) -> str:
    return _(dict(TITLES)[key])


def _options(key: str, usual: Sequence[dict[str, Any]]) -> list[tuple[str, str]]:
    return [("", _("Như quy trình chung")), *((role, _(roles.TITLES[role])) for role in duty.able(key, usual))]


def _usual(step: Mapping[str, Any]) -> str:
    if not step:
        return ""
    said = {"role": _(roles.TITLES[str(step["role"])]), "hours": shown(HOURS, step["hours"])}
    return _("Quy trình chung: %(role)s, %(hours)s giờ.") % said


def _by_key(route: Sequence[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {step["key"]: step for step in route}
