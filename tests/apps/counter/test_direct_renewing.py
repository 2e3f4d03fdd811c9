"""At the counter, a draft begun before its procedure changed goes on; papers put together are told to be so."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from motcua.agencies.places import Places
from motcua.catalogue import api as catalogue
from motcua.catalogue import versions
from motcua.dossiers import direct
from motcua.dossiers.models import Dossier
from motcua.forms import api as forms
from motcua.forms import samples
from tests.apps.counter.papers import complete, hand_made, read
from tests.apps.dossiers.test_renewing import publish_newer
from tests.apps.portal.pages import Page
from tests.support import dossiers, world

pytestmark = pytest.mark.django_db
Seat = Callable[[str], Client]
JOINED = "ghép từ nhiều tờ"


@pytest.fixture(autouse=True)
def _forget() -> None:
    versions.forget()


def typed() -> Dossier:
    version = catalogue.published(dossiers.BIRTH)
    answers = samples.answers(forms.definition(version.form_id), 9, places=Places())
    return direct.begin(world.actor("clerk"), version, answers)


def test_a_draft_of_an_older_version_is_taken_over_and_handed_in(sit: Seat) -> None:
    clerk, made = sit("clerk"), typed()
    complete(clerk, made)
    tasks, address = reverse("direct_draft", args=[made.id]), reverse("direct_renew", args=[made.id])
    assert clerk.get(address)["Location"] == tasks and address not in clerk.get(tasks).content.decode()
    publish_newer()
    refused = clerk.post(tasks, {"seen": "1", "signed": "1"})
    assert refused.status_code == 422 and address in refused.content.decode()
    page = Page(clerk.get(address).content.decode())
    assert "Lệ phí mới" in page.text and "Cân nặng khi sinh" in page.text
    assert clerk.post(address, {"version": "x"}).status_code == 422
    assert clerk.post(address, {"version": str(made.id)}).status_code == 422
    assert clerk.post(address, {"version": page.all("input[name=version]")[0].attribute("value")})["Location"] == tasks
    after = clerk.get(tasks).content.decode()
    assert "đã chuyển sang bản mới" in after and address not in after
    assert clerk.post(tasks, {"seen": "1", "signed": "1"})["Location"] == reverse("desk", args=[made.id])


def test_another_office_cannot_take_it_over(sit: Seat) -> None:
    made = typed()
    publish_newer()
    for who in ("other_clerk", "officer", "seal_clerk"):
        assert sit(who).post(reverse("direct_renew", args=[made.id])).status_code == 404
    made.refresh_from_db()
    assert made.version_id != catalogue.published(dossiers.BIRTH).id


def test_papers_that_fill_different_sections_are_told_to_be_put_together(sit: Seat) -> None:
    """The second paper may be of another person: no section differs, so only this sentence tells."""
    clerk = sit("clerk")
    child, copies = hand_made({"child": {"full_name": "Lê Thị Hoa"}}), hand_made({"copies": {"count": 2}})
    assert JOINED not in read(clerk, ma="\n".join(child * 2)).text
    assert JOINED in read(clerk, ma="\n".join([*child, *copies])).text
