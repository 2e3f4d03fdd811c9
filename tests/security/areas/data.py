"""Dữ liệu của tôi: everybody their own and nothing else; an officer's account is neither packed nor closed here."""

from typing import Any

from motcua.portal.account import data_packing
from tests.security import people
from tests.security.expectations import DRAFTS, READERS, SIGNED_IN, May, _with
from tests.support import world

CITIZENS = _with(people.CITIZENS, [""])
OWNER = _with(["owner"], [""])
PAGES = {
    "data": {"get": [May(200, SIGNED_IN)], "post": []},
    "data_seen": {"get": [May(200, SIGNED_IN)], "post": []},
    "dossier_seen": {"get": [May(200, READERS | DRAFTS)], "post": []},
    "data_consents": {"get": [May(200, SIGNED_IN)], "post": [May(400, SIGNED_IN)]},
    "data_pack": {"get": [May(200, CITIZENS)], "post": [May("moved", CITIZENS)]},
    "data_pack_file": {"get": [May(200, OWNER)], "post": []},
    "data_close": {"get": [May(200, CITIZENS)], "post": [May("moved", CITIZENS)]},
    "data_close_confirm": {"get": [May(200, CITIZENS)], "post": [May(422, CITIZENS)]},
}


def build() -> dict[str, Any]:
    """The archive of the owner's data, ready to be fetched."""
    owner = world.account("citizen")
    data_packing.ask(owner, world.actor("citizen"))
    pack = data_packing.standing(owner.pk).pack
    assert pack is not None
    data_packing.make.run(account=str(owner.pk), pack=str(pack.pack))
    return {}
