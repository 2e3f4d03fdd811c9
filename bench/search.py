"""Search over the whole country: every published name, and the records there are, beside a raw prefix query.

The data are not ours and not in the repository: without them (`../shared/data`, or `SHARED_DATA`) this is left
out, and only the repository's own library is judged.
"""

import gzip
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from bench.counting import Recorder
from bench.figures import Figure, Sample, Target
from bench.limits import prepared
from bench.part import Part, Say
from bench.place import Place
from motcua.catalogue import api as catalogue
from motcua.catalogue import search
from motcua.catalogue.audiences import audiences_of
from motcua.catalogue.models import Procedure
from tests.relevance.judged import SETS, WANTED, Score, answerable, queries, scores
from tests.support.shared import FOLDER

SEARCH = "search over the whole country, in process"
PREFIX = "a raw prefix query for the same, 20 rows"
TIMES = 12
"""A prefix query and a search take turns, so that both meet the same noise of the machine; so often, that one
disturbance of a second does not decide about a p95."""
PREFIX_LENGTH = 12
LARGEST_RATIO = 3.0
ORIGINS = {"STANDARD": "national", "SPECIFIC": "provincial", "INTERNAL": "internal"}
RAW = """
    SELECT code, name, field_name, level, visits, current_id FROM catalogue_procedure
    WHERE folded LIKE %s LIMIT 20
"""
COUNTRY = "whole country"
LIBRARY = "own library"


@dataclass
class Judged:
    """What was measured: figures, and per setting the share of queries that found what was meant."""

    figures: list[Figure] = field(default_factory=list)
    found: dict[str, list[Score]] = field(default_factory=dict)

    def targets(self) -> list[Target]:
        """The shares promised, and the time beside the raw query when the country's names are there."""
        made = [
            Target(f"found in the first five, {setting}, {score.name}", 100 * WANTED[score.name], 100 * score.share,
                   "%", False)
            for setting, found in self.found.items() for score in found
        ]  # fmt: skip
        if self.figures:
            ours, raw = self.figures
            made.append(Target("search, p95, of a raw prefix query", LARGEST_RATIO, ours.p95 / raw.p95, "times", True))
        return made

    def text(self) -> str:
        """The relevance table; "held out" = queries for which nothing was prepared."""
        lines = ["Found among the first five:"]
        for setting, found in self.found.items():
            lines += [f"  {setting:<44}{one.name:<28}{one.share:7.1%} of {one.tried}" for one in found]
        if not self.figures:
            lines.append(f"  {COUNTRY}: left out, no data in {FOLDER}")
        return "\n".join(lines)


def measured(_place: Place, _say: Say) -> Part:
    """Relevance and time of the search, in this process."""
    found = _judged()
    return Part("Search, in this process", found.figures, found.targets(), [found.text()])


def _judged() -> Judged:
    """Judge the own library; then add the names of the country and judge and time that."""
    made = Judged()
    _judge(made, LIBRARY, everything=False)
    if not (FOLDER / "catalog.jsonl").exists():
        return made
    with connection.cursor() as cursor:
        Procedure.objects.bulk_create(_rows(), batch_size=1000)
        catalogue.reindex()
        cursor.execute("CREATE INDEX IF NOT EXISTS bench_prefix ON catalogue_procedure (folded text_pattern_ops)")
        cursor.execute("VACUUM ANALYZE catalogue_procedure, catalogue_searchentry, catalogue_searchterm")
    made.figures = _timed(queries(*SETS["judged"], *SETS["prepared for"]))
    _judge(made, COUNTRY, everything=True)
    return made


def _judge(made: Judged, setting: str, *, everything: bool) -> None:
    there = Procedure.objects.all() if everything else Procedure.objects.exclude(current=None)
    codes = list(there.values_list("code", flat=True))
    search.forget()

    def find(text: str) -> list[str]:
        return [hit.code for hit in catalogue.search(catalogue.Query(text, everything=everything), size=5).hits]

    for name, files in SETS.items():
        made.found[f"{setting}, {name}"] = list(scores(answerable(queries(*files), codes), find))


def _timed(asked: dict[str, list[str]]) -> list[Figure]:
    names = dict(Procedure.objects.values_list("code", "folded"))
    ours: list[Sample] = []
    raw: list[Sample] = []
    with prepared() as link:
        for turn in range(TIMES + 1):
            for text, codes in asked.items():
                begins = names[codes[0]][:PREFIX_LENGTH] + "%"
                began = time.perf_counter()
                catalogue.search(catalogue.Query(text, everything=True))
                middle = time.perf_counter()
                link.execute(RAW, [begins], prepare=True).fetchall()
                ended = time.perf_counter()
                if turn:  # the first turn warms both
                    ours.append(Sample(middle - began))
                    raw.append(Sample(ended - middle))
    recorder = Recorder()
    with recorder.here():
        catalogue.search(catalogue.Query("khai sinh", everything=True))
    ours[0] = Sample(ours[0].seconds, len(recorder.seen))
    return [Figure.of(SEARCH, ours), Figure.of(PREFIX, raw)]


def _rows() -> Iterator[Procedure]:
    """Every published name and every full record that is not there yet."""
    seen = set(Procedure.objects.values_list("code", flat=True))
    with (FOLDER / "catalog.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            said = json.loads(line)
            yield from _row(said, seen, (said["fields"] or [""])[0], said["subjects"], ORIGINS.get(said["type"]))
    with gzip.open(FOLDER / "procedures.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            said = json.loads(line)
            subjects = [subject["name"] for subject in said["subjects"]]
            yield from _row(said, seen, (said["field"] or {}).get("name") or "", subjects, "national")


def _row(
    said: dict[str, Any], seen: set[str], field_name: str, subjects: list[str], origin: str | None
) -> Iterator[Procedure]:
    code = said["code"].strip()
    if code not in seen:
        seen.add(code)
        yield Procedure(
            code=code, name=" ".join(said["name"].split())[:1500], field_name=field_name[:250],
            origin=origin or "national", audiences=audiences_of(subjects),
        )  # fmt: skip
