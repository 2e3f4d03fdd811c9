"""The leader signs the result (ký số): the document is drawn and bears the leader's signature (Decree 30/2020)."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel

from motcua.agencies import api as agencies
from motcua.dossiers.actions.base import Act, Refused
from motcua.dossiers.models import Dossier, Result
from motcua.dossiers.results import document
from motcua.files import api as files
from motcua.journal import kinds
from motcua.signing import api as signing


class Signed(BaseModel):
    number: str
    signer: str
    sha256: str


class Sign(Act):
    transition = "sign"
    kind = kinds.kind("dossier.signed", Signed)
    title = _("Ký số")
    done = _("Lãnh đạo đã ký kết quả")

    def change(self, dossier: Dossier, now: datetime) -> Signed:
        result = Result.objects.get(dossier=dossier)
        result.signed_by, result.signed_at = self.actor.name, now
        result.signer_post = agencies.post_of(self.actor)
        pdf = document.render(dossier, result, now)
        try:
            signed = signing.sign(pdf, holder=f"officer:{self.actor.account}", reason=result.number, at=now)
        except signing.CannotSign as error:
            raise Refused(str(error)) from error
        result.file = files.store_bytes(
            signed, name=document.file_name(dossier), mime="application/pdf", subject=dossier.subject, actor=self.actor
        )
        result.save()
        return Signed(number=result.number, signer=self.actor.name, sha256=result.file.sha256)
