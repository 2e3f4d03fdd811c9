"""The papers to prepare: for everybody, for each case, and those the office looks up itself."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from motcua.catalogue.schema import Paper


@dataclass(frozen=True, slots=True)
class Needed:
    """A paper in words. `count` says originals and copies; `way` hand in or only show."""

    name: str
    note: str
    count: str
    way: str
    form: str
    database: str
    must: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The papers of one case; `key` is "always", "case", "sometimes" or "database"."""

    key: str
    title: str
    papers: tuple[Needed, ...]


def groups(papers: Iterable[Paper]) -> list[Group]:
    """In the order one prepares: everybody's, each case's, seldom ones, those the office fetches."""
    found: dict[tuple[str, str], list[Needed]] = {}
    for paper in papers:
        if paper.duty != "note":
            found.setdefault(_place(paper), []).append(needed(paper))
    order = {"always": 0, "case": 1, "sometimes": 2, "database": 3}
    ordered = sorted(found.items(), key=lambda pair: order[pair[0][0]])
    return [Group(key, _titles(key, title), tuple(rows)) for (key, title), rows in ordered]


def notes(papers: Iterable[Paper]) -> list[tuple[str, str]]:
    """(name, note) of what only explains."""
    return [(paper.name, paper.note) for paper in papers if paper.duty == "note"]


def needed(paper: Paper) -> Needed:
    way = _("Chỉ cho xem, không phải nộp") if paper.duty == "present" else ""
    return Needed(paper.name, paper.note, counted(paper), way, paper.form, paper.database, paper.must)


def counted(paper: Paper) -> str:
    """ "1 bản chính, 1 bản sao"; empty when the law gives no number."""
    kinds = (
        (paper.originals, _("%(count)d bản chính")), (paper.copies, _("%(count)d bản sao")),
        (paper.electronic, _("%(count)d bản điện tử")),
    )  # fmt: skip
    return ", ".join(words % {"count": count} for count, words in kinds if count)


def _place(paper: Paper) -> tuple[str, str]:
    if paper.database and not paper.must:
        return "database", ""
    if paper.group:
        return "case", paper.group
    return ("always" if usual(paper.must, paper.when) else "sometimes"), ""


def usual(must: bool, when: str) -> bool:
    """Whether nearly everybody needs a paper: always, or always but in one seldom case (the rule begins with "not")."""
    return must and (not when or when.startswith("not "))


def _titles(key: str, case: str) -> str:
    return {
        "always": _("Ai cũng cần"),
        "case": case,
        "sometimes": _("Chỉ cần trong một số trường hợp"),
        "database": _("Cơ quan tự tra, bạn không phải nộp"),
    }[key]
