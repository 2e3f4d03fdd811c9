"""Form versions in the database: loaded once, kept for ever, read without a statement."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import IntegrityError, InternalError, connection, transaction
from django.test.utils import CaptureQueriesContext

from motcua.forms import api, library
from motcua.forms.models import FormVersion

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
