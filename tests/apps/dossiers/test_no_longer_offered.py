"""A procedure withdrawn while somebody fills it in: nothing is lost, nothing is sent into a void."""

from datetime import date

import pytest

from motcua.agencies.models import Agency
from motcua.catalogue import api as catalogue
from motcua.catalogue import offers, publishing
from motcua.catalogue.models import Procedure
from motcua.dossiers.actions.submit import NoLongerOffered
from motcua.dossiers.models import Dossier
from motcua.kit.actor import Actor
from tests.support import dossiers, world

pytestmark = pytest.mark.django_db
PUBLISHER = Actor(None, "Tạ Diệu Linh", "officer")


def withdraw() -> None:
    publishing.withdraw(
        Procedure.objects.get(code=dossiers.BIRTH), PUBLISHER,
        decision="200/QĐ-BTP", decision_date=date(2026, 11, 20), reason="Được thay bằng thủ tục khác",
    )  # fmt: skip


def test_a_draft_of_a_withdrawn_procedure_is_kept_and_told_why_it_cannot_be_sent() -> None:
    draft = dossiers.draft()
    withdraw()
    with pytest.raises(NoLongerOffered, match="vẫn được giữ"):
        dossiers.act(draft, "submit", "citizen")
    kept = Dossier.objects.get(id=draft.id)
    assert kept.state == "draft" and kept.answers == draft.answers


def test_a_draft_at_an_office_that_stopped_is_told_too() -> None:
    draft = dossiers.draft()
    offers.stop(world.commune(), Procedure.objects.get(code=dossiers.BIRTH), PUBLISHER)
    with pytest.raises(NoLongerOffered):
        dossiers.act(draft, "submit", "citizen")


def test_a_draft_at_an_office_that_was_closed_is_told_too() -> None:
    draft = dossiers.draft()
    Agency.objects.filter(pk=world.commune().pk).update(is_active=False)
    with pytest.raises(NoLongerOffered):
        dossiers.act(draft, "submit", "citizen")


def test_running_dossiers_go_on_under_their_own_version() -> None:
    running = dossiers.received()
    withdraw()
    with pytest.raises(Procedure.DoesNotExist):
        catalogue.published(dossiers.BIRTH)
    going = dossiers.act(running, "start_processing", "officer")
    assert going.state == "processing" and catalogue.version(going.version_id).code == dossiers.BIRTH
    assert not Procedure.objects.get(code=dossiers.BIRTH).offerings.exists()
