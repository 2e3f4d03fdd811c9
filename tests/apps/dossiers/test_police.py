"""A residence matter walks from the applicant over the police to its result; the committee's people cannot sign it."""

from pathlib import Path

import pytest

from motcua.catalogue import api as catalogue
from motcua.catalogue.models import Offering
from motcua.dossiers import policy, roles
from motcua.dossiers.models import Dossier
from tests.apps.dossiers.test_papers import needs_poppler, text_of
from tests.support import dossiers, world

pytestmark = pytest.mark.django_db
CONFIRMATION = "1.010041"
WHO_SEES = ("clerk", "officer", "leader", "seal_clerk", "police_officer", "police_chief")


@pytest.fixture(autouse=True)
def taken_here(db: None) -> None:
    """The office takes these dossiers: whether their fee is confirmed is another matter."""
    Offering.objects.filter(agency=world.commune(), procedure__code=CONFIRMATION).update(level=3)


def sent() -> Dossier:
    return dossiers.act(dossiers.submitted(CONFIRMATION), "receive", "clerk")


def proposed() -> Dossier:
    found = dossiers.act(sent(), "start_processing", "police_officer")
    return dossiers.act(found, "propose", "police_officer", data=dossiers.result_data(found))


def test_it_waits_for_the_police_only() -> None:
    running = sent()
    assert running.waiting_for == "police_officer"
    assert "start_processing" not in policy.acts(world.actor("officer"), running)
    with pytest.raises(policy.Forbidden):
        dossiers.act(running, "start_processing", "officer")


def test_the_committees_leader_does_not_sign_for_the_police() -> None:
    waiting = proposed()
    assert waiting.waiting_for == "police_chief"
    assert not {"sign", "refuse_merits", "send_back"} & set(policy.acts(world.actor("leader"), waiting))
    with pytest.raises(policy.Forbidden):
        dossiers.act(waiting, "sign", "leader")


def test_nor_the_police_for_the_committee() -> None:
    waiting = dossiers.proposed()
    assert waiting.waiting_for == "leader"
    assert not policy.acts(world.actor("police_chief"), waiting)
    assert not policy.acts(world.actor("police_officer"), dossiers.signed())


def test_neither_power_sees_what_the_other_decides() -> None:
    theirs, ours = sent(), dossiers.received(seed=2)
    seen = {who: set(policy.visible_to(world.actor(who)).values_list("id", flat=True)) for who in WHO_SEES}
    both, police = {"clerk", "seal_clerk"}, {"police_officer", "police_chief"}
    assert {who for who in WHO_SEES if theirs.id in seen[who]} == both | police
    assert {who for who in WHO_SEES if ours.id in seen[who]} == both | {"officer", "leader"}


@needs_poppler
def test_the_result_bears_the_name_and_seal_of_the_police(tmp_path: Path) -> None:
    signed = dossiers.act(proposed(), "sign", "police_chief")
    assert signed.waiting_for == "police_officer"
    resolved = dossiers.act(signed, "seal", "police_officer")
    assert resolved.state == "resolved" and resolved.waiting_for == "clerk"
    text = text_of(dossiers.result_bytes(resolved), tmp_path)
    assert "CÔNG AN XÃ PHONG DOANH" in text and "TRƯỞNG CÔNG AN XÃ" in text
    assert "ỦY BAN NHÂN DÂN" not in text


def test_every_residence_and_identity_matter_is_decided_by_the_police() -> None:
    fields = {"Đăng ký, quản lý cư trú", "Cấp, quản lý căn cước"}
    found = [one.current for one in {row.procedure for row in Offering.objects.select_related("procedure__current")}]
    theirs = [version for version in found if version and version.field_name in fields and version.route]
    assert len(theirs) >= 10
    assert all(roles.is_police(version.route) for version in theirs)
    assert not roles.is_police(catalogue.published(dossiers.BIRTH).route)
