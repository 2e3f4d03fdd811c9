"""A procedure that changes while somebody fills it in: consent, nothing lost, and running dossiers stay as they are."""

import pytest
from django.test import Client
from django.urls import reverse

from motcua.catalogue import api as catalogue
from motcua.catalogue import drafts, publishing
from motcua.catalogue.models import Procedure
from motcua.dossiers import renewing
from motcua.dossiers.actions.submit import Outdated
from motcua.dossiers.models import Dossier
from motcua.forms import api as forms
from motcua.forms.schema import FormDefinition
from motcua.kit.actor import Actor
from tests.support import dossiers, world

pytestmark = pytest.mark.django_db
PUBLISHER = Actor(None, "Tạ Diệu Linh", "officer")


def publish_newer(fee_text: str = "Lệ phí mới") -> None:
    """The birth procedure with another form: the number of the birth notice is gone, a question has come."""
    version = catalogue.published(dossiers.BIRTH)
    document = catalogue.document(version)
    assert version.form_id is not None
    body = forms.definition(version.form_id).model_dump(mode="json", exclude_defaults=True)
    child = next(section for section in body["sections"] if section["key"] == "child")
    child["fields"] = [field for field in child["fields"] if field["key"] != "notice_number"]
    child["fields"].append({"key": "weight", "kind": "text", "label": "Cân nặng khi sinh", "source": "Thử"})
    body.pop("legal", None)
    forms.publish(FormDefinition.model_validate(body))
    content = document.content.model_copy(update={"fee_text": fee_text})
    asked = ["requester.full_name", "child.full_name"]
    draft = drafts.save(document.model_copy(update={"content": content, "legal_fields": asked}), by="Tạ Diệu Linh")
    publishing.enact(draft, Procedure.objects.get(code=dossiers.BIRTH), PUBLISHER)


def test_an_outdated_draft_is_not_sent_before_its_applicant_agrees() -> None:
    draft = dossiers.draft()
    publish_newer()
    with pytest.raises(Outdated, match="bản mới"):
        dossiers.act(draft, "submit", "citizen")
    assert Dossier.objects.get(id=draft.id).answers == draft.answers


def test_what_fits_goes_over_and_the_rest_is_set_aside_in_words() -> None:
    draft = dossiers.draft()
    draft.answers["child"]["notice_number"] = "00123/2026/CS"
    draft.typed = {"child": {"full_name": "Nguyễn"}}
    draft.save()
    publish_newer()
    version = renewing.newer(draft)
    assert version is not None
    shown = renewing.renewal(draft, version)
    assert [change.title for change in shown.changes] == ["Phí, lệ phí"]
    assert shown.questions == ("Cân nặng khi sinh",)
    assert [one.text for one in shown.carried.left] == ["00123/2026/CS"]
    renewing.renew(draft.id, world.actor("citizen"), version.id)
    renewing.renew(draft.id, world.actor("citizen"), version.id)  # a second click
    after = Dossier.objects.get(id=draft.id)
    without = {key: value for key, value in draft.answers["child"].items() if key != "notice_number"}
    assert after.answers == {**draft.answers, "child": without}
    assert after.version_id == version.id and after.typed == draft.typed
    assert [one["text"] for one in after.set_aside] == ["00123/2026/CS"]
    after.typed = {}
    after.save()
    assert dossiers.act(after, "submit", "citizen").state == "submitted"


def test_a_recalled_dossier_stays_under_the_version_it_was_handed_in_with() -> None:
    sent = dossiers.submitted()
    publish_newer()
    recalled = dossiers.act(sent, "recall", "citizen")
    assert renewing.newer(recalled) is None
    assert dossiers.act(recalled, "submit", "citizen").version_id == sent.version_id


def test_the_citizen_sees_what_changed_and_agrees_with_one_press(client: Client) -> None:
    draft = dossiers.draft()
    client.force_login(world.account("citizen"))
    address = reverse("draft_renew", args=[dossiers.BIRTH, draft.id])
    assert client.get(address).headers["Location"] == reverse("draft", args=[dossiers.BIRTH, draft.id])
    publish_newer()
    tasks = reverse("draft", args=[dossiers.BIRTH, draft.id])
    assert address in client.get(tasks).content.decode()
    page = client.get(address).content.decode()
    assert "Lệ phí mới" in page and "Cân nặng khi sinh" in page
    assert client.post(address, {"version": "x"}).status_code == 422
    wanted = str(catalogue.published(dossiers.BIRTH).id)
    assert client.post(address, {"version": wanted}).status_code == 302
    assert Dossier.objects.get(id=draft.id).version_id == catalogue.published(dossiers.BIRTH).id


def test_another_citizen_cannot_take_a_draft_over(client: Client) -> None:
    draft = dossiers.draft()
    publish_newer()
    client.force_login(world.account("other_citizen"))
    assert client.post(reverse("draft_renew", args=[dossiers.BIRTH, draft.id])).status_code == 404
