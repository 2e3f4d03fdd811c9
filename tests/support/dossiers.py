"""A dossier at every stage of its life, made by the real acts on the demonstration world.

Each function gives a `Dossier` as it stands in the database; `Cast` knows who is who. Everything happens in
the test's own transaction: mark the test `django_db`.
"""

import io
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any
from uuid import UUID

from PIL import Image

from demo.load import load
from motcua.agencies import api as agencies
from motcua.agencies.models import Agency
from motcua.agencies.places import Places
from motcua.catalogue import api as catalogue
from motcua.dossiers import completeness
from motcua.dossiers.actions import (
    AcceptSupplement,
    AnswerSupplement,
    Propose,
    Receive,
    RefuseMerits,
    RequestIntakeSupplement,
    RequestSupplement,
    RequestWithdrawal,
    Seal,
    Sign,
    StartProcessing,
    Submit,
)
from motcua.dossiers.models import Dossier, Paper, SupplementRequest
from motcua.files import api as files
from motcua.forms import samples
from motcua.kit import clock
from motcua.kit.actor import Actor
from motcua.people.models import Account
from motcua.signing import demonstration

BIRTH, DEATH, MARRIAGE, SINGLE, COPY = "1.001193", "1.000656", "1.000894", "1.004873", "2.000635"
"""Khai sinh, khai tử, kết hôn, xác nhận tình trạng hôn nhân, trích lục."""
PROVINCE = "37"
HERE, THERE = "H42.37.117", "H42.37.118"
PHONES = {
    "clerk": "0900000101",
    "civil_status_officer": "0900000102",
    "leader": "0900000103",
    "seal_clerk": "0900000104",
    "administrator": "0900000105",
    "other_clerk": "0900000201",
    "citizen": "0900000301",
    "other_citizen": "0900000302",
}


@dataclass(frozen=True, slots=True)
class Cast:
    """The people of the demonstration, by what they do. Officers are of Phong Doanh, `other_*` of Ý Yên."""

    agency: Agency

    def account(self, who: str) -> Account:
        return Account.objects.get(phone=PHONES[who])

    def actor(self, who: str) -> Actor:
        return agencies.actor_for(self.account(who))


def world() -> Cast:
    """Load the demonstration into this test's database, once a transaction."""
    if not Agency.objects.filter(code=HERE).exists():
        load(only=frozenset({PROVINCE}))
    return Cast(Agency.objects.get(code=HERE))


@cache
def photograph() -> bytes:
    """A small picture that looks like a sheet of paper."""
    out = io.BytesIO()
    Image.effect_noise((120, 160), 40).convert("RGB").save(out, "JPEG")
    return out.getvalue()


def attach(dossier: Dossier, component: str, actor: Actor, **details: Any) -> Paper:
    """One photograph for a component."""
    file = files.take(
        io.BytesIO(photograph()), subject=dossier.subject, actor=actor, name=f"{component}.jpg"
    )
    return Paper.objects.create(dossier=dossier, component=component, file=file, **details)


def draft_dossier(
    procedure: str = BIRTH, *, seed: int = 1, delivery: str = "", owner: str = "citizen", **changes: Any
) -> Dossier:
    """A complete draft: sample answers, a photograph for each mandatory paper, contact, way of receipt."""
    cast, version = world(), catalogue.published(procedure)
    account = cast.account(owner)
    answers = samples.answers(forms_of(version.form_id), seed, places=Places())
    details: dict[str, Any] = {
        "agency": cast.agency,
        "answers": answers,
        "contact_name": account.full_name,
        "phone": account.phone,
        "email": account.email,
        "delivery_method": delivery or version.delivery_methods[0],
        "created_at": clock.now(),
        "updated_at": clock.now(),
    }
    dossier = Dossier.objects.create(
        version=version, form_id=version.form_id, owner=account, **details | changes
    )
    for component in completeness.components(dossier):
        if component.must:
            attach(dossier, component.code, cast.actor(owner))
    return dossier


def forms_of(form: UUID) -> Any:
    from motcua.forms import api as forms

    return forms.definition(form)


def submitted_dossier(procedure: str = BIRTH, *, owner: str = "citizen", **details: Any) -> Dossier:
    draft = draft_dossier(procedure, owner=owner, **details)
    return Submit(draft.id, world().actor(owner)).perform()


def received_dossier(procedure: str = BIRTH, **details: Any) -> Dossier:
    dossier = submitted_dossier(procedure, **details)
    return Receive(dossier.id, world().actor("clerk")).perform()


def processing_dossier(procedure: str = BIRTH, **details: Any) -> Dossier:
    dossier = received_dossier(procedure, **details)
    return StartProcessing(dossier.id, world().actor("civil_status_officer")).perform()


def asked(dossier: Dossier) -> dict[str, Any]:
    """The arguments of a supplement request about the first mandatory paper."""
    paper = next(one for one in completeness.components(dossier) if one.must)
    return {
        "problems": {f"paper:{paper.code}": "Ảnh bị mờ. Hãy chụp lại cho rõ."},
        "basis": "Luật Hộ tịch 2014, Điều 16",
        "until": clock.now().date() + timedelta(days=10),
    }


def intake_supplement_dossier(procedure: str = BIRTH, **details: Any) -> Dossier:
    dossier = submitted_dossier(procedure, **details)
    return RequestIntakeSupplement(dossier.id, world().actor("clerk"), **asked(dossier)).perform()


def merit_supplement_dossier(procedure: str = BIRTH, **details: Any) -> Dossier:
    dossier = processing_dossier(procedure, **details)
    officer = world().actor("civil_status_officer")
    return RequestSupplement(dossier.id, officer, **asked(dossier)).perform()


def answered_dossier(procedure: str = BIRTH, *, owner: str = "citizen", **details: Any) -> Dossier:
    """The applicant sent what was asked; the office has not looked at it yet."""
    dossier = merit_supplement_dossier(procedure, owner=owner, **details)
    request = SupplementRequest.objects.get(dossier=dossier, answered_at=None)
    citizen = world().actor(owner)
    for item in request.items:
        attach(dossier, item["key"], citizen, supplement=request, pending=True)
    return AnswerSupplement(dossier.id, citizen).perform()


def accepted_supplement_dossier(procedure: str = BIRTH, **details: Any) -> Dossier:
    dossier = answered_dossier(procedure, **details)
    return AcceptSupplement(dossier.id, world().actor("civil_status_officer")).perform()


def result_typed(dossier: Dossier) -> dict[str, str]:
    """Register data as an officer types it."""
    by_kind = {"text": "117/2026", "date": clock.now().strftime("%d/%m/%Y"), "personal_id": "036226999917"}
    fields = catalogue.version(dossier.version_id).result["fields"]
    return {field["key"]: by_kind[field["kind"]] for field in fields}


def proposed_dossier(procedure: str = BIRTH, **details: Any) -> Dossier:
    dossier = processing_dossier(procedure, **details)
    officer = world().actor("civil_status_officer")
    return Propose(dossier.id, officer, data=result_typed(dossier)).perform()


def keys() -> None:
    """Give the leader and the office their demonstration keys."""
    cast = world()
    leader = cast.account("leader")
    demonstration.issue(f"officer:{leader.id}", leader.full_name, cast.agency.name)
    demonstration.issue(f"agency:{cast.agency.code}", cast.agency.name, cast.agency.name)


def signed_dossier(procedure: str = BIRTH, **details: Any) -> Dossier:
    dossier = proposed_dossier(procedure, **details)
    keys()
    return Sign(dossier.id, world().actor("leader")).perform()


def resolved_dossier(procedure: str = BIRTH, **details: Any) -> Dossier:
    dossier = signed_dossier(procedure, **details)
    return Seal(dossier.id, world().actor("seal_clerk")).perform()


def refused_dossier(procedure: str = BIRTH, **details: Any) -> Dossier:
    dossier = processing_dossier(procedure, **details)
    why = {"reason": "Không đủ điều kiện theo quy định.", "basis": "Luật Hộ tịch 2014, Điều 16"}
    return RefuseMerits(dossier.id, world().actor("leader"), **why).perform()


def withdrawal_dossier(procedure: str = BIRTH, *, owner: str = "citizen", **details: Any) -> Dossier:
    dossier = received_dossier(procedure, owner=owner, **details)
    why = "Gia đình nộp nhầm nơi."
    return RequestWithdrawal(dossier.id, world().actor(owner), reason=why).perform()
