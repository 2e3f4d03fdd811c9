"""Nobody puts an online service in force that was not rehearsed; what was rehearsed once is not rehearsed again."""

import pytest

from motcua.catalogue import api as catalogue
from motcua.catalogue import publishing, versions
from motcua.catalogue.models import ProcedureVersion
from motcua.rehearsal import api, jobs, record, store
from motcua.rehearsal.models import Rehearsed
from tests.apps.rehearsal.drafts import DEATH, OFFICER, WRONG, changed_form, drafted, publish, rehearsed
from tests.support import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("doubting")]


def lacking(version: ProcedureVersion) -> set[str]:
    return {one.condition.key for one in catalogue.prove(version, world.commune().id).lacking(3)}


def test_what_ships_is_known_to_be_rehearsed_without_a_single_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "rehearse", lambda *given, **more: pytest.fail("no need"))
    shipped = catalogue.published(DEATH)
    assert "rehearsed" not in lacking(shipped) and not Rehearsed.objects.exists()


def test_a_draft_that_was_not_rehearsed_is_refused_and_nothing_is_rehearsed_meanwhile(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(api, "rehearse", lambda *given, **more: pytest.fail("somebody waits for this page"))
    before = catalogue.published(DEATH).id
    with pytest.raises(publishing.Refused, match="chưa chạy thử"):
        publish(drafted(changed_form()))
    assert catalogue.published(DEATH).id == before and not Rehearsed.objects.exists()


def test_a_draft_is_rehearsed_before_it_is_published_and_then_online() -> None:
    draft = drafted(changed_form())
    assert "rehearsed" in lacking(draft)
    rehearsed(draft)
    version = publish(draft)
    kept = Rehearsed.objects.get()
    assert kept.green and kept.taken == kept.branches > 50 and kept.code == DEATH
    assert "rehearsed" not in lacking(version) and catalogue.prove(version, world.commune().id).level >= 3


def test_a_draft_that_breaks_is_refused_with_what_broke_and_nothing_changes() -> None:
    draft = drafted(changed_form(checks=WRONG))
    rehearsed(draft)
    before = catalogue.published(DEATH).id
    with pytest.raises(publishing.Refused, match="Chạy thử chưa đạt") as refused:
        publish(draft)
    assert "không câu trả lời nào qua được" in str(refused.value)
    assert catalogue.published(DEATH).id == before and not Rehearsed.objects.get().green
    assert "không câu trả lời nào qua được" in _said(draft), "the proof names it too"


def _said(draft: ProcedureVersion) -> str:
    proof = catalogue.prove(draft)
    return next(one.said for one in proof.findings if one.condition.key == "rehearsed")


def test_the_same_content_is_not_rehearsed_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    publish(rehearsed(drafted(changed_form())))
    monkeypatch.setattr(api, "rehearse", lambda *given, **more: pytest.fail("it is known"))
    content = catalogue.document(catalogue.published(DEATH)).content.model_copy(update={"summary": "Lời khác."})
    publish(drafted(changed_form(), content=content))
    store.forget()  # another process
    assert "rehearsed" not in lacking(catalogue.published(DEATH))


def test_what_would_not_be_online_anyway_is_published_without_a_rehearsal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "rehearse", lambda *given, **more: pytest.fail("no need"))
    version = publish(drafted(changed_form(), result=None))
    assert catalogue.prove(version).level == 2


def test_without_a_decision_nobody_waits_for_a_rehearsal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "rehearse", lambda *given, **more: pytest.fail("no need"))
    with pytest.raises(publishing.Refused, match="quyết định"):
        publishing.publish(drafted(changed_form()), OFFICER, decision=" ", decision_date=None)


def test_a_rehearsal_out_of_time_refuses_and_names_what_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "MOST_SECONDS", 0.001)
    with pytest.raises(publishing.Refused, match="chưa đi được nhánh"):
        publish(rehearsed(drafted(changed_form())))


def test_a_draft_changed_after_its_rehearsal_needs_another_one() -> None:
    rehearsed(drafted(changed_form()))
    other = changed_form(title="Tờ khai đã sửa")
    with pytest.raises(publishing.Refused, match="chưa chạy thử"):
        publish(drafted(other))
    assert Rehearsed.objects.get().green


def test_loading_catches_up_with_what_no_record_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    shipped = catalogue.published(DEATH)
    monkeypatch.setattr(record, "lines", dict)
    store.forget()
    done = api.catch_up([shipped])
    assert [one.code for one in done] == [DEATH] and done[0].green
    assert api.catch_up([shipped]) == [] and "rehearsed" not in lacking(shipped)
    versions.forget()
