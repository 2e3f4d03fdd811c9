"""Ai đã xem dữ liệu của tôi: who, post, office, when, why; once in ten minutes; at a price that does not grow."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from motcua.dossiers import viewing
from motcua.dossiers.models import Dossier, Paper
from motcua.journal import api as journal
from motcua.kit import clock
from motcua.kit.actor import Actor
from tests.apps.portal.test_statements import asked
from tests.security import people
from tests.security.objects import _thing
from tests.support import dossiers, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def sit() -> Callable[[str], Client]:
    def seat(who: str) -> Client:
        client = Client()
        client.force_login(world.account(who))
        return client

    return seat


Sit = Callable[[str], Client]


def _paper(dossier: Dossier) -> Paper:
    found = Paper.objects.filter(dossier=dossier).first()
    assert found is not None
    return found


def test_the_owner_reads_who_looked_from_which_office_at_what_and_why(sit: Sit) -> None:
    dossier = dossiers.received()
    sit("officer").get(reverse("desk", args=[dossier.pk]))
    paper: Any = sit("officer").get(reverse("desk_paper", args=[dossier.pk, _paper(dossier).pk]))
    assert b"".join(paper.streaming_content)
    sit("leader").get(reverse("desk", args=[dossier.pk]))
    shown = sit("citizen").get(reverse("data_seen")).text
    assert world.account("officer").full_name in shown
    assert "Công chức tư pháp – hộ tịch, " + world.commune().name in shown
    assert "đã mở hồ sơ để xử lý hồ sơ" in shown
    assert "đã mở hoặc tải giấy tờ “Giấy chứng sinh" in shown
    assert "đã mở hồ sơ để giám sát" in shown
    assert dossier.shown_code in shown
    assert shown.index("để giám sát") < shown.index("để xử lý hồ sơ")


def test_nobody_else_reads_it(sit: Sit) -> None:
    dossier = dossiers.received()
    sit("officer").get(reverse("desk", args=[dossier.pk]))
    assert sit("other_citizen").get(reverse("dossier_seen", args=[dossier.pk])).status_code == 404
    assert sit("officer").get(reverse("dossier_seen", args=[dossier.pk])).status_code == 404
    assert Client().get(reverse("dossier_seen", args=[dossier.pk])).status_code == 302
    stolen = sit("other_citizen").get(reverse("data_seen"), {"ho-so": str(dossier.pk)}).text
    assert world.account("officer").full_name not in stolen


def test_code_and_pin_open_the_list_and_are_in_it(sit: Sit) -> None:
    dossier = dossiers.processing()
    sit("leader").get(reverse("desk", args=[dossier.pk]))
    things = {name: _thing(name, dossier) for name in people.OPENED_BY_PIN}
    shown = people.browser("pin", things).get(reverse("dossier_seen", args=[dossier.pk])).text
    assert world.account("leader").full_name in shown
    assert "Người có mã hồ sơ và mã tra cứu" in shown


def test_ten_minutes_count_once_and_an_hour_twice() -> None:
    dossier, officer = dossiers.received(), world.actor("officer")
    for _again in range(3):
        viewing.note(officer, dossier)
    viewing.note(officer, dossier, "paper", "Giấy chứng sinh")
    assert len(journal.entries(viewing.subject(dossier.pk))) == 2
    with clock.travel(clock.now() + timedelta(hours=1)):
        viewing.note(officer, dossier)
    assert len(journal.entries(viewing.subject(dossier.pk))) == 3


def test_two_people_without_an_account_are_two() -> None:
    dossier = dossiers.received()
    for name in ("Lê Văn Tám", "Hà Thị Bảy", "Lê Văn Tám"):
        viewing.note(Actor(None, name, "anonymous"), dossier)
    assert [row.who for row in viewing.looks([dossier.pk]).rows] == ["Hà Thị Bảy", "Lê Văn Tám"]


def test_the_small_pictures_of_a_page_are_no_looks_of_their_own(sit: Sit) -> None:
    dossier = dossiers.received()
    picture = reverse("desk_paper", args=[dossier.pk, _paper(dossier).pk]) + "?nho=1"
    assert sit("officer").get(picture).status_code == 200
    assert [fact.payload["what"] for fact in journal.entries(viewing.subject(dossier.pk))] == ["dossier"]


def test_a_look_costs_one_statement_and_the_same_look_again_none(sit: Sit, monkeypatch: pytest.MonkeyPatch) -> None:
    dossier, desk = dossiers.received(), sit("officer")
    address = reverse("desk", args=[dossier.pk])
    desk.get(address)
    Dossier.objects.filter(pk=dossier.pk).update(note_for_office="")
    with clock.travel(clock.now() + timedelta(hours=1)):
        written = asked(lambda: desk.get(address), 200)
        monkeypatch.setattr(viewing.transaction, "on_commit", lambda done: done())
        desk.get(address)
        known = asked(lambda: desk.get(address), 200)
    mine = [sql for sql in written if "journal_record" in sql]
    assert len(mine) == 1
    assert len(known) == len(written) - 1
    print(f"desk: {len(written)} statements with the look, {len(known)} without")


@pytest.mark.parametrize("count", [1, 8])
def test_the_list_costs_the_same_for_one_dossier_and_for_many(sit: Sit, count: int) -> None:
    owner, officer = world.account("citizen"), world.actor("officer")
    made = [dossiers.draft(seed=seed) for seed in range(1, count + 1)]
    for dossier in made:
        dossier.state = "processing"
        for item in range(30):
            viewing.note(officer, dossier, "paper", f"Giấy tờ {item}")
    client = sit("citizen")
    client.get(reverse("data_seen"))
    seen = asked(lambda: client.get(reverse("data_seen")), 200)
    assert len(seen) <= 6, seen
    assert owner.pk == made[0].owner_id


def test_pages_follow_by_key_and_every_look_comes_once(sit: Sit) -> None:
    officer, seen = world.actor("officer"), []
    both = [dossiers.received(seed=1), dossiers.received(seed=2)]
    for item in range(40):
        viewing.note(officer, both[item % 2], "paper", f"Giấy {item:02}")
    key: str | None = None
    while True:
        page = viewing.looks([one.pk for one in both], UUID(key) if key else None)
        seen += [look.act for look in page.rows]
        key = page.next_key
        if key is None:
            break
    assert len(seen) == len(set(seen)) == 40
    assert "Giấy 39" in seen[0]
    shown = sit("citizen").get(reverse("data_seen"), {"sau": "x", "ho-so": "y"})
    assert shown.status_code == 200


def test_whoever_acts_for_the_owner_is_somebody_else() -> None:
    dossier = dossiers.received()
    helper = Actor(world.account("other_citizen").pk, "Người giúp", "citizen", on_behalf_of=dossier.owner_id)
    viewing.note(helper, dossier)
    viewing.note(world.actor("citizen"), dossier)
    rows = viewing.looks([dossier.pk]).rows
    assert [(row.who, row.why) for row in rows] == [("Người giúp", "để làm thay bạn")]
    assert journal.verify(viewing.subject(dossier.pk)) == []
