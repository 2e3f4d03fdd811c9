"""Form versions in the database: loaded once, kept for ever, read without a statement."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import IntegrityError, InternalError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from motcua.forms import api, drafts, library
from motcua.forms.models import FormDraft, FormVersion
from motcua.kit.actor import Actor
from tests.support import world

pytestmark = pytest.mark.django_db


def test_loading_the_same_file_twice_finds_the_same_version(root: Path) -> None:
    path = root / "library" / "forms" / "khai-sinh.yaml"
    first = api.load(path)
    assert first.key == "khai-sinh" and first.published_at is not None
    assert api.load(path) == first
    assert FormVersion.objects.filter(key="khai-sinh", digest=first.digest).count() == 1


def test_a_changed_form_is_a_new_version_and_the_old_one_stays(root: Path) -> None:
    form = library.definition("trich-luc").model_copy(update={"key": "thu-ban-sao"})
    old = api.publish(form)
    new = api.publish(form.model_copy(update={"title": "Tờ khai mới"}))
    assert (old.number, new.number) == (1, 2)
    assert api.current("thu-ban-sao") == new
    assert api.definition(old.id).title == form.title


def test_people_go_back_to_what_an_earlier_version_said() -> None:
    form = library.definition("trich-luc").model_copy(update={"key": "thu-ban-sao"})
    old, new = api.publish(form), api.publish(form.model_copy(update={"title": "Tờ khai mới"}))
    assert api.publish(form) == old and api.current("thu-ban-sao") == new, "files that ship undo nothing"
    drafts.save("thu-ban-sao", drafts.written(form), by="Tạ Diệu Linh", revision=0)
    revision = FormDraft.objects.get(key="thu-ban-sao").revision
    back = drafts.publish("thu-ban-sao", Actor(None, "Tạ Diệu Linh", "officer"), revision=revision)
    assert back.number == 3 and back.digest == old.digest
    assert api.current("thu-ban-sao") == back == api.publish(form) == api.publish(form, again=True)


def test_a_page_of_a_draft_thrown_away_does_not_fit_the_next_one() -> None:
    opened = drafts.save("thu-ban-sao", "key: thu-ban-sao", by="An", revision=0).revision
    drafts.discard("thu-ban-sao")
    drafts.save("thu-ban-sao", "key: thu-ban-sao\n# hai", by="Hoa", revision=0)
    with pytest.raises(drafts.EditedMeanwhile):
        drafts.save("thu-ban-sao", "key: thu-ban-sao\n# mot", by="An", revision=opened)


def test_a_draft_thrown_away_while_it_is_published_is_told(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    form = library.definition("trich-luc").model_copy(update={"key": "thu-ban-sao"})
    draft = drafts.save("thu-ban-sao", drafts.written(form), by="An", revision=0)
    monkeypatch.setattr(drafts, "of", lambda key: draft)
    FormDraft.objects.all().delete()
    client.force_login(world.account("province"))
    address = reverse("form_publish", args=["thu-ban-sao"])
    page = client.post(address, {"revision": str(draft.revision)}, follow=True)
    assert page.status_code == 200 and "không có bản nháp" in page.content.decode()


def test_every_shipped_form_comes_back_equal(root: Path) -> None:
    for path in library.shipped():
        version = api.load(path)
        assert api.definition(version.pk) == library.read(path)


@pytest.mark.parametrize(
    "change",
    [
        lambda version: FormVersion.objects.filter(pk=version.pk).update(definition={}),
        lambda version: FormVersion.objects.filter(pk=version.pk).update(published_at=None),
        lambda version: FormVersion.objects.filter(pk=version.pk).delete(),
    ],
)
def test_the_database_itself_keeps_a_published_version(change: Callable[[FormVersion], object]) -> None:
    version = api.publish(library.definition("khai-tu"))
    with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
        change(version)
    assert FormVersion.objects.get(pk=version.pk).definition == version.definition


def test_a_draft_may_still_change() -> None:
    form = library.definition("khai-tu")
    body = form.model_dump(mode="json", exclude_defaults=True)
    draft = FormVersion.objects.create(key="thu-nhap", number=1, title="nháp", definition=body, digest="0" * 64)
    draft.title = "nháp hai"
    draft.save()
    draft.delete()
    assert not FormVersion.objects.filter(key="thu-nhap").exists()


def test_a_definition_is_read_from_the_database_once_in_a_process() -> None:
    version = api.publish(library.definition("ket-hon"))
    api.definition(version.id)
    with CaptureQueriesContext(
        connection,
    ) as statements:
        assert api.definition(version.id).key == "ket-hon"
    assert len(statements) == 0
