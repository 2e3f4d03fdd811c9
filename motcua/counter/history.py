"""The timeline as the office reads it: everything, with names and with what was written."""

from typing import Any

from django.utils.translation import gettext as _

from motcua.dossiers import queries
from motcua.dossiers.actions.submit import CONFIRMED
from motcua.dossiers.models import Dossier
from motcua.ui.filters import dong


def shown(dossier: Dossier) -> list[dict[str, Any]]:
    """Items of `ui.timeline`, newest first."""
    events = queries.timeline(dossier)
    return [
        {
            "title": event.title,
            "state": "current" if place == 0 and not dossier.ended_at else "done",
            "at": event.at,
            "who": event.who,
            "text": detail(event),
        }
        for place, event in enumerate(events)
    ]


def detail(event: queries.Event) -> str:
    """What the actor wrote: reason or note, defects, legal basis, money taken."""
    payload = event.payload
    told = [event.detail]
    if payload.get("channel") == "counter":
        told.append(_("Nộp trực tiếp tại quầy, cán bộ nhập giúp %(name)s") % {"name": payload["applicant"]})
    if confirmed := CONFIRMED.get(payload.get("confirmed", "")):
        told.append(str(confirmed))
    told += [f"{item['label']}: {item['problem']}" for item in payload.get("items", ())]
    if basis := payload.get("basis"):
        told.append(_("Căn cứ: %(basis)s") % {"basis": basis})
    if number := payload.get("number"):
        told.append(_("Số %(number)s") % {"number": number})
    if paid := payload.get("fee_collected"):
        told.append(_("Đã thu %(amount)s") % {"amount": dong(paid)})
    return " ".join(f"{text.rstrip('.')}." for text in told if text)
