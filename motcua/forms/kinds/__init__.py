"""The kinds of fields, by name: one file each."""

from typing import Any

from motcua.forms.kinds.address import Address
from motcua.forms.kinds.bank_account import BankAccount
from motcua.forms.kinds.base import Kind
from motcua.forms.kinds.choice import Choice
from motcua.forms.kinds.date import Date
from motcua.forms.kinds.email import Email
from motcua.forms.kinds.ethnic_group import EthnicGroup
from motcua.forms.kinds.group import Group
from motcua.forms.kinds.id_paper import IdPaper
from motcua.forms.kinds.long_text import LongText
from motcua.forms.kinds.many import Many
from motcua.forms.kinds.money import Money
from motcua.forms.kinds.nationality import Nationality
from motcua.forms.kinds.number import Number
from motcua.forms.kinds.paper import Paper
from motcua.forms.kinds.partial_date import PartialDateKind
from motcua.forms.kinds.person_name import PersonName
from motcua.forms.kinds.personal_id import PersonalIdKind
from motcua.forms.kinds.phone import Phone
from motcua.forms.kinds.place import Place
from motcua.forms.kinds.relation import Relation
from motcua.forms.kinds.rows import Rows
from motcua.forms.kinds.statement import Statement
from motcua.forms.kinds.tax_code import TaxCode
from motcua.forms.kinds.text import Text
from motcua.forms.kinds.time import Time
from motcua.forms.kinds.yes_no import YesNo

KINDS: dict[str, Kind[Any]] = {
    kind.name: kind
    for kind in (
        Text(),
        LongText(),
        PersonName(),
        Date(),
        PartialDateKind(),
        Time(),
        Choice(),
        YesNo(),
        Address(),
        Place(),
        PersonalIdKind(),
        IdPaper(),
        Phone(),
        Email(),
        EthnicGroup(),
        Nationality(),
        Relation(),
        Number(),
        Money(),
        Many(),
        TaxCode(),
        BankAccount(),
        Paper(),
        Statement(),
        Group(),
        Rows(),
    )
}


def kind_named(name: str) -> Kind[Any]:
    """The kind of that name. Raises ValueError naming the kinds that exist."""
    if name not in KINDS:
        raise ValueError(f"unknown kind {name!r}; there are {', '.join(sorted(KINDS))}")
    return KINDS[name]
