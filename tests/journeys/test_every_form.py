"""Every declaration that is shipped, filled in from the first page to the last on the smallest telephone: without
scripts, without a mouse, each page checked for accessibility, width and the size of what a thumb must hit.
"""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django.live_server_helper import LiveServer

from motcua.agencies.places import Places
from motcua.catalogue.library import read
from motcua.catalogue.models import ProcedureVersion
from motcua.dossiers import completeness, drafting
from motcua.dossiers.models import Dossier
from motcua.forms import engine, library, samples
from tests.journeys.conftest import PageAt
from tests.journeys.typist import Typist
from tests.support import world

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PROCEDURES = library.FORMS.parent / "procedures"
USED = {read(path).form for path in PROCEDURES.glob("*.yaml")}
KEYS = [path.stem for path in library.shipped() if path.stem in USED]
"""The declarations people fill in here; a sheet that only hangs on a procedure is had to print."""
SEED = 3


def _begin(key: str) -> tuple[Dossier, str, engine.Answers]:
    """An empty draft of a procedure that uses the form, and answers that the form accepts."""
    world.ensure()
    try:
        using = ProcedureVersion.objects.filter(current_of__isnull=False, form__key=key).order_by("procedure__code")
        version = using.select_related("procedure").first()
        assert version is not None, f"no procedure in force uses {key}"
        actor, account = world.actor("citizen"), world.account("citizen")
        draft = drafting.start(version, actor, agency=world.commune(), account=account, language="vi")
        answers = samples.answers(completeness.form_of(draft), SEED, places=Places())
        return draft, version.code, answers
    finally:
        connection.close()


@pytest.mark.parametrize("key", KEYS)
def test_filled_in_by_keyboard_without_scripts(key: str, live_server: LiveServer, page_at: PageAt) -> None:
    with ThreadPoolExecutor(1) as apart:
        draft, code, answers = apart.submit(_begin, key).result()
    page = page_at(320, scripts=False)
    client = Client()
    client.force_login(world.account("citizen"))
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}])
    form = completeness.form_of(draft)
    typist = Typist(page)
    pages = [section.key for section in engine.visible_sections(form, answers)]
    for section in pages:
        page.goto(live_server.url + reverse("draft_section", args=[code, draft.id, section]))
        typist.fill(samples.posted(form, section, answers))
    with ThreadPoolExecutor(1) as apart:
        kept = apart.submit(_kept, draft).result()
    assert kept == engine.settled(form, answers)


def _kept(draft: Dossier) -> engine.Answers:
    try:
        found: engine.Answers = Dossier.objects.get(pk=draft.pk).answers
        return found
    finally:
        connection.close()
