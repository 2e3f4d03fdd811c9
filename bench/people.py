"""Those who use the portal during the measurement, and dossiers made for them without the portal."""

import io
from itertools import count
from uuid import UUID

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from PIL import Image

from motcua.agencies import api as agencies
from motcua.agencies.models import Agency
from motcua.agencies.places import Places
from motcua.catalogue import api as catalogue
from motcua.catalogue.models import ProcedureVersion
from motcua.dossiers import completeness
from motcua.dossiers.actions.submit import Submit
from motcua.dossiers.models import Dossier, Paper
from motcua.files import api as files
from motcua.files.models import StoredFile
from motcua.forms import api as forms
from motcua.forms import engine, samples
from motcua.kit import clock
from motcua.kit.actor import Actor
from motcua.people import devices
from motcua.people.models import Account

BIRTH = "1.001193"
OFFICE = "H42.37.117"
CLERK = "0900000101"
SEED = 1
_numbers = count()


def photograph() -> bytes:
    """A telephone's picture, made smaller as the page does before sending: about 1,600 by 1,200."""
    picture = io.BytesIO()
    Image.effect_noise((1600, 1200), 12).convert("RGB").save(picture, "JPEG", quality=80)
    return picture.getvalue()


def citizens(wanted: int) -> list[Account]:
    """Invented people who have signed up; never the same twice."""
    return [
        Account.objects.make(phone=f"0987{number:06d}", full_name=f"Người Dân Thử {number}")
        for number, _turn in zip(_numbers, range(wanted), strict=False)
    ]


def session(account: Account) -> str:
    """What a browser holds after signing in."""
    made = SessionStore()
    made[SESSION_KEY] = str(account.pk)
    made[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    made[HASH_SESSION_KEY] = account.get_session_auth_hash()
    devices.begin_clock(made, account)
    made.save()
    assert made.session_key
    return str(made.session_key)


def clerk() -> Account:
    return Account.objects.get(phone=CLERK)


class Desk:
    """Makes complete drafts of birth registration quickly: one photograph serves them all."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self.actor: Actor = agencies.actor_for(account)
        self._version = catalogue.published(BIRTH)
        self._agency = Agency.objects.get(code=OFFICE)
        self._form = _form_of(self._version)
        self._answers = samples.answers(forms.definition(self._form), SEED, places=Places())
        self._photograph: StoredFile | None = None

    def draft(self) -> UUID:
        """A draft that lacks nothing but the submission."""
        now = clock.now()
        made = Dossier.objects.create(
            version=self._version, form_id=self._form, agency=self._agency, owner=self.account,
            answers=self._answers, contact_name=self.account.full_name, phone=self.account.phone or "",
            delivery_method=self._version.delivery_methods[0], created_at=now, updated_at=now,
        )  # fmt: skip
        needed = [one.code for one in completeness.components(made) if one.must]
        Paper.objects.bulk_create([Paper(dossier=made, component=code, file=self._picture(made)) for code in needed])
        return made.id

    def submitted(self) -> Dossier:
        return Submit(self.draft(), self.actor).perform()

    def _picture(self, dossier: Dossier) -> StoredFile:
        if self._photograph is None:
            upload = io.BytesIO(photograph())
            self._photograph = files.take(upload, subject=dossier.subject, actor=self.actor, name="giay-to.jpg")
        return self._photograph


def typed_pages() -> list[tuple[str, dict[str, str]]]:
    """Every page of the declaration as a browser posts it, in order."""
    definition = forms.definition(_form_of(catalogue.published(BIRTH)))
    answers = samples.answers(definition, SEED, places=Places())
    pages = engine.visible_sections(definition, answers)
    return [(page.key, samples.posted(definition, page.key, answers)) for page in pages]


def papers_needed() -> list[str]:
    """The components that must be given, once every page is answered as in `typed_pages`."""
    version = catalogue.published(BIRTH)
    form = _form_of(version)
    answers = samples.answers(forms.definition(form), SEED, places=Places())
    asked = Dossier(version=version, form_id=form, answers=answers)
    return [one.code for one in completeness.components(asked) if one.must]


def _form_of(version: ProcedureVersion) -> UUID:
    assert version.form_id is not None, "the bench fills in a form"
    return version.form_id
