"""The door of the store of personal papers: keep, find, give, take home, forget."""

from motcua.vault.finding import Page, has_any, page, usable, uses
from motcua.vault.giving import copy_out, sources
from motcua.vault.identities import drop as drop_identity
from motcua.vault.identities import keep as keep_identity
from motcua.vault.keeping import copy, edit, keep_result, remove, revoke, upload
from motcua.vault.leaving import export, forget, move
from motcua.vault.looking import looks
from motcua.vault.looking import note as note_look
from motcua.vault.policy import may_browse, may_pick, visible_to
from motcua.vault.refusal import Refused
from motcua.vault.room import Room
from motcua.vault.room import of as room
from motcua.vault.said import Said

__all__ = [
    "Page", "Refused", "Room", "Said", "copy", "copy_out", "drop_identity", "edit", "export", "forget", "has_any",
    "keep_identity", "keep_result", "looks", "may_browse", "may_pick", "move", "note_look",
    "page", "remove", "revoke", "room", "sources",
    "upload", "usable", "uses", "visible_to",
]  # fmt: skip
