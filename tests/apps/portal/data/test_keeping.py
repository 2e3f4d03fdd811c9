"""Retention: told before, deleted once its time is over, never what was issued or what the journal says."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.storage import storages
from django.db import transaction

from motcua.dossiers import clearing, keeping, reminding, retention
from motcua.dossiers.actions.return_result import fee_due
from motcua.dossiers.models import Dossier, Paper, Party, Result
from motcua.files.models import StoredFile
from motcua.journal import api as journal
from motcua.kit import clock
from motcua.messaging.models import Message
from tests.support import dossiers, world

pytestmark = pytest.mark.django_db
RULES = {
    "notice_days": [90, 30], "drafts": {"days": 90, "remind_days": 14},
    "rules": [
        {"key": "kept", "title": "Giữ", "states": ["withdrawn"], "years": 50, "basis": "x", "verified": True},
        {"key": "all", "title": "Khác", "years": 2, "basis": "x", "verified": True},
    ],
}  # fmt: skip
YEARS = timedelta(days=2 * 365 + 1)


def _rules(**more: Any) -> retention.Schedule:
    return retention.parsed({**RULES, **more})


def _ended() -> Dossier:
    found = dossiers.resolved(seed=6, delivery="counter")
    return dossiers.act(found, "return_result", "clerk", identity_checked=True, fee_collected=fee_due(found) or 0)


def _invited_to(dossier: Dossier) -> None:
    Party.objects.create(
        dossier=dossier, part="cosigner", phone="0987000333", name="Lê Thị Ký", digest="x", standing="signed",
        invited_at=clock.now(),
    )  # fmt: skip


def _on(day: datetime, **more: Any) -> dict[str, int]:
    with clock.travel(day):
        return keeping.run(rules=_rules(**more)).counts


def test_an_ended_dossier_is_told_twice_then_emptied_and_its_result_stays() -> None:
    dossier = _ended()
    _invited_to(dossier)
    end, chain = dossier.ended_at, len(journal.entries(dossier.subject))
    assert end is not None
    bytes_of = [paper.file.storage_key for paper in dossier.papers.select_related("file")]
    assert _on(end + YEARS - timedelta(days=91)) == {}
    assert _on(end + YEARS - timedelta(days=89)) == {"all_notice_90": 1}
    assert _on(end + YEARS - timedelta(days=88)) == {}
    assert _on(end + YEARS - timedelta(days=29)) == {"all_notice_30": 1}
    assert _on(end + YEARS - timedelta(days=1)) == {}
    assert Message.objects.filter(purpose="papers_expire", channel="sms").count() == 2
    assert _on(end + YEARS + timedelta(days=2)) == {"all_cleared": 1}
    dossier.refresh_from_db()
    assert (dossier.answers, dossier.contact_name, dossier.phone, dossier.email) == ({}, "", "", "")
    assert clearing.cleared(dossier)
    assert not Paper.objects.filter(dossier=dossier).exists()
    assert not dossier.parties.exists(), "names and telephones of who helped or agreed"
    result = Result.objects.get(dossier=dossier)
    assert result.file is not None
    assert storages["files"].exists(result.file.storage_key)
    assert list(StoredFile.objects.filter(subject=dossier.subject)) == [result.file]
    assert not StoredFile.objects.filter(storage_key__in=bytes_of).exists()
    assert len(journal.entries(dossier.subject)) == chain
    assert journal.verify(dossier.subject) == journal.verify(reminding.subject(dossier.pk)) == []
    assert _on(end + YEARS + timedelta(days=3)) == {}


def test_nothing_is_emptied_before_its_last_notice_is_a_month_old() -> None:
    dossier = _ended()
    late = dossier.ended_at + YEARS + timedelta(days=400)  # type: ignore[operator]
    assert _on(late) == {"all_notice_90": 1, "all_notice_30": 1}
    assert _on(late + timedelta(days=29)) == {}
    assert _on(late + timedelta(days=31)) == {"all_cleared": 1}


def test_the_first_rule_that_fits_decides_and_no_shorter_one_after_it() -> None:
    dossier = _ended()
    long = {"key": "returned", "title": "Giữ", "states": ["returned"], "years": 50, "basis": "x", "verified": True}
    rules = _rules(rules=[long, *RULES["rules"][1:]])
    found = [rule.key for rule in rules.rules if Dossier.objects.filter(rules.of(rule), pk=dossier.pk).exists()]
    assert found == ["returned"]
    late = dossier.ended_at + YEARS + timedelta(days=400)  # type: ignore[operator]
    assert _on(late, rules=[long, *RULES["rules"][1:]]) == {}


def test_a_rule_nobody_verified_deletes_nothing_and_is_reported() -> None:
    dossier = _ended()
    rules = [{"key": "all", "title": "Khác", "years": 2, "basis": "Chưa xác minh", "verified": False}]
    with clock.travel(dossier.ended_at + YEARS + timedelta(days=400)):  # type: ignore[operator]
        plan = keeping.run(rules=_rules(rules=rules))
    assert (plan.counts, plan.waiting) == ({}, {"all": 1})


def test_the_rules_that_are_shipped_can_be_read_and_wait_for_the_office() -> None:
    rules = retention.schedule()
    assert rules.drafts == retention.Drafts(days=90, remind_days=14)
    assert all(rule.verified or "Chưa xác minh" in rule.basis for rule in rules.rules)
    assert not rules.rules[-1].states
    assert not rules.rules[-1].fields
    assert len(keeping.told()) == len(rules.rules) + 1


def test_an_idle_draft_is_told_then_deleted_and_one_that_is_touched_stays() -> None:
    idle, used = dossiers.draft(), dossiers.draft(seed=2)
    touched = idle.updated_at
    key = idle.papers.select_related("file")[0].file.storage_key
    assert _on(touched + timedelta(days=75)) == {}
    assert _on(touched + timedelta(days=77)) == {"draft_reminded": 2}
    assert _on(touched + timedelta(days=78)) == {}
    assert Message.objects.filter(purpose="draft_idle", recipient=idle.phone).count() == 2
    Dossier.objects.filter(pk=used.pk).update(updated_at=touched + timedelta(days=80))
    assert _on(touched + timedelta(days=92)) == {"draft_deleted": 1}
    assert not Dossier.objects.filter(pk=idle.pk).exists()
    assert not StoredFile.objects.filter(storage_key=key).exists()
    assert Dossier.objects.filter(pk=used.pk).exists()


def test_a_draft_used_after_its_notice_waits_for_another_one() -> None:
    draft, drafts = dossiers.draft(), _rules().drafts
    told = draft.updated_at + timedelta(days=77)
    assert reminding.draft(draft.pk, drafts, told)
    Dossier.objects.filter(pk=draft.pk).update(updated_at=told + timedelta(days=1))
    assert clearing.draft(draft.pk, drafts, told + timedelta(days=100)) == clearing.WAIT


def test_a_draft_without_a_telephone_goes_without_a_message() -> None:
    draft = dossiers.draft()
    Dossier.objects.filter(pk=draft.pk).update(owner=None, phone="", email="", contact_name="")
    assert _on(draft.updated_at + timedelta(days=77)) == {"draft_reminded": 1}
    assert not Message.objects.filter(purpose="draft_idle").exists()
    assert _on(draft.updated_at + timedelta(days=92)) == {"draft_deleted": 1}


def test_a_rehearsal_changes_nothing_and_says_what_would_go() -> None:
    draft = dossiers.draft()
    with clock.travel(draft.updated_at + timedelta(days=100)):
        plan = keeping.run(rehearse=True)
    assert plan.counts == {"draft_reminded": 1, "draft_deleted": 1}
    assert ("draft_deleted", draft.pk) in plan.shown
    assert Dossier.objects.filter(pk=draft.pk).exists()
    assert journal.entries(keeping.SUBJECT) == []


def test_a_run_that_is_killed_is_repeated_without_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    made = [dossiers.draft(seed=seed) for seed in range(1, 4)]
    day, tell, told = made[-1].updated_at + timedelta(days=77), reminding.draft, []

    def dies(*given: Any) -> str:
        if len(told) == 2:
            raise KeyboardInterrupt
        told.append(given)
        return tell(*given)

    monkeypatch.setattr(reminding, "draft", dies)
    with pytest.raises(KeyboardInterrupt):
        _on(day)
    monkeypatch.setattr(reminding, "draft", tell)
    _on(day)
    texts = Message.objects.filter(purpose="draft_idle", channel="sms").values_list("about", flat=True)
    assert sorted(texts) == sorted(one.subject for one in made)


def test_a_run_is_bounded_and_the_next_one_goes_on() -> None:
    made = [dossiers.draft(seed=seed) for seed in range(1, 5)]
    with clock.travel(made[-1].updated_at + timedelta(days=77)):
        counts = [keeping.run(rules=_rules(), most=3).counts for _again in range(3)]
    assert counts == [{"draft_reminded": 3}, {"draft_reminded": 1}, {}]
    assert world.account("citizen").pk == made[0].owner_id


def test_the_database_itself_refuses_to_empty_an_ended_dossier_in_silence() -> None:
    dossier = _ended()
    with pytest.raises(Exception, match="does not change"), transaction.atomic():
        Dossier.objects.filter(pk=dossier.pk).update(answers={})
