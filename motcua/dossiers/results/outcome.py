"""The register data an officer types for a result, as the procedure version declares it (DOMAIN §3.4, result data)."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from motcua.catalogue import api as catalogue
from motcua.dossiers.models import Dossier
from motcua.kit.dates import parse_date
from motcua.kit.identity import Invalid, PersonalId
from motcua.kit.vietnamese import clean

LONGEST = 500


def read(dossier: Dossier, typed: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """(clean data, problems by field). Dates are kept ISO; an empty optional field is absent."""
    data: dict[str, str] = {}
    problems: dict[str, str] = {}
    for field in catalogue.result(dossier.version_id)["fields"]:
        key, text = field["key"], clean(typed.get(field["key"], ""))
        if not text:
            if field.get("required", True):
                problems[key] = _("Hãy điền mục “%(label)s”.") % {"label": field["label"]}
            continue
        try:
            data[key] = _value(field.get("kind", "text"), text)
        except Invalid as error:
            problems[key] = _(error.message) % error.params
        except ValueError as error:
            problems[key] = str(error)
    return data, problems


def _value(kind: str, text: str) -> str:
    if len(text) > LONGEST:
        raise ValueError(_("Nội dung dài quá. Hãy viết ngắn hơn."))
    if kind == "date":
        return parse_date(text).isoformat()
    if kind == "personal_id":
        return PersonalId.parse(text).number
    return text


def number(data: Mapping[str, str]) -> str:
    """The result's number in its register: "so/quyển số" when there is a book."""
    parts = [data[key] for key in ("so", "quyen_so") if data.get(key)]
    return " – ".join(parts)
