"""The dossiers of the demonstration went the real road."""

import pytest

from demo.dossiers import make
from motcua.dossiers.models import Paper
from motcua.journal import api as journal


@pytest.mark.django_db
def test_an_office_finds_something_at_every_desk() -> None:
    made = make()
    for dossier in made:
        dossier.refresh_from_db()
    assert [dossier.state for dossier in made] == ["submitted", "submitted", "accepted", "processing"]
    assert not any(fault for dossier in made for fault in journal.verify(dossier.subject))
    assert Paper.objects.filter(dossier__in=made).exists()
