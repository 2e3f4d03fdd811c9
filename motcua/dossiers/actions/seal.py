"""The seal clerk adds the organisation's signature (đóng dấu số): the result is complete, the clock stops."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel

from motcua.agencies import api as agencies
from motcua.catalogue import api as catalogue
from motcua.dossiers import roles
from motcua.dossiers.actions.base import Act, Refused
from motcua.dossiers.models import Dossier, Result
from motcua.dossiers.results import document
from motcua.files import api as files
from motcua.journal import kinds
from motcua.signing import api as signing


class Resolved(BaseModel):
    number: str
    sha256: str


class Seal(Act):
    transition = "seal"
    kind = kinds.kind("dossier.resolved", Resolved)
    title = _("Đóng dấu số")
    done = _("Đã có kết quả")

    def change(self, dossier: Dossier, now: datetime) -> Resolved:
        result = Result.objects.select_related("file").get(dossier=dossier)
        if result.file is None or dossier.agency_id is None:
            raise Refused(str(_("Kết quả chưa có chữ ký của lãnh đạo.")))
        police = roles.is_police(catalogue.version(dossier.version_id).route)
        holder = f"{'police' if police else 'agency'}:{agencies.agency(dossier.agency_id).code}"
        try:
            sealed = signing.sign(files.read_bytes(result.file), holder=holder, reason=result.number, at=now)
        except signing.CannotSign as error:
            raise Refused(str(error)) from error
        result.file = files.store_bytes(
            sealed, name=document.file_name(dossier), mime="application/pdf", subject=dossier.subject, actor=self.actor
        )
        result.sealed_at = now
        result.save()
        return Resolved(number=result.number, sha256=result.file.sha256)
