"""Proposing the result: the register data that the procedure version asks for, and a look at the document."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from motcua.catalogue import api as catalogue
from motcua.counter.blanks.base import Blank, Entry, Faulty, Typed
from motcua.dossiers.models import Result
from motcua.dossiers.results import outcome
from motcua.ui.filters import day

PREFIX = "result-"
NO_CODE = "0" * 16
"""Stands on a draft where the public check code will be."""


class ProposeBlank(Blank):
    preview = "typed"

    def follows(self) -> list[str]:
        return [
            _("Dự thảo kết quả được chuyển lên lãnh đạo ký. Lãnh đạo có thể trả lại kèm ý kiến."),
            _("Bấm “Xem dự thảo” trước khi trình. Người nộp chưa thấy dự thảo."),
        ]

    def asked(self) -> list[Entry]:
        former, dated = self._former(), _("Ngày/tháng/năm, ví dụ 27/3/2026.")
        return [
            Entry(
                PREFIX + field["key"],
                field["label"],
                "text",
                dated if field["kind"] == "date" else "",
                field.get("required", True),
                value=former.get(field["key"], ""),
            )
            for field in self._fields()
        ]

    def arguments(self, typed: Typed) -> dict[str, Any]:
        """The typed texts, after a check that names every faulty one at its entry."""
        data = {field["key"]: typed.get(PREFIX + field["key"], "") for field in self._fields()}
        _clean, problems = outcome.read(self.dossier, data)
        if problems:
            raise Faulty({PREFIX + key: message for key, message in problems.items()})
        return {"data": data}

    def draft(self, typed: Typed) -> Result:
        """A result as it would be proposed, not stored; raises `Faulty`."""
        data, _problems = outcome.read(self.dossier, self.arguments(typed)["data"])
        number, name = outcome.number(data), self.actor.name
        return Result(dossier=self.dossier, number=number, data=data, proposed_by=name, check_code=NO_CODE)

    def _fields(self) -> list[dict[str, Any]]:
        fields: list[dict[str, Any]] = catalogue.result(self.dossier.version_id)["fields"]
        return fields

    def _former(self) -> dict[str, str]:
        """What was proposed before the draft was sent back, as it would be typed."""
        former = Result.objects.filter(dossier=self.dossier).first()
        if former is None:
            return {}
        dates = {field["key"] for field in self._fields() if field["kind"] == "date"}
        return {key: _typed(text, key in dates) for key, text in former.data.items()}


def _typed(text: str, is_date: bool) -> str:
    return day(date.fromisoformat(text)) if is_date else text
