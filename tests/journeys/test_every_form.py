"""Every declaration that is shipped, filled in from the first page to the last on the smallest telephone: without
scripts, without a mouse, each page checked for width and the size of what a thumb must hit, and for accessibility
where it shows something that no page of this run has shown.
"""

from collections.abc import Iterator
from uuid import UUID

import pytest
from django.urls import reverse

from motcua.agencies.places import Places
from motcua.catalogue.models import ProcedureVersion
from motcua.dossiers import drafting
from motcua.dossiers.models import Dossier
from motcua.forms import engine, library, samples
from motcua.forms.models import FormVersion
from tests.journeys import town as towns
from tests.journeys.conftest import PageAt
from tests.journeys.typist import Typist
from tests.support import world

town, transactional_db = towns.town, towns.transactional_db
pytestmark = [pytest.mark.journey, pytest.mark.timeout(300)]
KEYS = sorted(path.stem for path in library.shipped())
SEED = 3


@pytest.fixture(scope="module")
def seen() -> set[str]:
    """What kinds of pages this run has already checked."""
    return set()


@pytest.fixture
def draft(key: str, town: str) -> Iterator[Dossier]:
    """An empty draft of a procedure in force that uses the form or hangs it out to print; of any, where none does."""
    using = ProcedureVersion.objects.filter(current_of__isnull=False).order_by("procedure__code")
    hung = using.filter(content__forms__contains=[{"definition": key}])
    version = using.filter(form__key=key).first() or hung.first() or using.filter(form__isnull=False).first()
    assert version is not None
    form: UUID = FormVersion.objects.filter(key=key, published_at__isnull=False).latest("number").id
    actor, account = world.actor("citizen"), world.account("citizen")
    begun = drafting.start(version, actor, agency=world.commune(), account=account, language="vi", form=form)
    yield begun
    drafting.discard(begun.id, actor)


@pytest.mark.parametrize("key", KEYS)
def test_filled_in_by_keyboard_without_scripts(
    key: str, draft: Dossier, town: str, page_at: PageAt, seen: set[str]
) -> None:
    form = library.definition(key)
    answers = samples.answers(form, SEED, places=Places())
    page = towns.seat(page_at(320, scripts=False), town, "citizen")
    typist = Typist(page, seen)
    for section in engine.visible_sections(form, answers):
        page.goto(town + reverse("draft_section", args=[draft.version.code, draft.id, section.key]))
        typist.fill(samples.posted(form, section.key, answers))
    draft.refresh_from_db()
    assert draft.answers == engine.settled(form, answers)
