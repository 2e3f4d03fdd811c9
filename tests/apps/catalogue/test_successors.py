"""What a decision replaced leaves an installation that still offers it; the new procedure takes its place."""

from pathlib import Path

import pytest
from django.test import Client

from motcua.catalogue import api, library, offers, shipping, successors, versions
from motcua.catalogue.models import Offering, Procedure, ProcedureVersion
from motcua.kit.actor import Actor
from tests.apps.portal.pages import get
from tests.support import world

pytestmark = pytest.mark.django_db
OLD, NEW = "1.014061", "1.116410"
NAME = "Cấp thẻ căn cước cho người từ đủ 14 tuổi trở lên"


def an_installation_of_before(root: Path, by: Actor = Actor.SYSTEM) -> ProcedureVersion:
    """The old procedure in force and offered, as an earlier library left it."""
    known = library.read(root / "library" / "procedures" / f"{NEW}.yaml")
    [old] = shipping.ship([known.model_copy(update={"code": OLD, "name": NAME})], by)
    offers.offer(world.commune(), old.procedure)
    return old


def offered(code: str) -> bool:
    return Offering.objects.filter(agency=world.commune(), procedure__code=code).exists()


def test_the_next_load_withdraws_it_and_its_page_leads_to_the_successor(client: Client, root: Path) -> None:
    old = an_installation_of_before(root)
    Offering.objects.filter(procedure__code=NEW).delete()
    api.load(root / "library")
    page = get(client, f"/thu-tuc/{OLD}/", status=410)
    assert "5230/QĐ-BCA-C06" in page.text and "cơ quan vẫn giải quyết đến khi xong" in page.text
    assert page.link("Cấp, cấp đổi, cấp lại thẻ căn cước") == f"/thu-tuc/{NEW}/"
    assert "Không còn phải làm thủ tục này" not in page.text
    assert offered(NEW) and not offered(OLD)
    assert versions.version(old.id).name == NAME, "running dossiers go on under it"
    assert OLD not in [hit.code for hit in api.search(api.Query(NAME), size=5).hits]


def test_loading_again_withdraws_nothing_more(root: Path) -> None:
    an_installation_of_before(root)
    api.load(root / "library")
    before = ProcedureVersion.objects.get(procedure__code=OLD).withdrawn_at
    api.load(root / "library")
    assert successors.withdraw(successors.read(root / "library")) == []
    assert ProcedureVersion.objects.get(procedure__code=OLD).withdrawn_at == before


def test_what_people_published_stays_until_they_withdraw_it(root: Path) -> None:
    an_installation_of_before(root, Actor(None, "Tạ Diệu Linh", "officer"))
    api.load(root / "library")
    assert offered(OLD) and Procedure.objects.get(code=OLD).current is not None


def test_nothing_is_withdrawn_for_a_successor_that_is_not_there(root: Path) -> None:
    old = an_installation_of_before(root)
    [said] = successors.read(root / "library")
    assert successors.withdraw([said.model_copy(update={"replaced": {"9.999999": [OLD]}})]) == []
    assert offered(OLD) and old.withdrawn_at is None


def test_every_successor_ships_and_nothing_replaced_does(root: Path) -> None:
    shipped = {path.stem for path in (root / "library" / "procedures").glob("*.yaml")}
    for said in successors.read(root / "library"):
        assert set(said.replaced) <= shipped
        assert not {code for former in said.replaced.values() for code in former} & shipped


def test_an_installation_that_never_had_it_leads_to_the_successor_too(client: Client) -> None:
    assert not Procedure.objects.filter(code=OLD).exists()
    for part in ("", "chuan-bi/"):
        page = get(client, f"/thu-tuc/{OLD}/{part}", status=410)
        assert page.link("Cấp, cấp đổi, cấp lại thẻ căn cước") == f"/thu-tuc/{NEW}/"
        assert OLD in page.text and "5230/QĐ-BCA-C06" in page.text
        assert "Xem lại phiên bản cuối cùng" not in page.text
    Procedure.objects.filter(code=NEW).update(current=None)
    versions.forget()
    assert f"Thủ tục thay thế có mã {NEW}" in get(client, f"/thu-tuc/{OLD}/", status=410).text
