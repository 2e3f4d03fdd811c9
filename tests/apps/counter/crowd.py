"""Many dossiers quickly: the same answers and papers, each submitted by the real act."""

from motcua.dossiers.models import Dossier, Paper
from motcua.kit import clock
from tests.support import dossiers

KEPT = ("version", "form", "agency", "owner", "answers", "contact_name", "phone", "email", "delivery_method")


def crowd(count: int) -> list[Dossier]:
    """So many submitted dossiers of one citizen."""
    first = dossiers.submitted()
    papers = list(Paper.objects.filter(dossier=first))
    found = [first]
    for _number in range(count - 1):
        now = clock.now()
        draft = Dossier.objects.create(
            **{field: getattr(first, field) for field in KEPT}, created_at=now, updated_at=now
        )
        Paper.objects.bulk_create(
            [Paper(dossier=draft, component=paper.component, file_id=paper.file_id) for paper in papers]
        )
        found.append(dossiers.act(draft, "submit", "citizen"))
    return found
