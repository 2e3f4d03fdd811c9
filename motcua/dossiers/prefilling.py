"""What is known of an applicant already, and where it is known from: asked once, offered again, always to be corrected.

Sources, the surest first: the account itself (its electronic identity where it has one), then the last dossier this
person handed in (once-only: Circular 32/2017 Art 4; Law on electronic transactions 20/2023). Another paper of the same
dossier needs nothing here: a declaration with several papers asks each thing once.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from motcua.dossiers.models import Dossier
from motcua.kit.actor import Actor
from motcua.kit.clock import HANOI, now
from motcua.kit.dates import short_date
from motcua.kit.vietnamese import fold
from motcua.people import consents
from motcua.people.models import Account

ELECTRONIC_IDENTITY = 2
LOOKED_AT = 3
"""Of the newest dossiers handed in, how many are looked at."""
FROM_ACCOUNT = ("full_name", "phone", "email", "personal_id", "address", "birth_date")
CERTIFIED = ("full_name", "personal_id", "birth_date", "address")
"""What an electronic identity vouches for (DOMAIN §2.9)."""
FROM_DOSSIER = {
    "birth_date": "birth_date", "personal_id": "personal_id", "id_paper": "id_paper",
    "residence_kind": "residence_kind", "address": "residence", "email": "email",
}  # fmt: skip
"""What is known → the field of the requester's page that told it."""


OF_CHILD = ("full_name", "birth_date", "personal_id")
OF_ORGANISATION = ("organisation_name", "tax_code")
REPRESENTATIVE = "representative"
PARENT = "parent"
"""The ground of a mandate under which the person acting declares in their own name."""


@dataclass(frozen=True, slots=True)
class Known:
    """`values` by the names that forms use (`account.<name>`), and for each the sentence that says where from.

    `subject`: the same of the child whom the form is about, by the names of fields.
    """

    values: dict[str, Any]
    told: dict[str, str]
    subject: dict[str, Any] = field(default_factory=dict)


def known(account: Account | None) -> Known:
    """What is known of the person behind an account; nothing without one (one statement)."""
    if account is None:
        return Known({}, {})
    values: dict[str, Any] = {}
    told: dict[str, str] = {}
    for name in FROM_ACCOUNT:
        if value := getattr(account, name):
            values[name], told[name] = str(value), _from_account(account, name)
    for answers, at in _handed_in(account):
        for name, value in _own(account, answers).items():
            # An address of an account is one line; the dossier has it by province and commune, which forms can use.
            if name not in values or name == "address":
                values[name], told[name] = value, _from_dossier(at)
    return Known(values, told)


def known_to(actor: Actor, party: Account | None) -> Known:
    """What is known to whoever fills a form in for `party`: the principal's facts; for a child the parent's, since
    the parent declares, and the child's where the form asks about its subject."""
    if party is not None and party.kind == Account.Kind.ORGANISATION and party.phone is None:
        return _known_of_organisation(actor, party)
    if party is None or actor.account is None or actor.on_behalf_of != party.pk or actor.ground != PARENT:
        return known(party)
    facts = {name: str(value) for name in OF_CHILD if (value := getattr(party, name))}
    return replace(known(Account.objects.filter(pk=actor.account).first()), subject=facts)


def _known_of_organisation(actor: Actor, organisation: Account) -> Known:
    """The organisation's name and tax code; who declares for it is the representative, never whoever types."""
    own = actor.on_behalf_of == organisation.pk and actor.ground == REPRESENTATIVE
    person = known(Account.objects.filter(pk=actor.account).first()) if own and actor.account else Known({}, {})
    values: dict[str, Any] = {"full_name": organisation.full_name, **person.values}
    facts = {name: value for name in OF_ORGANISATION if (value := getattr(organisation, name))}
    told = dict.fromkeys([*facts, "full_name"], _("Lấy từ tài khoản của tổ chức. Bạn có thể sửa."))
    return Known({**values, **facts}, {**told, **person.told})


def _from_account(account: Account, name: str) -> str:
    if account.assurance >= ELECTRONIC_IDENTITY and name in CERTIFIED:
        return _("Lấy từ định danh điện tử của bạn. Bạn có thể sửa.")
    return _("Lấy từ tài khoản của bạn. Bạn có thể sửa.")


def _from_dossier(at: datetime) -> str:
    return _("Lấy từ hồ sơ bạn nộp ngày %(day)s. Bạn có thể sửa.") % {"day": short_date(at.astimezone(HANOI).date())}


def _handed_in(account: Account) -> list[tuple[Mapping[str, Any], datetime]]:
    """The answers of the newest dossiers handed in, the newest last; none when the person objected to that."""
    found = Dossier.objects.filter(owner=account).exclude(submitted_at=None).order_by("-id")
    found = found.exclude(consents.objected(account.pk, consents.PREFILL))
    rows = [(answers, at or now()) for answers, at in found.values_list("answers", "submitted_at")[:LOOKED_AT]]
    return rows[::-1]


def _own(account: Account, answers: Mapping[str, Any]) -> dict[str, Any]:
    """What the requester said of themselves, when it was this person."""
    said = answers.get("requester")
    if not isinstance(said, dict) or fold(str(said.get("full_name", ""))) != fold(account.full_name):
        return {}
    return {name: said[key] for name, key in FROM_DOSSIER.items() if said.get(key)}
