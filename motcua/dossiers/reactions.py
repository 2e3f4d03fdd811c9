"""What follows a fact: kind → reactions, always as jobs after commit. Read `TABLE` first.

The three kinds of message the law's practice asks for (R47): registered; received with appointment; result
ready, supplement or other. They go to the phone and e-mail given in the dossier itself.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import translation

from motcua.agencies import api as agencies
from motcua.catalogue import api as catalogue
from motcua.dossiers import addressing, storing
from motcua.dossiers.actions import REGISTRY
from motcua.dossiers.actions.base import Refused
from motcua.dossiers.actions.return_result import ReturnResult, fee_due
from motcua.dossiers.lifecycle import NotAllowed, State
from motcua.dossiers.models import Dossier
from motcua.dossiers.papers import official
from motcua.journal import api as journal
from motcua.journal import subscribe
from motcua.kit.actor import Actor
from motcua.messaging import api as messaging

Compose = Callable[[Dossier, journal.Fact], dict[str, Any]]


def _registered(dossier: Dossier, fact: journal.Fact) -> dict[str, Any]:
    return {"submitted_at": fact.at, "code": fact.payload["code"]}


def _received(dossier: Dossier, fact: journal.Fact) -> dict[str, Any]:
    assert dossier.agency_id is not None
    card = agencies.contact_for(dossier.agency_id)
    return {
        "due_at": datetime.fromisoformat(fact.payload["due_at"]),
        "place": f"{card.name}, {card.address}" if dossier.delivery_method == "counter" else "",
        "fee": fee_due(dossier) or 0, "submission_code": fact.payload["submission_code"],
    }  # fmt: skip


def _supplement(dossier: Dossier, fact: journal.Fact) -> dict[str, Any]:
    return {
        "items": [{"label": item["label"], "problem": item["problem"]} for item in fact.payload["items"]],
        "basis": fact.payload["basis"],
        "answer_by": datetime.fromisoformat(fact.payload["deadline"]),
        "link": official.address("supplement", dossier.id),
    }


def _result(dossier: Dossier, fact: journal.Fact) -> dict[str, Any]:
    assert dossier.agency_id is not None
    online = dossier.delivery_method == "online" and fee_due(dossier) == 0  # what is owed is paid at the counter
    card = agencies.contact_for(dossier.agency_id)
    return {
        "online": online, "place": "" if online else f"{card.name}, {card.address}",
        "bring": [] if online else catalogue.version(dossier.version_id).content.get("bring", []),
        "fee": fee_due(dossier) or 0,
    }  # fmt: skip


def _reasoned(dossier: Dossier, fact: journal.Fact) -> dict[str, Any]:
    return {"reason": fact.payload["reason"], "basis": fact.payload["basis"]}


def _plain(dossier: Dossier, fact: journal.Fact) -> dict[str, Any]:
    return {}


def _declined(dossier: Dossier, fact: journal.Fact) -> dict[str, Any]:
    return {"reason": fact.payload["reason"]}


def _correction(dossier: Dossier, fact: journal.Fact) -> dict[str, Any]:
    return {"what": fact.payload["note"]}


def _returned(dossier: Dossier, fact: journal.Fact) -> dict[str, Any]:
    return {"returned_at": fact.at}


MESSAGES: dict[str, tuple[str, Compose]] = {
    "dossier.submitted": ("registered", _registered),
    "dossier.received": ("received", _received),
    "dossier.intake_supplement_requested": ("supplement", _supplement),
    "dossier.supplement_requested": ("supplement", _supplement),
    "dossier.rejected": ("refused", _reasoned),
    "dossier.refused": ("refused", _reasoned),
    "dossier.resolved": ("result_ready", _result),
    "dossier.returned": ("returned", _returned),
    "dossier.stopped": ("stopped", _reasoned),
    "dossier.withdrawn": ("withdrawn", _plain),
    "dossier.taken_back": ("withdrawn", _plain),
    "dossier.withdrawal_declined": ("withdrawal_declined", _declined),
    "dossier.correction_asked": ("correction_asked", _correction),
}
"""Kind of fact → message the applicant gets. The others change nothing the applicant must know at once."""

SILENT = frozenset(
    {
        "dossier.recalled", "dossier.processing_started", "dossier.proposed", "dossier.sent_back", "dossier.signed",
        "dossier.intake_supplement_answered", "dossier.supplement_answered", "dossier.supplement_accepted",
        "dossier.withdrawal_requested",
    }
)  # fmt: skip


def notify(entry: UUID) -> None:
    """Write the messages of a fact; they are sent by jobs of their own."""
    fact = journal.entry(entry)
    if fact.kind == "dossier.returned" and fact.actor_kind == "system":
        return  # published online: "result ready" has just said where it is
    purpose, compose = MESSAGES[fact.kind]
    dossier = Dossier.objects.get(pk=UUID(fact.subject.removeprefix("dossier:")))
    with translation.override(dossier.language):
        messaging.send(
            purpose, to=addressing.recipient(dossier), context={**addressing.card(dossier), **compose(dossier, fact)},
            about=dossier.subject, entry=entry,
        )  # fmt: skip


def publish_online(entry: UUID) -> None:
    """A free result asked for online is returned by being published: nobody needs to press a button."""
    fact = journal.entry(entry)
    dossier = Dossier.objects.get(pk=UUID(fact.subject.removeprefix("dossier:")))
    if dossier.delivery_method != "online" or fee_due(dossier) != 0 or dossier.state != State.RESOLVED:
        return
    try:
        ReturnResult(dossier.id, Actor.SYSTEM).perform()
    except (NotAllowed, Refused):  # the clerk was faster
        return


def keep_result(entry: UUID) -> None:
    """A result that was handed over lies in its owner's store of papers from now on."""
    fact = journal.entry(entry)
    storing.keep_result(Dossier.objects.get(pk=UUID(fact.subject.removeprefix("dossier:"))))


TABLE: dict[str, tuple[tuple[str, Callable[[UUID], None]], ...]] = {
    **dict.fromkeys(MESSAGES, (("dossiers.notify", notify),)),
    "dossier.resolved": (("dossiers.notify", notify), ("dossiers.publish_online", publish_online)),
    "dossier.returned": (("dossiers.notify", notify), ("dossiers.keep_result", keep_result)),
    "dossier.claimed": (("dossiers.keep_result", keep_result),),
}


def register() -> None:
    """Called once when the application starts."""
    for kind, reactions in TABLE.items():
        for name, reaction in reactions:
            subscribe.subscribe([kind], name, reaction)


assert {act.kind for act in REGISTRY.values()} == MESSAGES.keys() | SILENT  # every act speaks, or says why not
