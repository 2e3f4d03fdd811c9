"""Programs read what people may read: no less, no more, in words they can work with."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from motcua.catalogue import versions
from motcua.catalogue.models import Confirmation, Offering, ProcedureVersion
from motcua.dossiers import viewing
from motcua.exchange import contract, door
from motcua.journal import api as journal
from motcua.kit.actor import Actor
from motcua.people import mandates
from motcua.people.models import Account, Mandate
from tests.support import dossiers, world

pytestmark = pytest.mark.django_db
BASE = "/api/v1"
CONTROL = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")


def read(client: Client, path: str, status: int = 200, **sent: Any) -> Any:
    answer = client.get(f"{BASE}{path}", sent)
    assert answer.status_code == status, answer.content.decode()
    return answer.json()


def statements(client: Client, path: str, **sent: Any) -> int:
    with CaptureQueriesContext(connection) as seen:
        read(client, path, **sent)
    return len([one for one in seen if not one["sql"].upper().startswith(CONTROL)])


@pytest.fixture
def citizen(client: Client) -> Client:
    client.force_login(world.account("citizen"))
    return client


def test_the_catalogue_is_found_narrowed_and_turned_over(client: Client) -> None:
    found = read(client, "/procedures", q="dang ky khai sinh")
    assert dossiers.BIRTH in [one["code"] for one in found["items"][:3]]
    first = read(client, "/procedures", size=2, office="H42.37.117")
    second = read(client, "/procedures", size=2, office="H42.37.117", after=first["next"])
    assert len(first["items"]) == 2 and not {one["code"] for one in first["items"]} & {
        one["code"] for one in second["items"]
    }
    assert read(client, "/procedures", office="H99", status=404)["title"] == "Không tìm thấy"


def test_what_an_officer_works_on_is_not_theirs(client: Client) -> None:
    found = dossiers.received()
    client.force_login(world.account("clerk"))
    assert read(client, "/my/dossiers")["items"] == []
    read(client, f"/my/dossiers/{found.pk}", status=404)


def test_a_procedure_comes_with_its_papers_fee_limit_and_form(client: Client) -> None:
    told = read(client, f"/procedures/{dossiers.BIRTH}")
    assert told["code"] == dossiers.BIRTH and told["version"]["number"] == 1
    assert {"must", "duty", "name"} <= told["papers"][0].keys() and told["has_form"]
    form = read(client, f"/procedures/{dossiers.BIRTH}/form")
    assert form["$schema"].endswith("2020-12/schema") and form["additionalProperties"] is False
    offices = read(client, f"/procedures/{dossiers.BIRTH}/offices")
    level = Offering.objects.get(agency=world.commune(), procedure__code=dossiers.BIRTH).level
    assert {"office": "H42.37.117", "level": level}.items() <= offices["items"][0].items()
    offered = read(client, "/offices/H42.37.117/procedures", size=50)
    assert dossiers.BIRTH in [one["procedure"] for one in offered["items"]]


def test_what_nobody_verified_is_no_fact_until_somebody_answers_for_it(client: Client) -> None:
    doubted = next(
        version for version in ProcedureVersion.objects.exclude(published_at=None).exclude(doubts=[])
        if version.fee and any(doubt["item"] == "fee" for doubt in version.doubts)
    )  # fmt: skip
    code = versions.version(doubted.id).code
    told = read(client, f"/procedures/{code}")
    assert told["fee"] is None and "fee" in told["unverified"]
    assert all(not method["charges"] for method in told["methods"])
    Confirmation.objects.create(version=doubted, item="fee", name="Trần Thị Kiểm", on=date(2026, 1, 1), source="NQ")
    assert read(client, f"/procedures/{code}")["fee"]["rule"] == doubted.fee["rule"]


def test_a_withdrawn_procedure_is_gone_and_an_unknown_one_never_was(client: Client) -> None:
    version = ProcedureVersion.objects.get(procedure__code=dossiers.BIRTH)
    ProcedureVersion.objects.filter(pk=version.pk).update(
        withdrawn_at=version.published_at, withdrawal={"decision": "QĐ 12", "successors": ["1.004873"]}
    )
    version.procedure.current = None
    version.procedure.save()
    gone = read(client, f"/procedures/{dossiers.BIRTH}", 410)
    assert "QĐ 12" in gone["detail"] and "1.004873" in gone["detail"]
    assert read(client, "/procedures/9.999999", 404)["status"] == 404


def test_refusals_are_problems_that_say_what_to_do(client: Client) -> None:
    for path, sent, status, word in (
        ("/procedures", {"size": "900"}, 422, "khoảng"),
        ("/procedures", {"cap": "xa"}, 422, "Không có tham số"),
        ("/procedures", {"tier": "xã"}, 422, "Chỉ nhận"),
        ("/procedures", {"q": "a\0b"}, 400, "UTF-8"),
        ("/khong-co", {}, 404, "/api/v1/"),
        ("/my/dossiers", {}, 401, "đăng nhập"),
    ):
        answer = client.get(f"{BASE}{path}", sent)
        assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
        told = answer.json()
        assert told["status"] == status and word in str(told)
    twice = client.get(f"{BASE}/procedures?q=a&q=b")
    assert twice.status_code == 422 and twice.json()["errors"][0]["where"] == "query.q"
    written = client.post(f"{BASE}/procedures", {"q": "a"})
    assert (written.status_code, written["Allow"]) == (405, "GET, HEAD")


def test_what_did_not_change_is_not_sent_again(client: Client) -> None:
    first = client.get(f"{BASE}/offices")
    assert first["Cache-Control"].startswith("public")
    again = client.get(f"{BASE}/offices", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304 and not again.content
    assert client.head(f"{BASE}/offices").status_code == 200


def test_my_dossiers_are_mine_and_kept_by_nobody(citizen: Client) -> None:
    mine, theirs = dossiers.processing(), dossiers.submitted(who="other_citizen", seed=2)
    listed = citizen.get(f"{BASE}/my/dossiers")
    assert listed["Cache-Control"] == "private, no-store"
    assert [one["id"] for one in listed.json()["items"]] == [str(mine.id)]
    told = read(citizen, f"/my/dossiers/{mine.id}")
    assert (told["done"], told["of"], told["state"]) == (3, 5, "processing")
    assert [one["kind"] for one in told["timeline"]][-1] == "dossier.submitted"
    assert "Trần" not in str(told["timeline"])
    read(citizen, f"/my/dossiers/{theirs.id}", 404)
    assert read(citizen, "/my/account")["assurance"] == 1


def test_who_works_for_another_reads_the_others_and_not_their_own(citizen: Client) -> None:
    own = dossiers.submitted()
    business = Account.objects.create(
        full_name="Công ty A", organisation_name="Công ty A", kind=Account.Kind.ORGANISATION, tax_code="0101234567"
    )
    theirs = dossiers.draft(seed=2)
    theirs.owner = business
    theirs.save()
    mandate = mandates.give(business, world.account("citizen"), Mandate.Ground.STAFF, actor=Actor.SYSTEM)
    kept = citizen.session
    kept[mandates.ACTING] = str(mandate.pk)
    kept.save()
    assert [one["id"] for one in read(citizen, "/my/dossiers")["items"]] == [str(theirs.id)]
    read(citizen, f"/my/dossiers/{own.id}", 404)
    read(citizen, f"/my/dossiers/{theirs.id}")
    assert len(journal.newest([viewing.subject(theirs.id)], 5)) == 1, "the owner sees who looked, by program too"
    assert read(citizen, "/my/account")["acting_for"] == "Công ty A"
    mandates.end(mandate, actor=Actor.SYSTEM)
    read(citizen, f"/my/dossiers/{theirs.id}", 404)


def test_a_read_costs_the_same_whatever_the_number_of_rows(citizen: Client) -> None:
    dossiers.draft()
    for path, most, client in (
        ("/procedures", 5, Client()), ("/offices", 2, Client()), ("/offices/H42.37.117/procedures", 3, Client()),
        ("/my/dossiers", 8, citizen),
    ):  # fmt: skip
        statements(client, path, size=50)
        few = statements(client, path, size=1)
        dossiers.draft(seed=3)
        assert statements(client, path, size=50) <= few <= most, path


def test_too_many_questions_wait(client: Client, settings: Any) -> None:
    settings.MOTCUA_API_PER_MINUTE = 3
    answers = [client.get(f"{BASE}/offices") for _ in range(4)]
    assert [one.status_code for one in answers] == [200, 200, 200, 429]
    assert int(answers[-1]["Retry-After"]) <= 60 and "giây" in answers[-1].json()["detail"]


def test_every_address_is_described_and_says_its_rule(client: Client) -> None:
    told = read(client, "/openapi.json")
    described = {one["operationId"] for path in told["paths"].values() for one in path.values()}
    assert described == {pattern.name for pattern in contract.patterns()}
    assert told["openapi"].startswith("3.1") and contract.parameters("api_procedures") >= {"q", "size", "after"}
    page = client.get(reverse("api")).content.decode()
    assert all(path in page for path in told["paths"]) and '<script src="http' not in page
    assert door.PROGRESS_PER_HOUR < 60
