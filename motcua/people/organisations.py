"""Organisations: accounts without a telephone, each known by one tax code, for which people act under mandates."""

from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from motcua.journal import api as journal
from motcua.kit.actor import Actor
from motcua.kit.vietnamese import clean
from motcua.people import mandates, throttle, vouched
from motcua.people.enterprises import Enterprise
from motcua.people.entries import REGISTERED, Registered
from motcua.people.errors import Refused, TooMany
from motcua.people.models import Account, Mandate

ADDED_A_DAY = 10
"""Organisations one person may add a day: who looks after many is an office, not a person at home."""
DAY = 24 * 60 * 60
DECLARED = "declared"
PROVEN = "certificate"
ELECTRONIC_IDENTITY, SIGNATURE = 2, 3


class AlreadyHere(Refused):
    """The tax code has an organisation; whose it is is not told."""

    @property
    def message(self) -> str:
        return _(
            "Mã số thuế này đã có tài khoản tổ chức. "
            "Hãy nhờ người đại diện thêm bạn, hoặc xác nhận bằng chứng thư chữ ký số."
        )


class Facts(NamedTuple):
    """What an organisation is called and where it sits; `tax_code` is canonical."""

    tax_code: str
    name: str
    sort: str = Account.OrganisationType.BUSINESS
    address: str = ""


@dataclass(frozen=True, slots=True)
class Mine:
    """One organisation of a person, and under which mandate they act for it."""

    organisation: Account
    mandate: Mandate

    @property
    def proven(self) -> bool:
        """Whether anybody but the person says that they may act for it."""
        return self.mandate.proven != DECLARED

    @property
    def manages(self) -> bool:
        """Whether they may add and end staff."""
        return self.mandate.ground == Mandate.Ground.REPRESENTATIVE


def by_tax_code(tax_code: str) -> Account | None:
    """The organisation of a canonical tax code."""
    return Account.objects.filter(kind=Account.Kind.ORGANISATION, phone=None, tax_code=tax_code).first()


def of(person: UUID) -> list[Mine]:
    """The organisations a person may act for today (one statement)."""
    found = mandates.of_agent(person)
    return [Mine(one.principal, one) for one in found if one.principal.kind == Account.Kind.ORGANISATION]


def one_of(person: Account, organisation: UUID) -> Mine | None:
    """One's own organisation, by a living mandate (the representative's first) or by being signed in as it."""
    if person.pk == organisation and person.kind == Account.Kind.ORGANISATION:
        itself = Mandate(
            principal=person, agent=person, ground=Mandate.Ground.REPRESENTATIVE, proven=proof_of(person)
        )  # never stored: who signed in with its certificate is the organisation
        return Mine(person, itself)
    own = [mine for mine in of(person.pk) if mine.organisation.pk == organisation]
    return min(own, key=lambda mine: not mine.manages, default=None)


def proof_of(organisation: Account) -> str:
    """How the organisation itself is known, as `Mandate.proven` says it; a person's word is their own."""
    if organisation.kind != Account.Kind.ORGANISATION or organisation.assurance < ELECTRONIC_IDENTITY:
        return DECLARED
    return PROVEN if organisation.assurance >= SIGNATURE else "e_identity"


def add(
    person: Account, facts: Facts, *, actor: Actor, registered: Enterprise | None = None, shown: int = 1
) -> Mandate:  # fmt: skip
    """A new organisation, with `person` as its representative by their own word. Raises `AlreadyHere`, `TooMany`.

    When the registry names `person` by the number that an electronic identity vouches for, and the session has
    `shown` that much, the registry proves it: then who only said that they represent it gives way.
    """
    if wait := throttle.hit(f"add-organisation:{person.pk}", ADDED_A_DAY, DAY):
        raise TooMany(wait)
    named = registered is not None and shown >= ELECTRONIC_IDENTITY and _names(registered, person)
    with transaction.atomic():
        here = by_tax_code(facts.tax_code) if named else None
        if registered is not None and here is not None and here.is_active:
            locked = claim(here, person, ELECTRONIC_IDENTITY, name=registered.name, actor=actor)
            return _represented(locked, person, "registry", actor)
        level, proven = (ELECTRONIC_IDENTITY, "registry") if named else (1, DECLARED)
        organisation = make(facts, full_name=person.full_name, assurance=level, actor=actor)
        return mandates.give(organisation, person, Mandate.Ground.REPRESENTATIVE, actor=actor, proven=proven)


def _names(registered: Enterprise, person: Account) -> bool:
    """Whether the registry names this person, by a number they did not just type."""
    number = vouched.number(person) if person.assurance >= ELECTRONIC_IDENTITY else ""
    return bool(number) and registered.representative_id == number


def claim(organisation: Account, person: Account | None, level: int, *, name: str, actor: Actor) -> Account:
    """The organisation, so far only declared, is proven at `level`, by `person` when one comes: who declared is out.

    Locks it in the caller's transaction. Raises `AlreadyHere` when it was proven before.
    """
    locked = Account.objects.select_for_update().get(pk=organisation.pk)
    if locked.assurance >= ELECTRONIC_IDENTITY:
        raise AlreadyHere
    _raise(locked, person, level, name, actor)
    return locked


def make(facts: Facts, *, full_name: str, assurance: int, actor: Actor) -> Account:
    """The account of an organisation, without anybody who acts for it. Raises `AlreadyHere`."""
    name = clean(facts.name)[:250]
    if by_tax_code(facts.tax_code) is not None:
        raise AlreadyHere
    try:
        with transaction.atomic():
            made = Account.objects.make(
                phone=None, full_name=clean(full_name)[:150] or name[:150], kind=Account.Kind.ORGANISATION,
                organisation_name=name, organisation_type=facts.sort, tax_code=facts.tax_code,
                address=clean(facts.address), assurance=assurance,
            )  # fmt: skip
            told = Registered(kind=Account.Kind.ORGANISATION)
            journal.record(REGISTERED, f"account:{made.pk}", actor=actor, payload=told)
    except IntegrityError as error:
        raise AlreadyHere from error
    return made


def prove(organisation: Account, person: Account | None, *, name: str, actor: Actor) -> Mandate | None:
    """The organisation's own certificate was shown, by `person` when somebody is signed in.

    From now on only what is proven counts: those who merely said that they represent it, and whom they let in, are
    out, and what they called it gives way to `name`, the certificate's. Gives the mandate of `person`.
    """
    with transaction.atomic():
        locked = Account.objects.select_for_update().get(pk=organisation.pk)
        if locked.assurance < SIGNATURE:
            _raise(locked, person, SIGNATURE, name, actor)
        organisation.assurance, organisation.organisation_name = locked.assurance, locked.organisation_name
        return _represented(locked, person, PROVEN, actor) if person else None


def _raise(locked: Account, person: Account | None, level: int, name: str, actor: Actor) -> None:
    _turn_out(locked, person, actor)
    if locked.assurance < ELECTRONIC_IDENTITY:
        locked.organisation_name = clean(name)[:250] or locked.organisation_name
        locked.full_name = person.full_name if person else locked.organisation_name[:150]
    locked.assurance = level
    locked.save(update_fields=["assurance", "organisation_name", "full_name"])


def _represented(organisation: Account, person: Account, proven: str, actor: Actor) -> Mandate:
    """The representative's mandate, new or known better than before."""
    living = Mandate.objects.filter(
        principal=organisation, agent=person, ground=Mandate.Ground.REPRESENTATIVE, state=Mandate.State.ACTIVE
    ).first()
    if living is None:
        return mandates.give(organisation, person, Mandate.Ground.REPRESENTATIVE, actor=actor, proven=proven)
    Mandate.objects.filter(pk=living.pk).update(proven=proven)
    living.proven = proven
    return living


def _turn_out(organisation: Account, but: Account | None, actor: Actor) -> None:
    organisation.invitations.all().delete()
    doubtful = organisation.agents.exclude(state=Mandate.State.ENDED).exclude(proven__in=[PROVEN, "officer"])
    for mandate in doubtful.exclude(agent=but) if but else doubtful:
        mandates.end(mandate, actor=actor)


def level(mandate: Mandate, own: int, shown: int) -> int:
    """How surely somebody of level `own` is known while working under a mandate (DOMAIN §2.9).

    Who proved an organisation by its certificate acts at its level, as far as this session has `shown` it. Anybody
    else for an organisation acts at the lower of both: neither lends the other what it has not shown. For a person
    the agent's own level counts.
    """
    if mandate.principal.kind != Account.Kind.ORGANISATION:
        return own
    if mandate.ground == Mandate.Ground.REPRESENTATIVE and mandate.proven == PROVEN:
        return min(shown, mandate.principal.assurance)
    return min(own, mandate.principal.assurance)
