"""Dossiers in every state, brought there by the real actions, as the office would."""

import io
from datetime import timedelta
from typing import Any

from PIL import Image

from motcua.agencies.places import Places
from motcua.catalogue import api as catalogue
from motcua.dossiers import completeness, drafting, supplements
from motcua.dossiers.actions import REGISTRY
from motcua.dossiers.models import Dossier
from motcua.dossiers.together import agreeing
from motcua.files import api as files
from motcua.forms import api as forms
from motcua.forms import samples
from motcua.kit import clock
from motcua.kit.actor import Actor
from tests.support import world

BIRTH = "1.001193"
BASIS = "Luật Hộ tịch 2014, Điều 16"


def photograph(colour: str = "white") -> io.BytesIO:
    """A small real JPEG with a name, as a telephone sends it."""
    picture = io.BytesIO()
    Image.new("RGB", (320, 240), colour).save(picture, "JPEG")
    picture.seek(0)
    picture.name = "giay-chung-sinh.jpg"
    return picture


def draft(code: str = BIRTH, who: str = "citizen", *, seed: int = 1, delivery: str = "") -> Dossier:
    """A complete draft: every answer, every mandatory paper, contact and delivery."""
    version = catalogue.published(code)
    assert version is not None
    account = world.account(who)
    started = drafting.start(version, world.actor(who), agency=world.commune(), account=account, language="vi")
    started.answers = samples.answers(forms.definition(started.form_id), seed, places=Places())
    started.delivery_method = delivery or version.delivery_methods[0]
    started.save()
    for component in completeness.components(started):
        if component.must:
            drafting.add_paper(started, world.actor(who), component.code, photograph())
    return started


def all_agree(dossier: Dossier, who: str = "citizen") -> None:
    """Everybody whom the declaration names reads it and agrees."""
    for one in agreeing.persons(dossier):
        if not one.agreed:
            asked = agreeing.ask(dossier.pk, world.actor(who), one.place)
            agreeing.agree(asked.pk, Actor(None, one.name, "anonymous"), one.digest)


def act(dossier: Dossier, name: str, who: str, **given: Any) -> Dossier:
    """Perform one act of the registry."""
    return REGISTRY[name](dossier.id, world.actor(who), **given).perform()


def submitted(code: str = BIRTH, who: str = "citizen", **more: Any) -> Dossier:
    return act(draft(code, who, **more), "submit", who)


def received(code: str = BIRTH, who: str = "citizen", **more: Any) -> Dossier:
    return act(submitted(code, who, **more), "receive", "clerk")


def processing(code: str = BIRTH, who: str = "citizen", **more: Any) -> Dossier:
    return act(received(code, who, **more), "start_processing", "officer")


def supplementing(code: str = BIRTH, who: str = "citizen", **more: Any) -> Dossier:
    """Waiting for the applicant to give the first paper anew."""
    found = processing(code, who, **more)
    key = completeness.components(found)[0].code
    until = (clock.now() + timedelta(days=10)).date()
    return act(
        found, "request_supplement", "officer",
        problems={f"paper:{key}": "Ảnh mờ, không đọc được họ tên."}, basis=BASIS, until=until,
    )  # fmt: skip


def answered(code: str = BIRTH, who: str = "citizen", **more: Any) -> Dossier:
    found = supplementing(code, who, **more)
    request = supplements.open_request(found)
    assert request is not None
    supplements.add_paper(found, world.actor(who), request.items[0]["key"], photograph("grey"))
    return act(found, "answer_supplement", who)


def result_data(dossier: Dossier) -> dict[str, str]:
    """What the officer types for the result."""
    values = {"date": "21/11/2026", "personal_id": "036226000015", "text": "12"}
    fields = catalogue.version(dossier.version_id).result["fields"]
    return {field["key"]: values[field.get("kind", "text")] for field in fields}


def proposed(code: str = BIRTH, who: str = "citizen", **more: Any) -> Dossier:
    found = processing(code, who, **more)
    return act(found, "propose", "officer", data=result_data(found))


def signed(code: str = BIRTH, who: str = "citizen", **more: Any) -> Dossier:
    return act(proposed(code, who, **more), "sign", "leader")


def resolved(code: str = BIRTH, who: str = "citizen", **more: Any) -> Dossier:
    return act(signed(code, who, **more), "seal", "seal_clerk")


def result_bytes(dossier: Dossier) -> bytes:
    file = dossier.result.file
    assert file is not None
    return files.read_bytes(file)
