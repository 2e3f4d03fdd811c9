"""When somebody was faster: what they did and when, so that nobody wonders and nothing is done twice."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from motcua.counter import words
from motcua.counter.blanks import Entry
from motcua.dossiers import lifecycle, queries
from motcua.dossiers.actions import REGISTRY
from motcua.dossiers.models import Dossier
from motcua.journal import api as journal
from motcua.kit.actor import Actor
from motcua.ui.filters import when


def possible(name: str, dossier: Dossier) -> bool:
    """Whether the dossier still stands where this act can be done."""
    return any(row.name == name for row in lifecycle.allowed(lifecycle.State(dossier.state)))


def happened(dossier: Dossier) -> str:
    """Who did what last, and when, in one sentence."""
    events = queries.timeline(dossier)
    if not events:
        return words.state(dossier)
    told = {"who": events[0].who, "what": events[0].title, "at": when(events[0].at)}
    return _("%(what)s. Người thực hiện: %(who)s, lúc %(at)s.") % told


def warning(dossier: Dossier) -> str:
    """For a page that was opened before the last event, where the act is still possible."""
    told = {"happened": happened(dossier)}
    return _("Hồ sơ vừa thay đổi: %(happened)s Hãy xem lại hồ sơ rồi bấm lần nữa.") % told


def done_by(actor: Actor, name: str, dossier: Dossier) -> bool:
    """Whether the last thing that happened is this act, by this very officer: a second click."""
    facts = journal.entries(dossier.subject)
    return bool(facts) and facts[-1].kind == REGISTRY[name].kind and facts[-1].actor == actor.account


def kept(entries: Sequence[Entry], typed: Mapping[str, str]) -> list[tuple[str, str]]:
    """What the officer had written, with its label, to be copied and used elsewhere."""
    if not typed:
        return []
    return [(entry.label, entry.value) for entry in entries if entry.value and entry.kind != "tick"]
