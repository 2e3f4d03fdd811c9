"""The store of papers: a page of a list of 10,000 beside a page of ten, and giving one away.

The reference of the long list is the short one: what it costs more is what grows.
"""

import time
from collections.abc import Callable
from functools import partial

from django.conf import settings
from django.db import connection
from django.test import Client

from bench import people
from bench.counting import Recorder
from bench.figures import Figure, Sample, Target
from bench.part import Part, Say
from bench.place import Place
from motcua.files.models import StoredFile
from motcua.kit import clock
from motcua.kit.actor import Actor
from motcua.kit.references import uuid7
from motcua.people.models import Account
from motcua.vault import api as vault
from motcua.vault import kinds
from motcua.vault.models import Item, Shelf

FEW, MANY = 10, 10_000
TIMES, WARM = 60, 10
LIST, DEEP, SEARCH = "a page of the store", "a page in the middle", "a search by words"
NOTHING, PICK, PAGE = "a search that finds nothing", "what fits a component", "the whole page, HTTP"
WORDS = ("của con", "của mẹ", "của bố", "bản cũ", "bản mới", "của ông", "của bà")


def measured(_place: Place, _say: Say) -> Part:
    """Each question asked of the short store and of the long one, turn by turn."""
    settings.ALLOWED_HOSTS = ["*"]
    stores = {count: _store(count) for count in (FEW, MANY)}
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE vault_item")
    found: dict[str, list[Sample]] = {}
    for number in range(TIMES + WARM):
        for count, owner in stores.items():
            for name, ask in _questions(owner).items():
                sample = _asked(ask)
                if number >= WARM:
                    found.setdefault(f"{name}, {count:,} papers", []).append(sample)
    figures = [Figure.of(name, samples) for name, samples in found.items()]
    return Part("The store of papers, in this process", figures, _targets(figures))


def _targets(figures: list[Figure]) -> list[Target]:
    """A long store takes at most 1.5 times as long as a short one, and never asks more; 0.3 ms are noise."""
    by_name = {one.name: one for one in figures}
    wanted = []
    for name in (LIST, DEEP, SEARCH, NOTHING, PICK, PAGE):
        few, many = by_name[f"{name}, {FEW:,} papers"], by_name[f"{name}, {MANY:,} papers"]
        times = max(many.median - 0.0003, 0) / few.median
        wanted.append(Target(f"{name}: {MANY:,} beside {FEW}", 1.5, times, "times", True))
        wanted.append(Target(f"{name}: more statements", 0, (many.statements or 0) - (few.statements or 0), "", True))
    return wanted


def _store(count: int) -> Account:
    """An account with so many papers, and none of their bytes: a list opens no file."""
    owner = Account.objects.create(full_name=f"Người có {count} giấy tờ", phone=f"0399{count:06}")
    now, chosen = clock.now(), kinds.CHOSEN
    file = StoredFile.objects.create(
        sha256="0" * 64, size=1, mime="application/pdf", name="a.pdf", storage_key=f"bench-{count}", subject="bench",
        uploaded_at=now,
    )  # fmt: skip
    rows = []
    for number in range(count):
        kind, title = chosen[number % len(chosen)].code, f"Giấy tờ {number} {WORDS[number % len(WORDS)]}"
        said = vault.Said(kind, title, f"{number}/2026")
        known = {"kind": kind, "title": title, "number": said.number, "folded": said.folded}
        rows.append(Item(id=uuid7(), owner=owner, file=file, added_at=now, changed_at=now, **known))
    Item.objects.bulk_create(rows, batch_size=2000)
    Shelf.objects.create(owner=owner, items=count, size=0)
    return owner


def _questions(owner: Account) -> dict[str, Callable[[], object]]:
    actor = Actor(owner.pk, owner.full_name, "citizen")
    middle = Item.objects.filter(owner=owner).order_by("id").values_list("id", flat=True)[FEW // 2]
    client = Client()
    client.cookies["motcua"] = people.session(owner)
    return {
        LIST: partial(vault.page, actor),
        DEEP: partial(vault.page, actor, after=middle),
        SEARCH: partial(vault.page, actor, text="giấy bản mới"),
        NOTHING: partial(vault.page, actor, text="khongcogi"),
        PICK: partial(vault.usable, owner.pk, sorts=["birth"]),
        PAGE: partial(client.get, "/kho-giay-to/"),
    }


def _asked(ask: Callable[[], object]) -> Sample:
    recorder = Recorder()
    with recorder.here():
        began = time.perf_counter()
        ask()
        lasted = time.perf_counter() - began
    return Sample(lasted, len(recorder.seen))
