"""A doubt goes away only by a person who answers for the value: it is never simply taken out."""

from collections import Counter

from django.utils.translation import gettext as _

from motcua.catalogue.models import Confirmation, ProcedureVersion
from motcua.catalogue.schema import ProcedureFile


def words() -> str:
    """What to do instead."""
    return _("Hãy xác nhận giá trị này bằng tên và ngày, thay vì xóa nghi ngờ.")


def dropped(before: ProcedureFile, after: ProcedureFile, version: ProcedureVersion | None) -> list[str]:
    """Items of `before` (the document of `version`) with a doubt that `after` lacks and nobody confirmed."""
    lost = Counter(one.item for one in before.doubts) - Counter(one.item for one in after.doubts)
    if not lost:
        return []
    known = set(Confirmation.objects.filter(version=version).values_list("item", flat=True)) if version else set()
    return [item for item in lost if item not in known]
