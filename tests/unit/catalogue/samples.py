"""Records in our own words, in the shape of the crawls."""

import copy
import json
from pathlib import Path
from typing import Any

from motcua.catalogue.importers import portal
from motcua.catalogue.importers.mapping import Made, document_of
from motcua.catalogue.importers.record import record_of
from motcua.catalogue.schema import ProcedureFile

FOLDER = Path(__file__).parents[2] / "fixtures" / "procedures"
RECORDS, PORTAL, NAMES = FOLDER / "records.jsonl", FOLDER / "portal.json", FOLDER / "names.jsonl"
BASE: dict[str, Any] = json.loads(RECORDS.read_text(encoding="utf-8").splitlines()[0])


def raw(**changes: Any) -> dict[str, Any]:
    """The first record with other values."""
    return copy.deepcopy(BASE) | copy.deepcopy(changes)


def way(channel: str = "direct", value: Any = 5, unit: str | None = "WORKING_DAY", **more: Any) -> dict[str, Any]:
    """A way to hand in."""
    return {"channel": channel, "time_value": value, "time_unit": unit, "fees": [], **more}


def made(**changes: Any) -> Made:
    """The first record with other values, mapped."""
    return document_of(record_of(raw(**changes)))


def mapped(**changes: Any) -> ProcedureFile:
    """Its document."""
    return made(**changes).document


def doubts(of: Made | ProcedureFile) -> set[str]:
    """The items in doubt."""
    document = of.document if isinstance(of, Made) else of
    return {doubt.item for doubt in document.doubts}


def answer() -> dict[str, Any]:
    """The portal's answer, as read from its file."""
    read: dict[str, Any] = json.loads(PORTAL.read_text(encoding="utf-8"))
    return read


def from_portal(**changes: Any) -> Made:
    """The portal's answer with other values, mapped."""
    return document_of(record_of(portal.normalised(answer()["data"] | changes)))
