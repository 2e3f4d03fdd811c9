"""The committed record of green rehearsals of what ships with the product: library/rehearsals.json.

Written by `motcua rehearse --all --record`; a test holds it against the library, so that nothing ships unrehearsed.
"""

import json
from dataclasses import asdict, dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from motcua.forms.catalogues import LIBRARY
from motcua.rehearsal.report import Rehearsal

FILE = LIBRARY / "rehearsals.json"


@dataclass(frozen=True, slots=True)
class Line:
    """One green rehearsal: of what, how many branches, on which day."""

    code: str
    form: str
    digest: str
    branches: int
    documents: int
    on: str


@lru_cache(maxsize=1)
def lines() -> dict[str, Line]:
    """What is recorded, by digest; nothing where there is no record."""
    if not FILE.is_file():
        return {}
    said = json.loads(FILE.read_text(encoding="utf-8"))
    return {line["digest"]: Line(**line) for line in said["rehearsals"]}


def write(done: list[Rehearsal], on: date, path: Path = FILE) -> int:
    """Keep the green ones, in place of everything recorded before; what did not change keeps its day."""
    known = lines()
    kept = []
    for one in sorted(done, key=lambda one: one.code):
        if one.green:
            day = known[one.digest].on if one.digest in known else on.isoformat()
            kept.append(asdict(Line(one.code, one.form, one.digest, one.total, one.documents, day)))
    rows = ",\n".join("    " + json.dumps(line, ensure_ascii=False) for line in kept)
    path.write_text(f'{{\n  "rehearsals": [\n{rows}\n  ]\n}}\n', encoding="utf-8")
    lines.cache_clear()
    return len(kept)
