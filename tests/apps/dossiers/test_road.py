"""The whole road of a dossier through its actions: states, clock, messages, journal, guards."""

from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from motcua.agencies import api as agencies
from motcua.agencies import calendars
from motcua.dossiers import drafting, lifecycle, pin, policy, queries, supplements
from motcua.dossiers.actions.base import Refused, derivation
from motcua.dossiers.actions.return_result import fee_due
from motcua.dossiers.actions.submit import Incomplete
from motcua.dossiers.models import Dossier, Paper
from motcua.journal import api as journal
from motcua.kit import clock
from motcua.kit.references import is_submission_code, parse_dossier_code
from tests.support import dossiers, world

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=clock.HANOI)


def test_submission_gives_a_code_that_stays_valid_after_receipt() -> None:
    found = dossiers.received()
    assert is_submission_code(found.submission_code)
    assert parse_dossier_code(found.code).prefix == world.commune().code_prefix
    assert pin.by_code(found.submission_code) == pin.by_code(found.code) == found


def test_a_new_pin_is_the_owners_to_ask_for_and_ends_the_old_one() -> None:
    found = dossiers.received()
    old = pin.of(found)
    assert pin.open_by(found.code, old, ip="203.0.113.7") == found
    with pytest.raises(policy.Forbidden):
        pin.renew(found, world.actor("other_citizen"))
    pin.renew(found, world.actor("citizen"))
    found.refresh_from_db()
    assert pin.open_by(found.code, old, ip="203.0.113.7") is None
    assert pin.open_by(found.code, pin.of(found), ip="203.0.113.7") == found


def test_receipt_starts_the_clock_and_promises_a_date() -> None:
    with clock.travel(MONDAY):
        found = dossiers.received()
    assert found.due_at == datetime(2026, 11, 23, 17, 0, tzinfo=clock.HANOI)  # the same day, before 15 h
    assert found.due_original == found.due_at
    assert derivation(found).steps


def test_a_date_once_told_stays_when_the_calendar_changes() -> None:
    """A holiday entered later moves no appointment that somebody holds in their hand."""
    with clock.travel(MONDAY):
        found = dossiers.received()
    told = found.due_at
    calendar = world.commune().calendar
    calendar.days.create(date=MONDAY.date(), kind="off", name="Nghỉ bão", source="Công điện")
    calendars.forget()
    try:
        assert not agencies.calendar_for(world.commune().id).is_working(MONDAY.date())
        assert derivation(found).due_at == told
    finally:
        calendars.forget()


def test_a_draft_that_lacks_something_is_not_submitted_and_says_what() -> None:
    found = dossiers.draft()
    Paper.objects.filter(dossier=found).delete()
    with pytest.raises(Incomplete) as refused:
        dossiers.act(found, "submit", "citizen")
    assert [task.kind for task in refused.value.tasks] == ["paper"] * len(refused.value.tasks)


def test_what_was_handed_in_once_is_not_thrown_away_after_it_was_recalled() -> None:
    found = dossiers.act(dossiers.submitted(), "recall", "citizen")
    with pytest.raises(policy.Forbidden):
        drafting.discard(found.pk, world.actor("citizen"))
    assert Dossier.objects.filter(pk=found.pk).exists()


def test_a_paper_nobody_asked_for_is_not_taken() -> None:
    with pytest.raises(policy.Forbidden):
        drafting.add_paper(dossiers.draft(), world.actor("citizen"), "khong-co", dossiers.photograph())


def test_signing_in_takes_over_only_drafts_that_belong_to_nobody() -> None:
    mine, nobodys = dossiers.draft(), dossiers.draft(seed=2)
    Dossier.objects.filter(pk=nobodys.pk).update(owner=None)
    other = world.account("other_citizen")
    assert drafting.claim(other, frozenset({mine.pk, nobodys.pk})) == 1
    assert set(Dossier.objects.filter(owner=other, pk__in=[mine.pk, nobodys.pk])) == {nobodys}


def test_a_second_click_on_submit_changes_nothing() -> None:
    found = dossiers.submitted()
    with pytest.raises(lifecycle.NotAllowed):
        dossiers.act(found, "submit", "citizen")
    assert len(journal.entries(found.subject)) == 1


def test_two_clerks_receive_once() -> None:
    found = dossiers.received()
    with pytest.raises(lifecycle.NotAllowed):
        dossiers.act(found, "receive", "clerk")
    assert Dossier.objects.get(pk=found.pk).code == found.code


def test_the_waiting_time_for_a_supplement_is_the_applicants_not_the_offices() -> None:
    with clock.travel(MONDAY):
        found = dossiers.supplementing()
    with clock.travel(MONDAY + timedelta(days=3)):
        request = supplements.open_request(found)
        assert request is not None
        supplements.add_paper(found, world.actor("citizen"), request.items[0]["key"], dossiers.photograph("grey"))
        found = dossiers.act(found, "answer_supplement", "citizen")
    assert found.due_original is not None and found.due_at is not None
    assert found.due_at > found.due_original
    assert found.due_at.astimezone(clock.HANOI).hour == 17


def test_an_answered_supplement_replaces_the_faulty_paper_and_keeps_it_in_the_history() -> None:
    found = dossiers.answered()
    papers = Paper.objects.filter(dossier=found)
    assert papers.filter(replaced_at=None).count() == papers.exclude(replaced_at=None).count() + papers.count() - 2
    assert papers.exclude(replaced_at=None).count() == 1


def test_a_supplement_with_an_unanswered_item_is_not_sent() -> None:
    found = dossiers.supplementing()
    with pytest.raises(Refused):
        dossiers.act(found, "answer_supplement", "citizen")


def test_the_whole_road_to_a_signed_result() -> None:
    found = dossiers.resolved(delivery="counter")
    with pytest.raises(Refused, match="Số tiền"):
        dossiers.act(found, "return_result", "clerk", identity_checked=True, fee_collected=1)
    returned = dossiers.act(found, "return_result", "clerk", identity_checked=True, fee_collected=fee_due(found) or 0)
    assert returned.state == "returned" and returned.waiting_for == "" and returned.ended_at
    kinds = [fact.kind for fact in journal.entries(found.subject)]
    assert kinds == [
        "dossier.submitted", "dossier.received", "dossier.processing_started", "dossier.proposed",
        "dossier.signed", "dossier.resolved", "dossier.returned",
    ]  # fmt: skip
    assert journal.verify(found.subject) == []


def test_the_leader_cannot_sign_what_the_leader_proposed() -> None:
    found = dossiers.proposed()
    Dossier.objects.filter(pk=found.pk).update(handler=world.account("leader"))
    with pytest.raises(policy.Forbidden):
        dossiers.act(found, "sign", "leader")


def test_a_recalled_dossier_keeps_its_code_and_can_be_submitted_again() -> None:
    found = dossiers.submitted()
    recalled = dossiers.act(found, "recall", "citizen")
    assert recalled.state == "draft" and recalled.waiting_for == "applicant"
    again = dossiers.act(recalled, "submit", "citizen")
    assert again.submission_code == found.submission_code


def test_the_office_can_take_no_dossier_back_from_a_citizen_who_withdrew() -> None:
    found = dossiers.act(dossiers.submitted(), "take_back", "citizen")
    assert found.state == "withdrawn"
    with pytest.raises(lifecycle.NotAllowed):
        dossiers.act(found, "receive", "clerk")


def test_a_withdrawal_after_receipt_needs_the_office() -> None:
    found = dossiers.act(dossiers.processing(), "request_withdrawal", "citizen", reason="Tôi nộp nhầm.")
    assert dossiers.act(found, "approve_withdrawal", "clerk").state == "withdrawn"
    other = dossiers.act(dossiers.processing(), "request_withdrawal", "citizen", reason="Tôi nộp nhầm.")
    assert dossiers.act(other, "decline_withdrawal", "leader", reason="Đã có kết quả.").state == "processing"


@pytest.mark.parametrize(
    "change",
    ["UPDATE dossiers_dossier SET state = 'returned'", "DELETE FROM dossiers_dossier WHERE state <> 'draft'"],
)
def test_the_database_refuses_what_goes_round_the_actions(change: str) -> None:
    from django.db import connection

    dossiers.submitted()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


def test_the_clock_of_the_dossier_is_the_fold_of_its_journal() -> None:
    found = dossiers.answered()
    told = [{**event, "effect": lifecycle.transition(event["reason"]).clock} for event in found.clock]
    by_time = {fact.at.isoformat() for fact in journal.entries(found.subject)}
    assert told == found.clock and {event["at"] for event in found.clock} <= by_time


def test_exactly_one_role_is_waited_for_until_the_end() -> None:
    seen = {
        make().waiting_for
        for make in (dossiers.draft, dossiers.submitted, dossiers.received, dossiers.supplementing, dossiers.proposed)
    }
    assert seen == {"applicant", "clerk", "civil_status_officer", "leader"}


def test_the_inbox_holds_what_waits_for_me_most_urgent_first() -> None:
    first, second = dossiers.received(), dossiers.received()
    page = queries.inbox(world.actor("officer"))
    assert {row.id for row in page.rows} >= {first.id, second.id}
    assert queries.inbox(world.actor("other_officer")).rows == []
    assert not {first.id, second.id} & {row.id for row in queries.inbox(world.actor("clerk")).rows}
