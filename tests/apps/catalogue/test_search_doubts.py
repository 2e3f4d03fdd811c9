"""A doubtful value that somebody answered for is told as a fact in lists too."""

import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.catalogue import api, drafts, publishing, search, versions
from motcua.catalogue.models import Confirmation, ProcedureVersion
from motcua.catalogue.search import hits
from motcua.catalogue.values import Doubt
from motcua.kit.actor import Actor
from motcua.kit.clock import now

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped")]
SPLIT_HOUSEHOLD = "1.010038"
ASK = "Hỏi cơ quan"


@pytest.fixture(autouse=True)
def afresh() -> None:
    search.forget()


@pytest.fixture
def version() -> ProcedureVersion:
    found = api.published(SPLIT_HOUSEHOLD)
    assert [doubt["item"] for doubt in found.doubts] == ["fee"]
    return found


def hit() -> api.Hit:
    [found] = api.search(api.Query(SPLIT_HOUSEHOLD)).hits
    return found


def answer(version: ProcedureVersion) -> None:
    Confirmation.objects.create(version=version, item="fee", name="Lan", on=now().date(), source="Điều 11")


def test_a_confirmed_value_is_told_at_once_where_it_was_confirmed(version: ProcedureVersion) -> None:
    assert (hit().fee, hit().doubt) == (ASK, True)
    publishing.confirm(version, "fee", Actor(None, "Lan", "officer"), source="Luật 60/2014/QH13 Điều 11")
    assert hit().fee != ASK and not hit().doubt


def test_elsewhere_a_confirmed_value_is_told_within_a_minute(
    version: ProcedureVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert hit().doubt
    answer(version)
    assert hit().doubt
    later = time.monotonic() + 61
    monkeypatch.setattr(hits.time, "monotonic", lambda: later)
    assert hit().fee != ASK and not hit().doubt


def test_what_is_still_doubtful_stays_so(version: ProcedureVersion) -> None:
    limit = Doubt(item="limit", value="1 ngày", why="Không ghi ngày gì.")
    document = api.document(version)
    draft = drafts.save(document.model_copy(update={"doubts": [*document.doubts, limit]}), by="Lan")
    officer = Actor(None, "Lan", "officer")
    answer(publishing.publish(draft, officer, decision="163/QĐ-BTP", decision_date=now().date()))
    assert (hit().limit, hit().doubt) == (ASK, True) and hit().fee != ASK


def test_a_page_with_doubts_costs_no_statement_more(version: ProcedureVersion) -> None:
    answer(version)
    versions.forget()
    with CaptureQueriesContext(connection) as cold:
        api.search(api.Query("khai tử lưu động"), size=50)
    with CaptureQueriesContext(connection) as warm:
        api.search(api.Query("khai tử lưu động"), size=50)
    assert len(cold) <= 3 and len(warm) == 1
