"""The words on the road to a procedure. Provinces call the same door differently, so they are a setting.

`MOTCUA_ENTRY_LABELS` replaces any of `DEFAULT`: {"entry": "Đăng ký trực tuyến", "apply": "Thực hiện"}.
"""

from dataclasses import dataclass, fields
from functools import lru_cache

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext as _

from motcua.kit.words import N_

KNOWN = (
    N_("Nộp hồ sơ trực tuyến"), N_("Đăng ký trực tuyến"), N_("Dịch vụ công"), N_("Thực hiện"),
    N_("Nộp hồ sơ"), N_("Chi tiết"), N_("Tìm kiếm"),
)  # fmt: skip
"""Labels in use, so that the catalogue of translations has them; another one is shown as it is written."""


@dataclass(frozen=True, slots=True)
class Labels:
    """`entry` opens the list of procedures, `details` one, `apply` starts a dossier, `search` finds."""

    entry: str = "Nộp hồ sơ trực tuyến"
    details: str = "Chi tiết"
    apply: str = "Nộp hồ sơ"
    search: str = "Tìm kiếm"


def labels() -> Labels:
    """The labels of this portal in the reader's language."""
    chosen = _chosen(tuple(sorted(settings.MOTCUA_ENTRY_LABELS.items())))
    return Labels(_(chosen.entry), _(chosen.details), _(chosen.apply), _(chosen.search))


@lru_cache(maxsize=16)
def _chosen(given: tuple[tuple[str, str], ...]) -> Labels:
    names = {field.name for field in fields(Labels)}
    if strange := sorted(name for name, _text in given if name not in names):
        raise ImproperlyConfigured(f"MOTCUA_ENTRY_LABELS knows {sorted(names)}, not {strange}")
    return Labels(**dict(given))
