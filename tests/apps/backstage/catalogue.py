"""What the tests of the catalogue's administration share: browsers, a procedure with a draft, pages by name."""

from typing import Any

from django.test import Client
from django.urls import reverse

from demo.load import SINCE
from motcua.agencies.models import Agency, Officer
from motcua.backstage.catalogue import merging
from motcua.backstage.catalogue.sections import BY_KEY
from motcua.catalogue import drafts, versions
from motcua.catalogue.models import Procedure, ProcedureVersion
from motcua.people.models import Account
from tests.support import world

BIRTH = "1.001193"


def browser(who: str) -> Client:
    client = Client()
    client.force_login(world.account(who))
    return client


def other_administrator() -> Client:
    """The administrator of the neighbouring commune."""
    account = Account.objects.make(phone="0900000299", full_name="Cấn Thị Lụa", password="Motcua-demo-2026",
                                   kind=Account.Kind.OFFICER, assurance=2)  # fmt: skip
    Officer.objects.create(
        account=account, agency=Agency.objects.get(code="H42.37.118"), valid_from=SINCE, post_title="Quản trị",
        roles=["administrator"],
    )  # fmt: skip
    client = Client()
    client.force_login(account)
    return client


def birth() -> Procedure:
    return Procedure.objects.get(code=BIRTH)


def draft(**changes: Any) -> ProcedureVersion:
    """A draft of birth registration, the version in force with `changes` of its content."""
    before = versions.document(versions.published(BIRTH))
    return drafts.save(before.model_copy(update={"content": before.content.model_copy(update=changes)}), by="Người thử")


def page(client: Client, name: str, *args: Any, **query: str) -> Any:
    return client.get(reverse(f"catalogue_{name}", args=args), query)


def opened(client: Client, section: str, number: int | None = None, code: str = BIRTH) -> dict[str, Any]:
    """The form of an editing page as a browser would send it back untouched."""
    args = [code, section] if number is None else [code, section, number]
    answer = client.get(reverse("catalogue_section" if number is None else "catalogue_item", args=args))
    assert answer.status_code == 200
    return form_of(answer.text)


def form_of(html: str) -> dict[str, Any]:
    """Every control of the page's editing form with its value."""
    from tests.apps.backstage.reading import controls

    return controls(html)


def send(client: Client, data: dict[str, Any], section: str, number: int | None = None, code: str = BIRTH) -> Any:
    args = [code, section] if number is None else [code, section, number]
    return client.post(reverse("catalogue_section" if number is None else "catalogue_item", args=args), data)


def raw(code: str = BIRTH) -> dict[str, Any]:
    """The document that editing starts from now."""
    return merging.start(Procedure.objects.get(code=code)).raw


def sections() -> list[str]:
    return list(BY_KEY)
