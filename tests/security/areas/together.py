"""Doing a dossier together: a link opens nothing but the question for a code; the rest is for whom it belongs to."""

from typing import Any

from motcua.dossiers.together import parties
from tests.security import people
from tests.security.expectations import CLERKS, DRAFTS, READERS, SIGNED_IN, May, Pair, _with
from tests.support import dossiers, world

ALL: frozenset[Pair] = frozenset((who, "") for who in people.EVERYBODY)
CITIZENS: frozenset[Pair] = _with(["owner", "other_citizen", "delegate"], [""])
TYPED = _with(["clerk"], ["counter"])

PAGES = {
    "help_invite": {"get": [May(200, DRAFTS)], "post": [May(422, DRAFTS)]},
    "draft_cosign": {"get": [May("moved", DRAFTS | READERS)], "post": [May("moved", DRAFTS | READERS)]},
    # Only papers were asked for anew: nobody need agree again, so the page leads back.
    "supplement_consent": {"get": [May("moved", READERS | DRAFTS)], "post": [May("moved", READERS | DRAFTS)]},
    "help_open": {"get": [May(200, ALL)], "post": [May(422, ALL)]},
    "agree_open": {"get": [], "post": []},  # nobody was asked with this link
    "children": {
        "get": [May(200, CITIZENS), May("moved", SIGNED_IN)],
        "post": [May(422, CITIZENS), May("moved", SIGNED_IN)],
    },
    "authorisations": {
        "get": [May(200, CITIZENS), May("moved", SIGNED_IN)],
        "post": [May(422, CITIZENS), May("moved", SIGNED_IN)],
    },
    "claim": {
        "get": [May(200, CITIZENS), May("moved", SIGNED_IN)],
        "post": [May(422, CITIZENS), May("moved", SIGNED_IN)],
    },
    "direct_confirm": {"get": [], "post": [May("moved", TYPED)]},
    "paper_authorisations": {"get": [May(200, CLERKS)], "post": [May(422, CLERKS)]},
}
TOKEN = "k" * 24
ARGS: dict[str, dict[str, Any]] = {"agree_open": {"token": "khong-ai-gui"}}


def build() -> dict[str, dict[str, Any]]:
    """A helper invited to a draft of the owner; the link is known to everybody who tries."""
    draft = dossiers.draft(seed=11)
    party = parties.invite(draft.pk, world.actor("citizen"), name="Người Giúp", phone="0987009009")
    party.digest = parties.digest_of(TOKEN)
    party.save(update_fields=["digest"])
    return {"help_open": {"token": TOKEN}}
