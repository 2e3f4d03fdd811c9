"""One dossier at each stage, with words of its own that no stranger's page may hold."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from motcua.agencies.places import Places
from motcua.catalogue import api as catalogue
from motcua.dossiers import completeness, direct, drafting
from motcua.dossiers.actions import REGISTRY
from motcua.dossiers.actions.return_result import fee_due
from motcua.dossiers.models import Dossier, Paper, Result
from motcua.forms import api as forms
from motcua.forms import samples
from motcua.kit.actor import Actor
from motcua.people import mandates
from motcua.people.models import Account, Mandate
from tests.support import dossiers, world

NAME = "Lò Thị Kín Đáo"
PHONE = "0987650123"
EMAIL = "kin.dao@rieng.example"
BUSINESS = "Công ty TNHH Thử Nghiệm Kín"
TAX_CODE = "0101234567"
NO_CODE = "MC-261121-22222-22222"
"""A code that no dossier has."""
WITH_CODE = ("submitted", "processing", "supplementing", "resolved", "ended", "colleague", "organisation")
SETTLED = ("resolved", "ended")
PERSONAL = {"person_name", "personal_id", "id_paper", "phone", "email", "address", "place", "date"}


@dataclass(frozen=True)
class Thing:
    """A dossier as a target: its addresses' parts, and what in it is private."""

    name: str
    dossier: Dossier
    paper: UUID
    check_code: str
    section: str
    component: str
    sheet: str
    private: frozenset[str] = field(repr=False)

    @property
    def code(self) -> str:
        return catalogue.version(self.dossier.version_id).code


def build() -> dict[str, Thing]:
    """Every stage once: begun without an account, draft, … ended; one of the office's own clerk, one typed there,
    one that an organisation's member handed in for it."""
    made = {
        "begun": _begun(),
        "draft": dossiers.draft(),
        "submitted": dossiers.submitted(seed=2),
        "processing": dossiers.processing(seed=3),
        "supplementing": dossiers.supplementing(seed=4),
        "resolved": dossiers.resolved(seed=5, delivery="counter"),
        "ended": _ended(),
        "colleague": dossiers.submitted(who="clerk", seed=7),
        "counter": _typed(),
        "organisation": _of_organisation(),
    }
    return {name: _thing(name, found) for name, found in made.items()}


def _begun() -> Dossier:
    """A draft that a browser began without signing in."""
    version = catalogue.published(dossiers.BIRTH)
    anonymous = Actor.ANONYMOUS
    found = drafting.start(version, anonymous, agency=world.commune(), account=None, language="vi")
    found.answers = samples.answers(forms.definition(found.form_id), 8, places=Places())
    found.save()
    holder = Actor(None, anonymous.name, "anonymous", held=frozenset({found.id}))
    for component in completeness.components(found):
        if component.must:
            drafting.add_paper(found, holder, component.code, dossiers.photograph())
    return found


def _typed() -> Dossier:
    """A draft that the clerk types for somebody at the counter."""
    clerk, version = world.actor("clerk"), catalogue.published(dossiers.BIRTH)
    answers = samples.answers(forms.definition(version.form_id), 9, places=Places())
    found = direct.begin(clerk, version, answers)
    for component in completeness.components(found):
        if component.must:
            drafting.add_paper(found, clerk, component.code, dossiers.photograph())
    return found


def organisation() -> tuple[Account, Mandate]:
    """A business, and the mandate under which the person whom `people` calls "delegate" works for it."""
    business = Account.objects.filter(tax_code=TAX_CODE, phone=None).first()
    if business is None:
        named = {"organisation_name": BUSINESS, "tax_code": TAX_CODE, "kind": Account.Kind.ORGANISATION}
        business = Account.objects.create(full_name=BUSINESS, **named)
    delegate = world.account("citizen_without_email")
    mandate = Mandate.objects.filter(principal=business, agent=delegate).exclude(state=Mandate.State.ENDED).first()
    ground = Mandate.Ground.STAFF
    return business, mandate or mandates.give(business, delegate, ground, actor=Actor.SYSTEM)


def _of_organisation() -> Dossier:
    """Handed in by the delegate for the business; the delegate's own account does not own it."""
    business, mandate = organisation()
    delegate = replace(world.actor("citizen_without_email"), on_behalf_of=mandate.principal_id)
    found = dossiers.draft(who="citizen_without_email", seed=10)
    Dossier.objects.filter(pk=found.pk).update(owner=business)
    return REGISTRY["submit"](found.id, delegate).perform()


def _ended() -> Dossier:
    found = dossiers.resolved(seed=6, delivery="counter")
    return dossiers.act(found, "return_result", "clerk", identity_checked=True, fee_collected=fee_due(found) or 0)


def _thing(name: str, dossier: Dossier) -> Thing:
    Dossier.objects.filter(pk=dossier.pk).update(contact_name=NAME, phone=PHONE, email=EMAIL)
    dossier.refresh_from_db()
    result = Result.objects.filter(dossier=dossier).first()
    definition = completeness.form_of(dossier)
    return Thing(
        name, dossier, Paper.objects.filter(dossier=dossier)[0].id, result.check_code if result else "A" * 16,
        definition.sections[0].key, completeness.components(dossier)[0].code, definition.every_paper[0].key,
        frozenset(_private(dossier)),
    )  # fmt: skip


def _private(dossier: Dossier) -> Iterator[str]:
    """The words of this dossier that tell about people; short ones could stand anywhere by chance."""
    yield from (NAME, PHONE, EMAIL)
    if dossier.submission_code:
        yield dossier.submission_code
    definition = completeness.form_of(dossier)
    for section in definition.sections:
        for asked in section.fields:
            if asked.kind in PERSONAL:
                found = _leaves(dossier.answers.get(section.key, {}).get(asked.key))
                yield from (text for text in found if len(text) >= 8 and not _is_id(text))


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _leaves(inner)


def _is_id(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False
