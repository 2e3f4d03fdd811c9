"""Nobody puts an online service in force that was not rehearsed; what was rehearsed once is not rehearsed again."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from motcua.catalogue import api as catalogue
from motcua.catalogue import drafts, publishing, versions
from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.schema import ProcedureFile
from motcua.forms import api as forms
from motcua.forms import library
from motcua.forms.schema import FormDefinition
from motcua.kit.actor import Actor
from motcua.rehearsal import api, gate, record, store
from motcua.rehearsal.models import Rehearsed
from tests.apps.backstage import catalogue as catalogue_pages
from tests.support import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("doubting")]
DEATH = "1.000656"
OFFICER = Actor(None, "Tạ Diệu Linh", "officer")


def changed_form(**more: Any) -> FormDefinition:
    """The shipped declaration of a death with another title, so that no record knows it."""
    known = library.definition("khai-tu").model_dump(mode="json", exclude_defaults=True)
    return FormDefinition.model_validate({**known, "title": "Tờ khai của tỉnh", **more})


def drafted(form: FormDefinition, **more: Any) -> ProcedureVersion:
    forms.publish(form)
    document = catalogue.document(catalogue.published(DEATH)).model_copy(update=more)
    return drafts.save(ProcedureFile.model_validate(document.model_dump()), by=OFFICER.name)


def publish(draft: ProcedureVersion) -> ProcedureVersion:
    return publishing.publish(draft, OFFICER, decision="9/QĐ-UBND", decision_date=date(2026, 11, 20))


def lacking(version: ProcedureVersion) -> set[str]:
    return {one.condition.key for one in catalogue.prove(version, world.commune().id).lacking(3)}


def test_what_ships_is_known_to_be_rehearsed_without_a_single_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "rehearse", lambda *given, **more: pytest.fail("no need"))
    shipped = catalogue.published(DEATH)
    assert "rehearsed" not in lacking(shipped) and not Rehearsed.objects.exists()


def test_a_draft_is_rehearsed_when_it_is_published_and_then_online() -> None:
    draft = drafted(changed_form())
    assert "rehearsed" in lacking(draft)
    version = publish(draft)
    kept = Rehearsed.objects.get()
    assert kept.green and kept.taken == kept.branches > 50 and kept.code == DEATH
    assert "rehearsed" not in lacking(version) and catalogue.prove(version, world.commune().id).level >= 3


def test_a_draft_that_breaks_is_refused_with_what_broke_and_nothing_changes() -> None:
    checks = [{
        "rule": "copies.count > 100", "at": "copies.count", "message": "Hãy ghi hơn 100 bản.", "source": "thử",
    }]  # fmt: skip
    draft = drafted(changed_form(checks=checks))
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
    publish(drafted(changed_form()))
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
    monkeypatch.setattr(gate, "SECONDS", 0.001)
    with pytest.raises(publishing.Refused, match="chưa đi được nhánh"):
        publish(drafted(changed_form()))


def test_loading_catches_up_with_what_no_record_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    shipped = catalogue.published(DEATH)
    monkeypatch.setattr(record, "lines", dict)
    store.forget()
    done = api.catch_up([shipped])
    assert [one.code for one in done] == [DEATH] and done[0].green
    assert api.catch_up([shipped]) == [] and "rehearsed" not in lacking(shipped)
    versions.forget()


def test_the_page_of_publishing_says_what_broke_and_then_publishes_what_was_mended() -> None:
    province = catalogue_pages.browser("province")
    address = reverse("catalogue_publish", args=[DEATH])
    wrong = [{"rule": "copies.count > 100", "at": "copies.count", "message": "Hãy ghi hơn 100 bản.", "source": "thử"}]
    for checks, words, status in ((wrong, "Chạy thử chưa đạt", 422), ([], "Đã công bố", 200)):
        drafted(changed_form(checks=checks))
        data = catalogue_pages.form_of(province.get(address).text)
        decided = {"decision": "12/QĐ-UBND", "decision_date": "20/11/2025"}
        answer = province.post(address, data | decided, follow=True)
        assert answer.status_code == status and words in answer.text
    assert catalogue.prove(catalogue.published(DEATH), world.commune().id).level >= 3
