"""How much a request asks of the database; what a process remembers for a minute is not counted twice."""

from collections.abc import Callable
from typing import Any

import altcha as library
import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from motcua.agencies.places import Places
from motcua.dossiers.models import Dossier
from motcua.forms import api as forms
from motcua.forms import engine, samples
from motcua.people import altcha
from tests.support import dossiers, world

pytestmark = pytest.mark.django_db

CONTROL = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")


def asked(request: Callable[[], HttpResponse], status: int) -> list[str]:
    """The statements of a request, transaction control left out."""
    with CaptureQueriesContext(connection) as seen:
        answer = request()
    assert answer.status_code == status, answer.content.decode()
    return [query["sql"] for query in seen if not query["sql"].upper().startswith(CONTROL)]


def proof(purpose: str) -> str:
    """A solved task, made with its answer known."""
    task = library.create_challenge(
        altcha.ALGORITHM, altcha.COST, counter=0, expires_at=2**33, data={"purpose": purpose},
        hmac_secret=altcha._key(),
    )  # fmt: skip
    solution = library.solve_challenge(task)
    assert solution is not None
    return str(library.Payload(task, solution).to_base64())


@pytest.fixture
def citizen(client: Client) -> Client:
    client.force_login(world.account("citizen"))
    return client


def hand_in(client: Client, draft: Dossier) -> Any:
    address = reverse("draft_review", args=[dossiers.BIRTH, draft.id])
    return client.post(address, {"altcha": proof("submit")})


def test_a_submission_asks_at_most_fifteen_statements(citizen: Client) -> None:
    hand_in(citizen, dossiers.draft())
    draft = dossiers.draft(seed=2)
    seen = asked(lambda: hand_in(citizen, draft), 302)
    draft.refresh_from_db()
    assert draft.state == "submitted"
    assert len(seen) <= 15, seen


def test_a_submission_does_not_write_the_declaration_again(citizen: Client) -> None:
    draft = dossiers.draft()
    written = [sql for sql in asked(lambda: hand_in(citizen, draft), 302) if sql.startswith("UPDATE")]
    assert written
    assert not any('"answers"' in sql for sql in written)


def test_a_look_up_asks_at_most_six_statements(client: Client) -> None:
    code = dossiers.submitted().submission_code

    def look_up() -> Any:
        return client.post(reverse("track"), {"ma": code, "altcha": proof("track")})

    look_up()
    seen = asked(look_up, 200)
    assert len(seen) <= 6, seen


def test_an_autosave_asks_at_most_six_statements(citizen: Client) -> None:
    draft = dossiers.draft()
    definition = forms.definition(draft.form_id)
    answers = samples.answers(definition, 3, places=Places())
    page = engine.visible_sections(definition, answers)[1].key
    address = reverse("draft_autosave", args=[dossiers.BIRTH, draft.id, page])
    posted = samples.posted(definition, page, answers)
    citizen.post(address, posted)
    seen = asked(lambda: citizen.post(address, posted), 204)
    assert len(seen) <= 6, seen
    draft.refresh_from_db()
    assert page in draft.typed


def test_the_look_up_leaves_the_declaration_where_it_is(client: Client) -> None:
    """Public progress shows nothing personal, so nothing personal is read for it."""
    code = dossiers.submitted().submission_code
    seen = asked(lambda: client.post(reverse("track"), {"ma": code, "altcha": proof("track")}), 200)
    assert not any('"answers"' in sql for sql in seen)
