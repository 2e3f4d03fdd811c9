"""Choosing among the fields of a procedure's electronic form: those the law asks for, those the result repeats.

What is chosen but no longer stands in the form is shown too, so that somebody takes it out on purpose.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from motcua.backstage.catalogue.fields import Field, Groups, Raw, paths_of, value_at
from motcua.backstage.catalogue.sections import Section
from motcua.forms import api as forms
from motcua.forms.models import FormVersion
from motcua.kit.words import N_

KINDS = ("paths", "repeats")
NO_FORM = N_("Chưa chọn tờ khai điện tử. Hãy chọn ở phần “Tờ khai điện tử, quy trình”, bấm Lưu, rồi mở lại phần này.")
GONE = N_("Không còn trong tờ khai")


def fitted(section: Section, raw: Raw) -> Section:
    """The section with the fields of the form that the document names (one statement where it needs them)."""
    if not any(_asks(one) for one in section.fields):
        return section
    groups = of_form(str(raw.get("form", "")))
    columns = tuple(_fit(one, raw, groups) for one in section.fields)
    return replace(section, fields=columns, hint=section.hint if groups else NO_FORM)


def of_form(key: str) -> Groups:
    """The fields of a published form, page by page; nothing when there is none."""
    try:
        form = forms.parsed(forms.current(key))
    except FormVersion.DoesNotExist:
        return ()
    return tuple(
        (page.title, tuple((f"{page.key}.{field.key}", field.label) for field in page.fields)) for page in form.sections
    )


def _asks(one: Field) -> bool:
    return one.kind in KINDS or any(map(_asks, one.columns))


def _fit(one: Field, value: Any, groups: Groups) -> Field:
    inner = value_at(value or {}, one.path)
    if one.kind == "group":
        return replace(one, columns=tuple(_fit(column, inner, groups) for column in one.columns))
    if one.kind not in KINDS:
        return one
    known = {path for _title, fields in groups for path, _label in fields}
    gone = tuple((path, path) for path in paths_of(one, inner) if path not in known)
    return replace(one, groups=_with(groups, gone))


def _with(groups: Groups, gone: Sequence[tuple[str, str]]) -> Groups:
    return (*groups, (GONE, tuple(gone))) if gone else groups
