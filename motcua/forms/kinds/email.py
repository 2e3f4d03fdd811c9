"""An e-mail address."""

import re
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from pydantic import JsonValue

from motcua.forms.kinds.base import Circumstances, Invalid, Options, Sampling, Typed, cleaned
from motcua.forms.kinds.text import Line

if TYPE_CHECKING:
    from motcua.forms.schema import Field

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_SHAPE = re.compile(rf"(?=[^@]{{1,64}}@){_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.){{1,8}}[A-Za-z]{{2,63}}")


class Email(Line[Options]):
    """Blanks are dropped; the part after @ is kept in lower case."""

    name = "email"
    input_type = "email"

    def parse(self, field: "Field", typed: Typed, setting: Circumstances) -> JsonValue | None:
        text = cleaned(typed).replace(" ", "")
        if not text:
            return None
        if not _SHAPE.fullmatch(text):
            raise Invalid(_("Địa chỉ thư điện tử chưa đúng. Hãy ghi đủ, ví dụ: ten@example.vn."))
        local, _at, domain = text.rpartition("@")
        return f"{local}@{domain.lower()}"

    def sample(self, field: "Field", dice: Sampling) -> JsonValue:
        return f"nguoi.dan{dice.random.randint(1, 9999)}@example.vn"

    def json_schema(self, field: "Field") -> dict[str, Any]:
        return {"type": "string", "format": "email", "maxLength": 200}
