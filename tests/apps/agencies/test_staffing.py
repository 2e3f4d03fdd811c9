"""Functions of today: several offices, leave, substitutes; who looks after which office; four eyes."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.agencies import api, enacting, functions, leaves, persons, proposals, reach, staffing
from motcua.agencies.models import Agency, Leave, Officer, Proposal
from motcua.agencies.proposals import Wish
from motcua.dossiers import policy, roles
from motcua.journal import api as journal
from motcua.kit import clock
from motcua.kit.actor import Actor
from motcua.kit.words import Invalid
from motcua.people.models import Account, Authenticator, Identity
from tests.support import dossiers, world

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 23)


def seat(who: str) -> Officer:
    return Officer.objects.get(account=world.account(who))


def away(who: str, instead: str | None, start: int = 0, end: int = 3) -> Leave:
    """Leave from so many days after today, past the rules of the form."""
    today = clock.now().date()
    return Leave.objects.create(
        officer=seat(who), substitute=seat(instead) if instead else None, entered_by=world.account(who),
        valid_from=today + timedelta(days=start), valid_to=today + timedelta(days=end),
    )  # fmt: skip


def second_administrator() -> Actor:
    account = Account.objects.make(phone="0900000199", full_name="Cao Thế Vinh", kind="officer")
    Officer.objects.create(
        account=account, agency=world.commune(), post_title="Quản trị", roles=["administrator"],
        valid_from=date(2025, 7, 1),
    )  # fmt: skip
    return api.actor_for(account)


def test_the_functions_are_those_of_the_lifecycle() -> None:
    assert {*roles.OFFICE, "administrator"} == functions.ALL


def test_a_substitute_has_the_functions_and_the_absent_one_has_none() -> None:
    away("clerk", "officer")
    account = world.account("officer")
    with CaptureQueriesContext(connection) as seen:
        actor = api.actor_for(account)
    assert len(seen) == 1
    assert actor.roles == {"clerk", "civil_status_officer"} and actor.lent == {"clerk"}
    assert actor.instead_of == "Đinh Thị Hạnh"
    assert api.post_of(actor) == "Công chức tư pháp – hộ tịch, thay Đinh Thị Hạnh"
    gone = world.actor("clerk")
    assert gone.agency is None and not gone.roles
    assert "clerk" in staffing.roles_at(world.commune().id), "dossiers go on waiting for the function"


def test_the_journal_says_in_whose_place_only_where_it_was_needed() -> None:
    away("clerk", "officer")
    dossier = dossiers.submitted()
    dossiers.act(dossier, "receive", "officer")
    dossiers.act(dossier, "start_processing", "officer")
    facts = {fact.kind: fact.actor_name for fact in journal.entries(dossier.subject)}
    assert facts["dossier.received"] == "Hoàng Minh Tuệ (thay Đinh Thị Hạnh)"
    assert facts["dossier.processing_started"] == "Hoàng Minh Tuệ"
    assert not policy.visible_to(world.actor("clerk")).filter(pk=dossier.pk).exists()


def test_who_proposed_does_not_sign_in_the_leaders_place() -> None:
    away("leader", "officer")
    dossier = dossiers.proposed()
    actor = world.actor("officer")
    assert "leader" in actor.roles
    assert not policy.may(actor, "sign", dossier)


def test_administration_and_what_was_lent_are_not_passed_on() -> None:
    away("administrator", "clerk")
    assert world.actor("clerk").roles == {"clerk"}
    Leave.objects.all().delete()
    away("leader", "clerk")
    away("clerk", "seal_clerk")
    assert world.actor("seal_clerk").roles == {"seal_clerk", "clerk"}, "not the leader's, who is in nobody's hands now"
    assert not world.actor("clerk").roles


def test_what_is_lent_at_one_office_is_not_lent_at_another() -> None:
    """A substitute who works at two offices stands in only where the absent colleague works."""
    account, absent = world.account("officer"), seat("other_clerk")
    there = Officer.objects.create(
        account=account, agency=absent.agency, post_title="Biệt phái", roles=["seal_clerk"], valid_from=date(2025, 7, 1)
    )
    today = clock.now().date()
    Leave.objects.create(
        officer=absent, substitute=there, entered_by=absent.account, valid_from=today, valid_to=today
    )  # fmt: skip
    plain = Actor(account.pk, "Hoàng Minh Tuệ", "officer")
    assert staffing.enact(plain, world.commune().pk).roles == {"civil_status_officer"}
    assert staffing.enact(plain, absent.agency_id).roles == {"seal_clerk", "clerk"}


def test_a_post_works_through_its_last_day_and_no_longer() -> None:
    last = clock.now().date()
    Officer.objects.filter(account=world.account("clerk")).update(valid_to=last)
    assert world.actor("clerk").roles == {"clerk"}
    with clock.travel(clock.now() + timedelta(days=1)):
        gone = world.actor("clerk")
        assert gone.agency is None and not gone.roles


def test_nobody_is_appointed_for_days_that_are_over() -> None:
    account = Account.objects.make(phone="0900000198", full_name="Lý Thị Mới", kind="officer")
    wish = Wish(
        Proposal.Kind.APPOINT, account, world.commune(), "QĐ", title="Văn thư", roles=["seal_clerk"],
        valid_from=date(2025, 7, 1),
    )  # fmt: skip
    made = proposals.propose(wish, actor=world.actor("administrator"))
    proposals.decide(made.id, True, actor=world.actor("province"))
    assert Officer.objects.get(account=account).valid_from == clock.now().date()


@pytest.mark.parametrize(("start", "end"), [(-5, -1), (1, 5)])
def test_a_leave_counts_on_its_days_only(start: int, end: int) -> None:
    away("clerk", "officer", start, end)
    assert world.actor("clerk").roles == {"clerk"} and world.actor("officer").roles == {"civil_status_officer"}


def test_a_leave_is_refused_with_the_reason() -> None:
    start, end = MONDAY, MONDAY + timedelta(days=4)
    clerk, officer, police = seat("clerk"), seat("officer"), seat("police_officer")
    leaves.enter(clerk, officer, start, end, by=clerk.account_id, actor=world.actor("clerk"))
    cases = [
        (clerk, None, start, end, leaves.OVERLAP),
        (officer, None, start, end, leaves.STANDS_IN),
        (seat("seal_clerk"), clerk, start, end, leaves.AWAY),
        (officer, police, end + timedelta(days=3), end + timedelta(days=4), leaves.TWO_POWERS),
        (seat("leader"), seat("other_clerk"), start, end, leaves.ELSEWHERE),
        (seat("leader"), seat("leader"), start, end, leaves.SELF),
        (seat("leader"), None, end, start, leaves.WRONG_DAYS),
        (seat("leader"), None, date(2026, 11, 28), date(2026, 11, 29), leaves.NO_WORK),
        (seat("leader"), None, date(2020, 1, 1), end, leaves.PAST),
        (seat("leader"), None, start, start + timedelta(days=400), leaves.TOO_LONG),
    ]
    for absent, substitute, first, last, sentence in cases:
        with pytest.raises(Invalid) as refusal:
            leaves.check(absent, substitute, first, last)
        assert refusal.value.message == sentence, (refusal.value, sentence)


def test_somebody_of_two_offices_works_where_they_chose() -> None:
    account = world.account("clerk")
    other = Agency.objects.get(code="H42.37.118")
    Officer.objects.create(
        account=account, agency=other, post_title="Văn thư", roles=["seal_clerk"], valid_from=date(2025, 7, 2)
    )
    assert api.actor_for(account).agency == other.id
    commune = world.commune()
    with CaptureQueriesContext(connection) as seen:
        chosen = api.actor_for(account, office=commune.id)
    assert len(seen) == 1
    assert (chosen.agency, chosen.roles) == (commune.id, frozenset({"clerk"}))
    elsewhere = Agency.objects.get(code="H42")
    assert api.actor_for(account, office=elsewhere.id).agency == other.id, (
        "nobody chooses an office they have no post at"
    )


def test_the_province_reaches_every_commune_and_a_commune_itself() -> None:
    commune = set(reach.offices(world.actor("administrator")).values_list("code", flat=True))
    assert commune == {"H42.37.117", "H42.37.117.01"}
    province = set(reach.offices(world.actor("province")).values_list("code", flat=True))
    assert {"H42", "H42.12", "H42.37.117", "H42.37.118"} <= province
    assert not reach.offices(world.actor("leader")).exists()


def change(why: str = "QĐ 12") -> Wish:
    held = seat("clerk")
    return Wish(
        Proposal.Kind.CHANGE, held.account, held.agency, why, held, title="Cán bộ tiếp nhận", roles=["clerk", "leader"]
    )


def test_a_change_takes_two_and_nobody_decides_for_themselves() -> None:
    maker, other = world.actor("administrator"), second_administrator()
    made = proposals.propose(change(), actor=maker)
    assert world.actor("clerk").roles == {"clerk"}
    with pytest.raises(Invalid, match="Đã có đề nghị"):
        proposals.propose(change(), actor=other)
    for actor, words in ((maker, "Bạn đã đề nghị"), (world.actor("leader"), "đã được xử lý")):
        with pytest.raises(Invalid, match=words):
            proposals.decide(made.id, True, actor=actor)
    proposals.decide(made.id, True, actor=other)
    assert world.actor("clerk").roles == {"clerk", "leader"}
    with pytest.raises(Invalid, match="đã được xử lý"):
        proposals.decide(made.id, True, actor=world.actor("province"))
    kinds = [fact.kind for fact in journal.entries(persons.subject(world.account("clerk")))]
    assert kinds[-2:] == ["officer.role_proposed", "officer.role_approved"]


def test_what_is_about_me_others_decide() -> None:
    other = second_administrator()
    held = Officer.objects.get(account_id=other.account)
    wish = Wish(Proposal.Kind.CHANGE, held.account, held.agency, "x", held, title="Lãnh đạo", roles=["leader"])
    made = proposals.propose(wish, actor=world.actor("administrator"))
    with pytest.raises(Invalid, match="chính bạn"):
        proposals.decide(made.id, True, actor=other)
    proposals.decide(made.id, False, actor=world.actor("province"), answer="Chưa có quyết định.")
    assert api.actor_for(held.account).roles == {"administrator"}


def test_a_proposal_that_nobody_decided_is_worth_nothing_after_two_weeks() -> None:
    made = proposals.propose(change(), actor=world.actor("administrator"))
    Proposal.objects.filter(pk=made.pk).update(expires_at=clock.now() - timedelta(seconds=1))
    with pytest.raises(Invalid, match="hết hạn"):
        proposals.decide(made.id, True, actor=world.actor("province"))


def test_the_second_factor_and_the_directory_take_two_as_well() -> None:
    account = world.account("leader")
    Authenticator.objects.update_or_create(account=account, defaults={"secret": b"x"})
    maker, province = world.actor("administrator"), world.actor("province")
    reset = proposals.propose(Wish(Proposal.Kind.FACTOR, account, world.commune(), "Mất máy"), actor=maker)
    link = Wish(Proposal.Kind.LINK, account, world.commune(), "QĐ", directory_subject="sub-17")
    linked = proposals.propose(link, actor=maker)
    assert Authenticator.objects.filter(account=account).exists()
    proposals.decide(reset.id, True, actor=province)
    proposals.decide(linked.id, True, actor=province)
    assert not Authenticator.objects.filter(account=account).exists()
    assert Identity.objects.get(provider=enacting.PROVIDER, subject="sub-17").account_id == account.pk


def test_the_account_of_somebody_with_a_post_elsewhere_is_not_a_matter_of_one_commune() -> None:
    province = world.account("province")
    Officer.objects.create(
        account=province, agency=world.commune(), post_title="Biệt phái", roles=["clerk"], valid_from=date(2025, 7, 1)
    )
    wish = Wish(Proposal.Kind.FACTOR, province, world.commune(), "x")
    with pytest.raises(Invalid, match="phạm vi"):
        proposals.propose(wish, actor=world.actor("administrator"))


@pytest.mark.parametrize(
    "text",
    [
        "Một cửa",
        "Văn thư",
        "Bộ phận tiếp nhận",
        "Cán bộ 1",
        "UBND xã",
        "admin",
        "Quản trị viên",
        "Lan",
        "",
        "Phòng Tư pháp",
    ],
)
def test_a_desk_is_no_person(text: str) -> None:
    with pytest.raises(Invalid):
        persons.name(text)


@pytest.mark.parametrize("text", ["Nguyễn Thị Lan", "Ngô Hải Phong", "H'Hen Niê", "Ban Văn Sơn", "Lê  Văn A-Phủ"])
def test_a_person_is_no_desk(text: str) -> None:
    assert persons.name(text).split()


def test_an_officer_is_found_by_the_one_address_they_have() -> None:
    account = world.account("clerk")
    Account.objects.filter(pk=account.pk).update(email="hanh@xa.example")
    found = api.officer_by_email("Hanh@xa.example ")
    assert found is not None and found.pk == account.pk
    Account.objects.filter(pk=world.account("leader").pk).update(email="hanh@xa.example")
    assert api.officer_by_email("hanh@xa.example") is None
    assert api.officer_by_email("") is None
