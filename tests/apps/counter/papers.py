"""What the tests of the counter hold in their hands: a filled paper, its photograph, a scanner, a clerk's pages."""

import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from motcua.agencies.places import Places
from motcua.catalogue import api as catalogue
from motcua.dossiers import completeness, drafting
from motcua.dossiers.models import Dossier
from motcua.dossiers.papers import declaration
from motcua.forms import api as forms
from motcua.forms import samples
from motcua.forms.restore import Declaration, cut, pack
from tests.apps.portal.pages import Page
from tests.support import dossiers, world
from tests.support.printed import page_with_codes

MOBILE = "1.003583"
"""Birth registration at home: its form cannot be sent online."""
READ = reverse("paper_forms")


def paper(code: str = MOBILE, seed: int = 5) -> Dossier:
    """A declaration that somebody filled at home to be printed."""
    version = catalogue.published(code)
    account = world.account("citizen")
    draft = drafting.start(
        version, world.actor("citizen"), agency=None, account=account, language="vi", channel="paper"
    )
    draft.answers = samples.answers(forms.definition(draft.form_id), seed, places=Places())
    draft.save()
    return draft


def texts(draft: Dossier) -> list[str]:
    return [text for one in declaration.papers(draft) for text in declaration.sheet_of(draft, one).codes]


def printed(draft: Dossier) -> bytes:
    found = declaration.printed(draft, declaration.papers(draft)[0].key, "pdf")
    assert found
    return found.content


def photograph(pdf: bytes, name: str = "to-khai.jpg") -> SimpleUploadedFile:
    """The page with the codes as a telephone sees it."""
    out = io.BytesIO()
    page_with_codes(pdf).rotate(3, expand=True, fillcolor="grey").save(out, "JPEG", quality=80)
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")


def hand_made(answers: Any, *, form: str = "khai-sinh", code: str = MOBILE, digest: str = "0" * 12) -> list[str]:
    return cut(pack(Declaration(form, digest, code, answers)))


def read(client: Client, status: int = 200, **data: Any) -> Page:
    answer = client.post(READ, data)
    assert answer.status_code == status, answer.content.decode()[:3000]
    return Page(answer.content.decode())


def kept(page: Page) -> list[str]:
    return [one.attribute("value") for one in page.all("form.mc-scan input[name=da-doc]")]


def begun(client: Client, codes: list[str]) -> Dossier:
    answer = client.post(READ, {"da-doc": codes, "begin": "1"})
    assert answer.status_code == 302, answer.content.decode()[:3000]
    return Dossier.objects.get(pk=answer["Location"].rstrip("/").rsplit("/", 1)[1])


def complete(client: Client, made: Dossier) -> None:
    """Scan what the dossier needs and say who came."""
    for component in completeness.components(made):
        if component.must:
            page = reverse("direct_paper", args=[made.id, component.code])
            assert client.post(page, {"paper": dossiers.photograph(), "next": "1"}).status_code == 302
    who = {"name": "Trịnh Bảo Ngọc", "phone": "0912 345 678", "email": "", "method": "counter"}
    assert client.post(reverse("direct_applicant", args=[made.id]), who).status_code == 302


def handed_in(clerk: Client) -> Dossier:
    made = begun(clerk, texts(paper()))
    complete(clerk, made)
    clerk.post(reverse("direct_draft", args=[made.id]), {"seen": "1", "signed": "1"})
    return dossiers.act(dossiers.act(made, "receive", "clerk"), "start_processing", "officer")
