"""An office's own route: the next act follows it, one role is waited for at any time, and nothing gets stuck."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.agencies.models import Officer
from motcua.catalogue import api as catalogue
from motcua.catalogue import offers, routes
from motcua.catalogue.models import Offering, Procedure
from motcua.catalogue.schema import Step
from motcua.dossiers import policy, staff
from motcua.dossiers.actions.return_result import fee_due
from tests.support import dossiers, world

pytestmark = pytest.mark.django_db
ACTS: tuple[tuple[str, str], ...] = (
    ("submit", "citizen"), ("receive", "clerk"), ("start_processing", "officer"), ("propose", "officer"),
    ("sign", "leader"), ("seal", "seal_clerk"), ("return_result", "clerk"),
)  # fmt: skip


@pytest.fixture(autouse=True)
def both_officers(db: None) -> Iterator[None]:
    """The officer of the commune also holds the other role that can examine a dossier."""
    post = Officer.objects.get(account=world.account("officer"))
    post.roles = ["civil_status_officer", "processing_officer"]
    post.save()
    routes.forget()
    staff.forget()
    yield
    routes.forget()
    staff.forget()


def own(role: str = "processing_officer", **hours: float) -> list[Step]:
    """The version's steps with another examiner and other hours."""
    steps = routes.steps(catalogue.published(dossiers.BIRTH).route)
    return [
        step.model_copy(update={"role": role if step.key == "process" else step.role,
                                "hours": hours.get(step.key, step.hours)})
        for step in steps
    ]  # fmt: skip


def birth() -> Procedure:
    return Procedure.objects.get(code=dossiers.BIRTH)


def work_by(route: list[Step]) -> Offering:
    return catalogue.offer(world.commune(), birth(), route=route)


def test_the_next_act_follows_the_route_of_the_office() -> None:
    running = dossiers.submitted()
    work_by(own())
    assert dossiers.act(running, "receive", "clerk").waiting_for == "processing_officer"
    assert dossiers.act(running, "start_processing", "officer").waiting_for == "processing_officer"
    work_by([])
    data = dossiers.result_data(running)
    back = dossiers.act(running, "propose", "officer", data=data)
    assert back.waiting_for == "leader"
    assert dossiers.act(running, "send_back", "leader", reason="Sai số.").waiting_for == "civil_status_officer"


@pytest.mark.parametrize("when", range(len(ACTS)))
def test_a_change_at_any_moment_leaves_one_role_that_can_go_on(when: int) -> None:
    dossier = dossiers.draft()
    for number, (name, who) in enumerate(ACTS):
        if number == when:
            work_by(own())
        given: dict[str, Any] = {}
        if name == "propose":
            given = {"data": dossiers.result_data(dossier)}
        elif name == "return_result":
            given = {"identity_checked": True, "papers_checked": True, "fee_collected": fee_due(dossier) or 0}
        holder = world.actor(who)
        dossier.refresh_from_db()
        assert dossier.waiting_for in ({"applicant"} if who == "citizen" else holder.roles)
        assert name in policy.acts(holder, dossier)
        dossier = dossiers.act(dossier, name, who, **given)
    assert dossier.waiting_for == ""


def test_an_office_that_stops_or_loses_its_people_leaves_no_dossier_waiting_for_nobody() -> None:
    work_by(own())
    running = dossiers.submitted()
    Officer.objects.filter(account=world.account("officer")).update(roles=["processing_officer"])
    staff.forget()
    offers.stop(world.commune(), birth(), world.actor("administrator"))
    assert dossiers.act(running, "receive", "clerk").waiting_for == "processing_officer"


def test_other_offices_and_other_procedures_work_as_before() -> None:
    work_by(own())
    version, here = catalogue.published(dossiers.BIRTH), world.commune()
    other = Offering.objects.filter(procedure=birth()).exclude(agency=here).first()
    assert catalogue.route_for(version, here.id) != version.route
    assert catalogue.route_for(version, None) == version.route
    assert other is None or catalogue.route_for(version, other.agency_id) == version.route
    death = catalogue.published("1.000656")
    assert catalogue.route_for(death, here.id) == death.route


def test_a_route_costs_no_statement_once_known() -> None:
    work_by(own())
    version, here = catalogue.published(dossiers.BIRTH), world.commune()
    catalogue.route_for(version, here.id)
    with CaptureQueriesContext(connection) as seen:
        catalogue.route_for(version, here.id)
        catalogue.route_for(catalogue.version(version.id), here.id)
    assert not seen.captured_queries


def test_the_steps_are_the_laws_and_fit_its_time_limit() -> None:
    here = world.commune()
    with pytest.raises(offers.CannotOffer, match=r"12 giờ.*8 giờ làm việc"):
        catalogue.offer(here, birth(), route=own(process=8))
    with pytest.raises(offers.CannotOffer, match="đủ năm bước"):
        catalogue.offer(here, birth(), route=own()[::-1])
    with pytest.raises(offers.CannotOffer, match="đủ năm bước"):
        catalogue.offer(here, birth(), route=own()[1:])
    assert Offering.objects.get(agency=here, procedure=birth()).route is None


def test_a_route_is_kept_until_taken_back() -> None:
    made = work_by(own())
    again = catalogue.offer(world.commune(), birth(), guidance="Phòng 3.")
    assert again.route == made.route and again.revision == made.revision + 1
    assert work_by([]).route is None


def test_a_step_for_somebody_who_cannot_do_it_holds_the_level_down() -> None:
    with pytest.raises(offers.CannotOffer, match="mức độ 2"):
        catalogue.offer(world.commune(), birth(), level=3, route=[
            step.model_copy(update={"role": "leader"}) if step.key == "receive" else step for step in own()
        ])  # fmt: skip
    examining = Officer.objects.filter(agency=world.commune(), roles__contains=["processing_officer"])
    examining.update(roles=["civil_status_officer"])
    staff.forget()
    with pytest.raises(offers.CannotOffer, match="mức độ 2"):
        catalogue.offer(world.commune(), birth(), level=3, route=own())
