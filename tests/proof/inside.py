"""Run as a process of its own on the database of a running installation: prepare drafts, or look what became of them.

`python -m tests.proof.inside prepare 24` and `python -m tests.proof.inside inspect` print JSON.
"""

import json
import os
import sys
from typing import Any

import django


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ["MOTCUA_POOL"] = "0"
    django.setup()
    found = prepare(int(sys.argv[2])) if sys.argv[1] == "prepare" else inspect()
    json.dump(found, sys.stdout)


def prepare(count: int) -> dict[str, Any]:
    """So many complete drafts of one citizen, each with a phone and an address of its own, and a session."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from motcua.dossiers.models import Dossier, Paper
    from motcua.people import devices
    from tests.support import dossiers, world

    owner = world.account("citizen")
    session = SessionStore()
    session[SESSION_KEY] = str(owner.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = owner.get_session_auth_hash()
    devices.begin_clock(session, owner)
    session.create()
    first = dossiers.draft()
    papers = list(Paper.objects.filter(dossier=first))
    kept = ("version", "form_id", "agency", "owner", "answers", "contact_name", "delivery_method", "created_at")
    made = []
    known = Dossier.objects.count()
    for number in range(known, known + count):
        draft = Dossier.objects.create(
            **{name: getattr(first, name) for name in kept}, updated_at=first.updated_at,
            phone=f"0987{number:06d}", email=f"nguoi-{number}@thu.example",
        )  # fmt: skip
        for paper in papers:
            Paper.objects.create(dossier=draft, component=paper.component, file=paper.file)
        made.append({"id": str(draft.id), "phone": draft.phone, "email": draft.email})
    return {"session": session.session_key, "code": dossiers.BIRTH, "drafts": made}


def inspect() -> dict[str, Any]:
    """Every dossier that is no draft: its state, its facts, whether its chain holds; and the jobs that wait."""
    from motcua.dossiers.models import Dossier
    from motcua.journal import api as journal
    from motcua.journal import jobs
    from motcua.messaging.models import Message

    found = {}
    for dossier in Dossier.objects.exclude(phone="").filter(phone__startswith="0987"):
        found[str(dossier.id)] = {
            "state": dossier.state, "code": dossier.submission_code,
            "facts": [fact.kind for fact in journal.entries(dossier.subject)],
            "broken": journal.verify(dossier.subject) if dossier.submission_code else [],
            "messages": sorted(
                f"{one.channel} {one.purpose} {one.state}" for one in Message.objects.filter(about=dossier.subject)
            ),
        }  # fmt: skip
    return {"dossiers": found, "waiting": jobs.waiting()}


if __name__ == "__main__":
    main()
