"""Where "Tiếp tục" leads when nothing on a page is mandatory."""

import pytest
from django.test import Client
from django.urls import reverse

from motcua.agencies.places import Places
from motcua.catalogue import api as catalogue
from motcua.dossiers import completeness, drafting
from motcua.dossiers.filling import tasks
from motcua.dossiers.models import Dossier
from motcua.forms import samples
from tests.apps.portal.pages import get
from tests.support import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> Dossier:
    """A household that asks to be no longer counted as poor, all declared but who lives there."""
    version = catalogue.published("1.011608")
    begun = drafting.start(
        version, world.actor("citizen"), agency=world.commune(), account=world.account("citizen"), language="vi",
        channel="paper",
    )  # fmt: skip
    answers = samples.answers(completeness.form_of(begun), 3, places=Places())
    begun.answers = {key: values for key, values in answers.items() if key != "members"}
    begun.save()
    return begun


def _after(draft: Dossier, section: str) -> str:
    return tasks.following(draft, "section", section, lambda _dossier, task: task.key)


def test_a_page_without_anything_mandatory_comes_in_its_turn(draft: Dossier) -> None:
    assert _after(draft, "household") == "members"


def test_it_may_be_left_as_it_is(draft: Dossier) -> None:
    assert _after(draft, "members") == "" == _after(draft, "request")
    assert not completeness.missing(draft, ())


def test_the_list_says_that_nobody_must(draft: Dossier) -> None:
    pages = {task.key: tasks.line(task, "")["state"] for task in completeness.tasks(draft, ())}
    assert (pages["members"], pages["household"]) == ("optional", "done")


def test_what_is_mandatory_and_lacking_is_found_wherever_it_stands(draft: Dossier) -> None:
    draft.answers.pop("household")
    draft.save()
    assert _after(draft, "request") == "household?con-thieu=1"


def test_who_is_led_back_to_a_page_is_told_what_it_lacks(draft: Dossier) -> None:
    draft.channel = "online"
    draft.answers.pop("household")
    draft.save()
    mine = Client()
    mine.force_login(world.account("citizen"))
    address = reverse("draft_section", args=["1.011608", draft.pk, "household"])
    assert not get(mine, address).problems
    page = get(mine, f"{address}?{tasks.LEFT}=1")
    assert page.problems, "the page says which questions are left, instead of only standing there again"
