"""The officer proposes the result: register data typed and checked, sent up for signature (trình ký)."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel

from motcua.dossiers.actions.base import Act, Refused
from motcua.dossiers.models import Dossier, Result
from motcua.dossiers.results import outcome
from motcua.journal import kinds
from motcua.kit.actor import Actor


class Proposed(BaseModel):
    number: str
    data: dict[str, str]


class FaultyResult(Refused):
    """Some of the result's data is missing or wrong; `problems`: field → message."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__(_("Hãy sửa các mục được đánh dấu rồi trình lại."))
        self.problems = problems


class Propose(Act):
    transition = "propose"
    kind = kinds.kind("dossier.proposed", Proposed)
    title = _("Trình ký kết quả")
    done = _("Công chức trình lãnh đạo ký kết quả")

    def __init__(self, dossier: UUID, actor: Actor, *, data: Mapping[str, str]) -> None:
        super().__init__(dossier, actor)
        self.data = data

    def change(self, dossier: Dossier, now: datetime) -> Proposed:
        data, problems = outcome.read(dossier, self.data)
        if problems:
            raise FaultyResult(problems)
        dossier.handler_id = self.actor.account
        number = outcome.number(data)
        Result.objects.update_or_create(
            dossier=dossier,
            defaults={"number": number, "data": data, "proposed_by": self.actor.name, "file": None},
            create_defaults={
                "number": number, "data": data, "proposed_by": self.actor.name,
                "check_code": secrets.token_hex(8).upper(),
            },
        )  # fmt: skip
        return Proposed(number=number, data=data)
