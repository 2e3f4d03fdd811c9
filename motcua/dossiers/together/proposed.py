"""What people are asked to agree to: the answers of a draft, or those that a supplement would put in force."""

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from motcua.dossiers.models import Dossier, SupplementRequest
from motcua.dossiers.policy import SUPPLEMENTING
from motcua.forms import api as forms
from motcua.forms import engine
from motcua.forms.kinds.base import Places


@dataclass(frozen=True)
class Proposed:
    """Answers to agree to. `request` is the open one of the office, None for a draft and for what is in force."""

    dossier: Dossier
    request: SupplementRequest | None
    answers: engine.Answers

    @cached_property
    def digest(self) -> str:
        """What somebody agrees to: every answer, and the version of the form that asked."""
        text = json.dumps([str(self.dossier.form_id), self.answers], sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    @cached_property
    def changes(self) -> bool:
        """Whether a supplement says anything else than what was agreed to; new papers alone change nothing."""
        return self.request is not None and _said(self.answers) != _said(self.dossier.answers)

    @property
    def unfinished(self) -> bool:
        """Whether an answer that the office asked for is still missing."""
        if self.request is None:
            return False
        given = {f"{section}.{field}" for section, fields in self.request.answers.items() for field in fields}
        return any(item["kind"] == "answer" and item["key"] not in given for item in self.request.items)


class Change(NamedTuple):
    """One answer in words, before and after; "" where there is none."""

    label: str
    before: str
    after: str


def of(dossier: Dossier) -> Proposed:
    """What is to be agreed to now; one statement while a supplement is asked for, none otherwise."""
    request = SupplementRequest.waiting.filter(dossier=dossier).first() if dossier.state in SUPPLEMENTING else None
    answers = patched(dossier.answers, request.answers) if request else dossier.answers
    return Proposed(dossier, request, answers)


def patched(answers: engine.Answers, patch: engine.Answers) -> engine.Answers:
    """The answers with corrections in their place."""
    return {key: {**answers.get(key, {}), **patch.get(key, {})} for key in {*answers, *patch}}


def changed(now: Proposed, places: Places | None = None) -> list[Change]:
    """What a supplement corrects, in words and in the order of the form."""
    if not now.changes:
        return []
    before, after = _words(now, now.dossier.answers, places), _words(now, now.answers, places)
    names = [*after, *(one for one in before if one not in after)]
    return [
        Change(f"{page}: {label}", before.get((page, key, label), ""), after.get((page, key, label), ""))
        for page, key, label in names
        if before.get((page, key, label)) != after.get((page, key, label))
    ]


def _words(now: Proposed, answers: engine.Answers, places: Places | None) -> dict[tuple[str, str, str], str]:
    pages = engine.review(forms.definition(now.dossier.form_id), answers, places)
    return {(page.title, row.key, row.label): row.text for page in pages for row in page.rows}


def _said(answers: engine.Answers) -> dict[str, Any]:
    """The answers without what was left empty: an empty answer is as good as none."""
    found = {
        key: {name: one for name, one in values.items() if one is not None and one != ""}
        for key, values in answers.items()
    }
    return {key: values for key, values in found.items() if values}
