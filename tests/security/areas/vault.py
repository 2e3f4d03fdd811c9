"""The store of papers: everybody signed in has their own, and nobody ever another's; officers neither."""

from typing import Any

from motcua.vault import api as vault
from tests.security.expectations import DRAFTS, READERS, SIGNED_IN, SUPPLEMENTING, May, _with
from tests.support import photographs, world

OWNER = _with(["owner"], [""])
PAGES = {
    "vault": {"get": [May(200, SIGNED_IN)], "post": []},
    "vault_add": {"get": [May(200, SIGNED_IN)], "post": [May(422, SIGNED_IN)]},
    "vault_item": {"get": [May(200, OWNER)], "post": []},
    "vault_edit": {"get": [May(200, OWNER)], "post": [May(422, OWNER)]},
    "vault_remove": {"get": [May(200, OWNER)], "post": [May("moved", OWNER)]},
    "vault_file": {"get": [May(200, OWNER)], "post": []},
    "draft_paper_vault": {
        "get": [May(200, frozenset({("owner", "draft")})), May("moved", READERS | {("beginner", "begun")})],
        "post": [May(422, frozenset({("owner", "draft")})), May("moved", READERS | {("beginner", "begun")})],
    },
    "supplement_paper_vault": {
        "get": [May(200, SUPPLEMENTING), May("moved", (READERS | DRAFTS) - SUPPLEMENTING)],
        "post": [May(422, SUPPLEMENTING), May("moved", (READERS | DRAFTS) - SUPPLEMENTING)],
    },
}


def build() -> dict[str, Any]:
    """A paper of the owner's."""
    item = vault.upload(world.actor("citizen"), [photographs.taken()], vault.Said("birth"))
    return {name: {"item": item.id} for name in ("vault_item", "vault_edit", "vault_remove", "vault_file")}
