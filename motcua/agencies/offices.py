"""Opening, renaming, moving and closing offices, and the posts each has; the province's administrators decide."""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction

from motcua.agencies import functions, staffing, tree
from motcua.agencies.entries import OFFICE_CHANGED, POST_KEPT, OfficeChanged, PostKept
from motcua.agencies.models import Agency, Post
from motcua.journal import api as journal
from motcua.kit import identity
from motcua.kit.actor import Actor
from motcua.kit.vietnamese import clean
from motcua.kit.words import N_, Invalid

CODE = re.compile(r"[A-Z][0-9]{2}(\.[0-9]{1,3}){0,3}")
"""A code of Decision 20/2020/QĐ-TTg: "H42.37.117"."""
LENGTHS = {"name": 200, "short_name": 80, "address": 250, "hours_text": 200, "official_in_charge": 150}
MOST_POSTS = 60

BAD_CODE = N_("Mã cơ quan có dạng H42.37.117. Hãy xem lại mã định danh được cấp.")
CODE_TAKEN = N_("Mã này là của cơ quan khác. Hãy xem lại mã định danh.")
NO_KIND = N_("Hãy chọn loại cơ quan.")
NO_PARENT = N_("Hãy chọn cơ quan cấp trên.")
MISSING = N_("Hãy ghi mục này.")
TOO_LONG = N_("Mục này dài quá %(most)s ký tự. Hãy ghi ngắn hơn.")
BAD_EMAIL = N_("Địa chỉ thư điện tử chưa đúng. Hãy xem lại, ví dụ xa@tinh.gov.vn.")
HAS_OFFICERS = N_("Còn %(count)s cán bộ đang có vị trí ở đây. Hãy cho thôi giữ vị trí trước.")
HAS_PARTS = N_("Còn cơ quan trực thuộc đang hoạt động. Hãy đóng hoặc chuyển các cơ quan đó trước.")
TOO_MANY_POSTS = N_("Một cơ quan có tối đa %(most)s chức danh. Hãy sửa một chức danh đang có.")
NO_TITLE = N_("Hãy ghi chức danh, ví dụ Cán bộ tiếp nhận.")


@dataclass(frozen=True, slots=True)
class Card:
    """What an office says of itself; texts as typed."""

    name: str
    short_name: str
    address: str
    phone: str
    email: str
    hours_text: str
    official_in_charge: str


def problems(card: Card) -> dict[str, str]:
    """Field → the Vietnamese sentence of what is wrong; empty when all is well."""
    found = {}
    for field, most in LENGTHS.items():
        text = clean(getattr(card, field))
        if not text:
            found[field] = MISSING
        elif len(text) > most:
            found[field] = TOO_LONG % {"most": most}
    try:
        identity.phone(card.phone)
    except Invalid as error:
        found["phone"] = str(error)
    if clean(card.email):
        try:
            validate_email(clean(card.email))
        except ValidationError:
            found["email"] = BAD_EMAIL
    return found


@transaction.atomic
def open_office(code: str, kind: str, parent: Agency, card: Card, *, actor: Actor) -> Agency:
    """A new office under another, working for the same place with the same calendar. Raises Invalid."""
    given = clean(code).upper()
    if not CODE.fullmatch(given) or len(given) > 24:
        raise Invalid(BAD_CODE)
    if kind not in Agency.Kind.values:
        raise Invalid(NO_KIND)
    made = Agency(code=given, kind=kind, unit=parent.unit, calendar=parent.calendar, code_prefix=given, **_values(card))
    tree.check_parent(made, parent)
    try:
        with transaction.atomic():
            made.parent = parent
            made.save(force_insert=True)
    except IntegrityError as error:
        raise Invalid(CODE_TAKEN) from error
    _record(made, actor, "opened", "", made.name)
    return made


@transaction.atomic
def rewrite(office: Agency, card: Card, *, actor: Actor) -> None:
    """Change the name and the contact card; dossiers keep the office they have."""
    before = office.name
    for field, value in _values(card).items():
        setattr(office, field, value)
    office.save(update_fields=list(_values(card)))
    _record(office, actor, "rewritten", before, office.name)


@transaction.atomic
def move(office: Agency, parent: Agency | None, *, actor: Actor) -> None:
    """Put an office under another. Raises Invalid (circle, too deep)."""
    before = office.parent.name if office.parent else ""
    tree.place_under(office.id, parent.id if parent else None)
    _record(office, actor, "moved", before, parent.name if parent else "")


@transaction.atomic
def close(office: Agency, *, actor: Actor) -> None:
    """The office takes nothing new and its officers have no role. Raises Invalid while it has people or parts."""
    Agency.objects.select_for_update().get(pk=office.pk)
    count = staffing.living().filter(agency=office).count()
    if count:
        raise Invalid(HAS_OFFICERS, count=count)
    if Agency.objects.filter(parent=office, is_active=True).exists():
        raise Invalid(HAS_PARTS)
    if Agency.objects.filter(pk=office.pk, is_active=True).update(is_active=False):
        _record(office, actor, "closed", "", "")


@transaction.atomic
def reopen(office: Agency, *, actor: Actor) -> None:
    """Undo `close`."""
    if Agency.objects.filter(pk=office.pk, is_active=False).update(is_active=True):
        _record(office, actor, "reopened", "", "")


@transaction.atomic
def keep_post(office: Agency, title: str, roles: list[str], *, actor: Actor) -> Post:
    """A post of the office with its usual functions; what officers hold does not change. Raises Invalid."""
    name = clean(title)[:120]
    if not name:
        raise Invalid(NO_TITLE)
    given = functions.check(roles)
    known = Post.objects.filter(agency=office, title=name).first()
    if known is None and Post.objects.filter(agency=office).count() >= MOST_POSTS:
        raise Invalid(TOO_MANY_POSTS, most=MOST_POSTS)
    kept, _new = Post.objects.update_or_create(agency=office, title=name, defaults={"roles": given})
    told = PostKept(title=name, roles=given)
    journal.record(POST_KEPT, f"agency:{office.id}", actor=actor, payload=told)
    return kept


def _values(card: Card) -> dict[str, str]:
    texts = {field: clean(getattr(card, field)) for field in LENGTHS}
    return {**texts, "phone": identity.phone(card.phone), "email": clean(card.email).lower()}


def _record(office: Agency, actor: Actor, change: str, before: str, after: str) -> None:
    told = OfficeChanged(change=change, before=before, after=after)
    journal.record(OFFICE_CHANGED, f"agency:{office.id}", actor=actor, payload=told)
    staffing.forget()
