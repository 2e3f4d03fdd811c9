"""The forms there are: published ones with how many procedures use them, and those somebody is writing."""

from dataclasses import dataclass

from django.db.models import Count, F, Max, Q

from motcua.catalogue.models import Procedure, ProcedureVersion
from motcua.forms.models import FormDraft, FormVersion

SIZE = 50
MOST_USERS = 100


@dataclass(frozen=True, slots=True)
class Row:
    """One form; `number` is its newest version (0 = never published), `used` counts procedures in force."""

    key: str
    title: str
    number: int
    used: int
    draft: bool


@dataclass(frozen=True, slots=True)
class Page:
    rows: list[Row]
    next: str


def page(after: str) -> Page:
    """A page of the list by key, in a few statements whatever its length."""
    published = FormVersion.objects.filter(key__gt=after).values("key").annotate(last=Max("number")).order_by("key")
    numbers = {one["key"]: one["last"] for one in published[: SIZE + 1]}
    written = set(FormDraft.objects.filter(key__gt=after).order_by("key").values_list("key", flat=True)[: SIZE + 1])
    keys = sorted({*numbers, *written})
    shown = keys[:SIZE]
    titles = dict(
        FormVersion.objects.filter(key__in=shown).order_by("key", "-number").distinct("key").values_list("key", "title")
    )
    counted = (
        ProcedureVersion.objects.filter(current_of__isnull=False, form__key__in=shown)
        .values("form__key").annotate(used=Count("id"))
    )  # fmt: skip
    used = {one["form__key"]: one["used"] for one in counted}
    rows = [Row(key, titles.get(key, key), numbers.get(key, 0), used.get(key, 0), key in written) for key in shown]
    return Page(rows, shown[-1] if len(keys) > SIZE else "")


@dataclass(frozen=True, slots=True)
class User:
    """A procedure in force that uses a form, and whether it still uses an older version."""

    code: str
    name: str
    older: bool


def users(key: str) -> list[User]:
    """The procedures in force with this form, by code."""
    newest = FormVersion.objects.filter(key=key, published_at__isnull=False).aggregate(last=Max("number"))["last"]
    found = (
        Procedure.objects.filter(Q(current__form__key=key))
        .annotate(number=F("current__form__number")).order_by("code").values_list("code", "name", "number")
    )  # fmt: skip
    return [User(code, name, number != newest) for code, name, number in found[:MOST_USERS]]
