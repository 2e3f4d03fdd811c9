"""The page of rights is the policy itself: what it shows is compared with what people wrote down by hand."""

import csv
import io

import pytest
from django.test import Client
from django.urls import reverse

from motcua.backstage import rights, specimens
from motcua.dossiers import policy
from motcua.dossiers.models import Dossier, Party
from motcua.kit import clock
from motcua.kit.actor import Actor
from motcua.people.models import Mandate
from tests.support import dossiers, world

pytestmark = pytest.mark.django_db

EVERYBODY = "owner agent limited pin stranger nobody clerk officer leader seal_clerk colleague elsewhere administrator"
SHOWN = {
    "Bản nháp trên mạng: xem": "owner agent pin colleague",
    "Bản nháp trên mạng: sửa": "owner agent colleague",
    "Bản nháp trên mạng: bỏ": "owner agent colleague",
    "Bản nháp trên mạng: mời người cùng làm": "owner agent colleague",
    "Bản nháp gõ tại quầy: xem": "pin clerk colleague",
    "Bản nháp gõ tại quầy: sửa": "clerk colleague",
    "Hồ sơ đã nộp: xem": "owner agent pin clerk officer leader seal_clerk colleague",
    "Hồ sơ đã nộp: mở giấy tờ": "owner agent pin clerk officer leader seal_clerk colleague",
    "Hồ sơ đã nộp: tiếp nhận": "clerk",
    "Hồ sơ đã nộp: rút": "owner agent colleague",
    "Hồ sơ chờ ký: ký": "leader",
    "Kho giấy tờ của người nộp: xem": "owner agent",
    "Kho giấy tờ của người nộp: lấy vào hồ sơ": "owner agent limited",
}
"""Written by hand: question of the page → who may."""

OFFICERS = (
    "clerk officer leader seal_clerk police_officer police_chief other_clerk other_officer administrator province"
)
SEES, PAPERS, EDITS = "sees", "papers", "edits"
REAL: dict[str, dict[str, tuple[str, str]]] = {
    "draft": {
        "owner": ("sees papers edits", "submit take_back"),
        "agent": ("sees papers edits", "submit take_back"),
        "helper": ("sees papers edits", ""),
    },
    "submitted": {
        "owner": ("sees papers", "recall take_back"),
        "agent": ("sees papers", "recall take_back"),
        "pin": ("sees papers", ""),
        "clerk": ("sees papers", "receive request_intake_supplement reject"),
        "officer": ("sees papers", ""),
        "leader": ("sees papers", ""),
        "seal_clerk": ("sees papers", ""),
    },
    "processing": {
        "owner": ("sees papers", "request_withdrawal ask_correction"),
        "agent": ("sees papers", "request_withdrawal ask_correction"),
        "pin": ("sees papers", ""),
        "clerk": ("sees papers", ""),
        "officer": ("sees papers", "request_supplement propose"),
        "leader": ("sees papers", "refuse_merits"),
        "seal_clerk": ("sees papers", ""),
    },
    "proposed": {
        "owner": ("sees papers", "request_withdrawal ask_correction"),
        "agent": ("sees papers", "request_withdrawal ask_correction"),
        "pin": ("sees papers", ""),
        "clerk": ("sees papers", ""),
        "officer": ("sees papers", ""),
        "leader": ("sees papers", "send_back sign refuse_merits"),
        "seal_clerk": ("sees papers", ""),
    },
}
"""Written by hand: dossier → person → what they see of it and may do; who is not named gets nothing at all."""


def test_the_page_shows_what_was_written_down_by_hand() -> None:
    assert list(specimens.PEOPLE) == EVERYBODY.split()
    shown = {
        words: {who for who, may in zip(specimens.PEOPLE, answers, strict=True) if may}
        for words, answers in specimens.table()
    }
    assert shown == {words: set(people.split()) for words, people in SHOWN.items()}


def test_real_people_before_real_dossiers_get_what_was_written_down() -> None:
    things = {
        "draft": dossiers.draft(), "submitted": dossiers.submitted(seed=2), "processing": dossiers.processing(seed=3),
        "proposed": dossiers.proposed(seed=4),
    }  # fmt: skip
    people = _people(things)
    wrong, count = [], 0
    for name, dossier in things.items():
        for who, actor in people.items():
            count += 1
            got = _answers(actor, dossier)
            wanted = REAL[name].get(who, ("", ""))
            if got != wanted:
                wrong.append(f"{who} before {name}: {wanted} written down, the policy says {got}")
    print(f"{count} pairs of person and dossier asked")
    assert not wrong, "\n".join(wrong)


def _people(things: dict[str, Dossier]) -> dict[str, Actor]:
    owner, other = world.account("citizen"), world.account("other_citizen")
    helper = world.account("citizen_without_email")
    Mandate.objects.create(principal=owner, agent=other, ground="authorised", valid_from="2025-07-01")
    Party.objects.create(
        dossier=things["draft"], account=helper, part=Party.Part.EDITOR, standing=Party.State.JOINED,
        name=helper.full_name, phone=helper.phone, digest="x", invited_at=clock.now(),
    )  # fmt: skip
    opened = frozenset(one.pk for name, one in things.items() if name != "draft")
    return {
        "owner": world.actor("citizen"),
        "agent": Actor(other.pk, other.full_name, "citizen", on_behalf_of=owner.pk),
        "limited": Actor(other.pk, other.full_name, "citizen", on_behalf_of=owner.pk, scope=frozenset(["9.999999"])),
        "helper": world.actor("citizen_without_email"),
        "stranger": world.actor("other_citizen"),
        "pin": Actor(None, "x", "anonymous", opened=opened),
        "anonymous": Actor.ANONYMOUS,
        **{who: world.actor(who) for who in OFFICERS.split()},
    }


def _answers(actor: Actor, dossier: Dossier) -> tuple[str, str]:
    sees = policy.visible_to(actor).filter(pk=dossier.pk).exists()
    assert sees == policy.is_visible(actor, dossier), "the list and the single look-up say the same"
    facts = {SEES: sees, PAPERS: policy.may_read_papers(actor, dossier), EDITS: policy.may_edit_draft(actor, dossier)}
    return " ".join(name for name, true in facts.items() if true), " ".join(policy.acts(actor, dossier))


def test_the_file_holds_the_same_tables() -> None:
    client = Client()
    client.force_login(world.account("administrator"))
    answer = client.get(reverse("administration_rights_file"))
    rows = list(csv.reader(io.StringIO(answer.text.lstrip("\ufeff"))))
    assert [words for words in SHOWN if not any(row and row[0] == words for row in rows)] == []
    addresses = {row[0] for row in rows if len(row) == 2}
    assert {address for address, _rule in rights.addresses()} <= addresses
    page = client.get(reverse("administration_rights")).text
    assert "chỉ khi" in page and "kể cả khi thay người khác" in page
