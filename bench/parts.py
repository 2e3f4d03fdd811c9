"""The parts of `make bench`, in order; each can be measured alone: `python -m bench search`."""

from collections.abc import Callable
from importlib import import_module
from typing import cast

from bench.part import Part, Say
from bench.place import Place

PARTS = {
    "road": "bench.course",
    "people": "bench.signing_in",
    "uploads": "bench.uploads",
    "vault": "bench.vault",
    "forms": "bench.forms",
    "rehearsal": "bench.rehearsing",
    "search": "bench.search",
    "importing": "bench.importing",
}
"""Name → its module with `measured(place, say)`. The last two fill the catalogue of the bench with the country's
procedures: what comes after them would measure another installation."""


def measure(names: list[str], place: Place, say: Say) -> list[Part]:
    """The named parts, or all. Their modules need Django and are read only now, when the place is open."""
    found = []
    for name in PARTS:
        if name in names or not names:
            say(name)
            measured = cast(Callable[[Place, Say], Part], import_module(PARTS[name]).measured)
            found.append(measured(place, say))
    return found
