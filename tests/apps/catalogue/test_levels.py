"""The level is proven, never declared: take away any single condition and it falls exactly as the table says."""

from datetime import date
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from config.cli import main
from config.commands.levels import judged
from motcua.agencies.models import Officer
from motcua.catalogue import api, drafts, library, offers, publishing
from motcua.catalogue.levels import registry
from motcua.catalogue.levels.conditions import BY_KEY, CONDITIONS
from motcua.catalogue.levels.judging import judge
from motcua.catalogue.levels.proof import Finding, Proof, level_of
from motcua.catalogue.levels.registry import Case
from motcua.catalogue.models import Offering, Procedure, ProcedureVersion
from motcua.catalogue.schema import ProcedureFile
from motcua.dossiers import staff
from motcua.kit.actor import Actor
from tests.support import world

pytestmark = pytest.mark.django_db
ALL = dict.fromkeys(BY_KEY, True)


def proof_of(met: dict[str, bool], **more: bool) -> Proof:
    return Proof(tuple(Finding(one, met.get(one.key, False), "") for one in CONDITIONS), **more)


@pytest.fixture
def free_and_online() -> ProcedureFile:
    """Đăng ký khai tử as it would be if nothing at all were charged: everything level 4 needs."""
    version = api.published("1.000656")
    document = api.document(version)
    return document.model_copy(
        update={"fee": document.fee and document.fee.model_copy(
            update={"rule": "free", "note": "Luật 60/2014/QH13 Điều 11", "amount": 0, "label": "", "per": "dossier",
                    "field": "", "free_when": ""})}
    )  # fmt: skip


def judged_as(document: ProcedureFile, *, agency: bool = True) -> Proof:
    case = Case(api.published("1.000656"), document, world.commune().id if agency else None)
    return judge(case)


def without(document: ProcedureFile, **content: Any) -> ProcedureFile:
    return document.model_copy(update={"content": document.content.model_copy(update=content)})


ABLATIONS: dict[str, tuple[int, Any]] = {
    "name": (0, lambda d: d.model_copy(update={"name": " "})),
    "steps": (0, lambda d: without(d, steps=[])),
    "methods": (0, lambda d: without(d, methods=[])),
    "components": (0, lambda d: without(d, sets=None)),
    "limit": (0, lambda d: without(d, limit_text="")),
    "subjects": (0, lambda d: without(d, subjects=[])),
    "agency": (0, lambda d: without(d, agency_text="")),
    "result": (0, lambda d: without(d, result_text="")),
    "forms": (0, lambda d: without(d, form_text="")),
    "receipt": (0, lambda d: without(d, receipt_ways=[])),
    "laws": (0, lambda d: without(d, legal_basis=[])),
    "download": (1, lambda d: without(d, forms=[one.model_copy(update={"definition": ""}) for one in d.content.forms])),
    "verified": (2, lambda d: d.model_copy(update={"doubts": [{"item": "limit", "why": "chưa rõ"}]})),
    "online": (2, lambda d: without(d, methods=[one for one in d.content.methods if one.channel != "online"])),
    "form": (2, lambda d: d.model_copy(update={"legal_fields": ["deceased.khong_co"]})),
    "dossier": (2, lambda d: d.model_copy(update={"result": None})),
    "route": (2, lambda d: d.model_copy(update={"route": []})),
    "payment": (3, lambda d: d.model_copy(update={"fee": d.fee.model_copy(update={"rule": "council"})})),
    "delivery": (3, lambda d: d.model_copy(update={"delivery_methods": ["counter"]})),
    "presence": (3, lambda d: without(d, presence={"required": True, "who": "Người khai", "basis": "Luật"})),
}


def test_nothing_taken_away_is_level_four_without_a_visit(free_and_online: ProcedureFile) -> None:
    proof = judged_as(free_and_online)
    assert proof.lacking(4) == () and (proof.level, proof.visits) == (4, 0)
    assert proof.full_online and proof.national_code == "4"


@pytest.mark.parametrize("key", ABLATIONS)
def test_one_condition_less_and_the_level_falls_as_stated(key: str, free_and_online: ProcedureFile) -> None:
    level, take_away = ABLATIONS[key]
    proof = judged_as(ProcedureFile.model_construct(**_fresh(take_away(free_and_online))))
    assert proof.level == level == BY_KEY[key].level - 1
    assert key in {one.condition.key for one in proof.lacking(level + 1)}


def _fresh(document: ProcedureFile) -> dict[str, Any]:
    """The changed parts as objects again: model_copy does not read what it is given."""
    from motcua.catalogue.schema import Presence
    from motcua.catalogue.values import Doubt

    raw = dict(document)
    raw["doubts"] = [Doubt.model_validate(one) if isinstance(one, dict) else one for one in raw["doubts"]]
    if isinstance(raw["content"].presence, dict):
        presence = Presence.model_validate(raw["content"].presence)
        raw["content"] = raw["content"].model_copy(update={"presence": presence})
    return raw


def test_without_attachments_notices_or_a_lawful_signature_it_is_level_two(
    free_and_online: ProcedureFile, settings: Any
) -> None:
    settings.MOTCUA_CHANNELS = {"email": settings.MOTCUA_CHANNELS["email"]}
    assert judged_as(free_and_online).level == 2, "no SMS, no notices"
    settings.MOTCUA_CHANNELS = settings.MOTCUA_CHANNELS | {"sms": "x"}
    unlawful = free_and_online.content.signature.model_copy(update={"demanded": True, "basis": ""})
    assert judged_as(without(free_and_online, signature=unlawful)).level == 2
    bare = Case(ProcedureVersion(), free_and_online, None)
    assert not registry.ask("attachments", bare).ok and not registry.ask("form", bare).ok


def test_every_condition_has_somebody_who_speaks_for_it() -> None:
    assert registry.spoken_for() == BY_KEY.keys()


def test_a_condition_nobody_speaks_for_is_not_met(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(registry._providers, "delivery", [])
    assert not registry.ask("delivery", Case(ProcedureVersion(), api.document(api.published("1.000656")), None)).ok


def test_paying_online_or_to_the_post_is_as_good_as_no_fee(
    free_and_online: ProcedureFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The seed of Đồng Nai: the public post collects on delivery (R12)."""
    charged = ABLATIONS["payment"][1](free_and_online)
    assert judged_as(charged).level == 3
    by_post = [*registry._providers["payment"], lambda case: registry.Evidence(True, "Bưu chính thu hộ")]
    monkeypatch.setitem(registry._providers, "payment", by_post)
    assert judged_as(charged).level == 4


@given(met=st.fixed_dictionaries({key: st.booleans() for key in BY_KEY}))
def test_a_level_holds_exactly_when_it_and_all_below_hold(met: dict[str, bool]) -> None:
    level = level_of(met)
    assert all(met[one.key] for one in CONDITIONS if one.level <= level)
    assert level == 4 or any(not met[one.key] for one in CONDITIONS if one.level == level + 1)
    assert proof_of(met).visits in (0, 1, 2)


@pytest.mark.parametrize(
    ("missing", "level", "visits", "code"),
    [
        ((), 4, 0, "4"), (("payment",), 3, 1, "3"), (("presence",), 3, 1, "3"), (("delivery",), 3, 1, "3"),
        (("route",), 2, 2, "2"), (("download",), 1, 2, "2"), (("laws",), 0, 2, "2"),
    ],
)  # fmt: skip
def test_visits_and_national_code(missing: tuple[str, ...], level: int, visits: int, code: str) -> None:
    proof = proof_of(ALL | dict.fromkeys(missing, False))
    assert (proof.level, proof.visits, proof.national_code) == (level, visits, code)
    assert proof.full_online == (level >= 3 and visits == 0)


def test_free_when_on_time_needs_no_visit_though_the_late_one_pays() -> None:
    birth = api.prove(api.published("1.001193"), world.commune().id)
    assert (birth.level, birth.visits, birth.national_code) == (3, 0, "4")


def test_marriage_is_never_full_online() -> None:
    marriage = api.prove(api.published("1.000894"), world.commune().id)
    assert (marriage.level, marriage.visits, marriage.full_online) == (3, 1, False)


def test_an_office_without_its_people_does_not_reach_level_three() -> None:
    commune = world.commune()
    Officer.objects.filter(agency=commune, roles__contains=["seal_clerk"]).delete()
    staff.forget()
    assert api.prove(api.published("1.000656"), commune.id).level == 2
    staff.forget()


def test_nothing_is_offered_above_its_proof() -> None:
    land = Procedure.objects.get(code="1.012812")
    with pytest.raises(offers.CannotOffer, match=r"1\.012812"):
        api.offer(world.commune(), land, level=3)


def test_a_doubt_holds_the_level_down_until_a_person_answers_for_it() -> None:
    document = api.document(api.published("1.000656"))
    doubted = document.model_copy(update={"doubts": [publishing_doubt()]})
    draft = drafts.save(doubted, by="Tạ Diệu Linh")
    publisher = Actor(None, "Tạ Diệu Linh", "officer")
    version = publishing.publish(draft, publisher, decision="163/QĐ-BTP", decision_date=date(2026, 1, 20))
    commune = world.commune()
    assert api.prove(version, commune.id).level == 2
    assert Offering.objects.get(agency=commune, procedure=version.procedure).level == 2, "the promise falls with it"
    with pytest.raises(publishing.Refused):
        publishing.confirm(version, "limit", publisher, source="")
    publishing.confirm(version, "limit", publisher, source="Luật 60/2014/QH13 Điều 34")
    assert api.prove(version, commune.id).level == 3


def publishing_doubt() -> Any:
    from motcua.catalogue.values import Doubt

    return Doubt(item="limit", why="Hai nguồn nói khác nhau.", source="hồ sơ công bố")


def test_publishing_needs_the_eleven_items_a_decision_and_the_draft_one_looked_at() -> None:
    document = api.document(api.published("1.000656"))
    publisher = Actor(None, "Tạ Diệu Linh", "officer")
    draft = drafts.save(document.model_copy(update={"min_assurance": 2}), by="Tạ Diệu Linh")
    with pytest.raises(publishing.Refused, match="quyết định"):
        publishing.publish(draft, publisher, decision=" ", decision_date=None)
    drafts.save(document.model_copy(update={"min_assurance": 0}), by="Người khác")
    with pytest.raises(publishing.Refused, match="thay đổi"):
        publishing.publish(draft, publisher, decision="1/QĐ", decision_date=None)
    poor = drafts.save(without(document, steps=[]), by="Tạ Diệu Linh")
    with pytest.raises(publishing.Refused, match="trình tự"):
        publishing.publish(poor, publisher, decision="1/QĐ", decision_date=None)
    assert api.published("1.000656").digest == library.documents.digest_of(document, api.published("1.000656").form_id)


def test_of_two_administrators_the_second_is_told_and_nothing_is_lost() -> None:
    document = api.document(api.published("1.000656"))
    first = drafts.save(document.model_copy(update={"min_assurance": 2}), by="Người thứ nhất", revision=0)
    with pytest.raises(drafts.EditedMeanwhile, match="Người thứ nhất") as caught:
        drafts.save(document.model_copy(update={"min_assurance": 0}), by="Người thứ hai", revision=0)
    assert caught.value.draft.id == first.id
    kept = drafts.draft_of(first.procedure)
    assert kept is not None and kept.min_assurance == 2


def test_the_table_of_an_office_names_level_proof_and_visits() -> None:
    rows = judged(world.commune())
    assert len(rows) >= 119
    assert all(row["proven"] >= row["level"] >= 1 and row["visits"] in (0, 1, 2) for row in rows)
    assert all(set(row["proof"]) == set(BY_KEY) for row in rows)
    assert {row["code"]: row["level"] for row in rows}["1.001193"] == 3


def test_the_table_is_in_vietnamese_and_json_keeps_the_keys() -> None:
    said = CliRunner().invoke(main, ["levels", "--office", world.commune().code])
    missing = {key for row in judged(world.commune()) for key in row["lacking"]}
    assert said.exit_code == 0 and missing
    assert all(BY_KEY[key].title in said.output for key in missing)
    assert not any(line.endswith(tuple(f" {key}" for key in BY_KEY)) for line in said.output.splitlines())
    unknown = CliRunner().invoke(main, ["levels", "--office", "H99"])
    assert unknown.exit_code == 1 and "Không có cơ quan nào mang mã hoặc tên “H99”" in unknown.output


def test_a_draft_without_a_decision_is_published_by_the_one_now_named() -> None:
    document = api.document(api.published("1.000656"))
    publisher = Actor(None, "Tạ Diệu Linh", "officer")
    draft = drafts.save(document.model_copy(update={"decision": "", "min_assurance": 2}), by="Tạ Diệu Linh")
    version = publishing.publish(draft, publisher, decision="300/QĐ-BTP", decision_date=date(2026, 11, 20))
    assert version.decision == "300/QĐ-BTP" and api.document(version).decision == "300/QĐ-BTP"
    assert version.digest == library.documents.digest_of(api.document(version), version.form_id)


def test_a_publication_that_failed_is_not_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    document = api.document(api.published("1.000656"))
    publisher = Actor(None, "Tạ Diệu Linh", "officer")
    draft = drafts.save(document.model_copy(update={"name": "Một"}), by="Tạ Diệu Linh")

    def fail(*_given: Any) -> None:
        raise RuntimeError("the last step fails")

    with monkeypatch.context() as broken, pytest.raises(RuntimeError):
        broken.setattr(publishing, "announce", fail)
        publishing.publish(draft, publisher, decision="1/QĐ", decision_date=None)
    again = drafts.save(document.model_copy(update={"name": "Hai"}), by="Tạ Diệu Linh", revision=draft.revision)
    assert again.id == draft.id and api.document(again).name == "Hai"


def test_the_library_never_takes_back_what_people_decided(root: Any) -> None:
    document = api.document(api.published("1.000656"))
    publisher = Actor(None, "Tạ Diệu Linh", "officer")
    draft = drafts.save(document.model_copy(update={"name": "Tên tỉnh đã sửa"}), by="Tạ Diệu Linh")
    publishing.publish(draft, publisher, decision="1/QĐ", decision_date=None)
    marriage = Procedure.objects.get(code="1.000894")
    publishing.withdraw(marriage, publisher, decision="2/QĐ", decision_date=date(2026, 11, 20), reason="Bị thay thế")
    api.load(root / "library")
    assert api.published("1.000656").name == "Tên tỉnh đã sửa"
    with pytest.raises(Procedure.DoesNotExist):
        api.published("1.000894")


def test_a_promise_that_falls_is_recorded() -> None:
    from motcua.journal import api as journal

    document = api.document(api.published("1.000656"))
    draft = drafts.save(document.model_copy(update={"doubts": [publishing_doubt()]}), by="Tạ Diệu Linh")
    publisher = Actor(None, "Tạ Diệu Linh", "officer")
    publishing.publish(draft, publisher, decision="163/QĐ-BTP", decision_date=date(2026, 1, 20))
    told = [fact for fact in journal.entries(f"agency:{world.commune().id}") if fact.kind == "offering.changed"]
    assert told[-1].actor_name == "Tạ Diệu Linh" and told[-1].payload["level"] == 2
