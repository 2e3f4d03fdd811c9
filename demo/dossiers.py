"""A few dossiers on the way, made by the same acts as real ones, so that an office has something to do."""

import io
from collections.abc import Callable
from pathlib import Path

import fontpkg_be_vietnam_pro  # type: ignore[import-untyped]
from PIL import Image, ImageDraw, ImageFont

from demo.world import world
from motcua.agencies import api as agencies
from motcua.agencies.models import Agency
from motcua.agencies.places import Places
from motcua.catalogue import api as catalogue
from motcua.dossiers import completeness, drafting
from motcua.dossiers.actions.receive import Receive
from motcua.dossiers.actions.start_processing import StartProcessing
from motcua.dossiers.actions.submit import Submit
from motcua.dossiers.models import Dossier
from motcua.forms import api as forms
from motcua.forms import samples
from motcua.people.models import Account

Echo = Callable[[str], None]
PROCEDURES = ("1.001193", "1.000656", "2.000635", "1.004873")
SEED = 26
FONT = Path(fontpkg_be_vietnam_pro.__file__).parent / "files/BeVietnamPro-Regular.ttf"
PLACE = {name: world()["agencies"][0][name] for name in ("code", "short_name")}


def make(echo: Echo = lambda _line: None) -> list[Dossier]:
    """Four dossiers of the demonstration's citizens in its first commune: two new, one received, one in process.

    Each call makes four more.
    """
    people = [one for one in world()["people"] if not one.get("organisation_name")]
    office = Agency.objects.get(code=PLACE["code"])
    made = []
    for number, code in enumerate(PROCEDURES):
        account = Account.objects.get(phone=people[number % len(people)]["phone"])
        dossier = _submitted(code, account, office, SEED + number)
        made.append(dossier)
        echo(f"{dossier.submission_code} {PLACE['short_name']}")
    Receive(made[2].id, agencies.actor_for(_officer("clerk"))).perform()
    Receive(made[3].id, agencies.actor_for(_officer("clerk"))).perform()
    StartProcessing(made[3].id, agencies.actor_for(_officer("civil_status_officer"))).perform()
    return made


def _submitted(code: str, account: Account, office: Agency, seed: int) -> Dossier:
    version = catalogue.published(code)
    assert version is not None
    actor = agencies.actor_for(account)
    draft = drafting.start(version, actor, agency=office, account=account, language="vi")
    draft.answers = samples.answers(forms.definition(draft.form_id), seed, places=Places())
    draft.delivery_method = version.delivery_methods[0]
    draft.save(update_fields=["answers", "delivery_method"])
    for component in completeness.components(draft):
        if component.must:
            drafting.add_paper(draft, actor, component.code, _paper(component.name))
    return Submit(draft.id, actor).perform()


def _officer(role: str) -> Account:
    said = next(one for one in world()["officers"] if one["role"] == role and one["agency"] == PLACE["code"])
    return Account.objects.get(phone=said["phone"])


def _paper(title: str) -> io.BytesIO:
    """A picture that says it is no real paper."""
    picture = Image.new("RGB", (900, 1270), "white")
    pen, font = ImageDraw.Draw(picture), ImageFont.truetype(str(FONT), 34)
    pen.rectangle((30, 30, 870, 1240), outline="grey", width=4)
    pen.text((70, 80), title, fill="black", font=font)
    pen.text((70, 140), "GIẤY MẪU, KHÔNG CÓ GIÁ TRỊ", fill="firebrick", font=font)
    file = io.BytesIO()
    picture.save(file, "JPEG")
    file.seek(0)
    file.name = "giay-mau.jpg"
    return file
