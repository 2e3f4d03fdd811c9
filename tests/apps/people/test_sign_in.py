"""Registering and signing in, as the pages will do it."""

import re
import time
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import connection
from django.http import HttpRequest
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from motcua.journal import api as journal
from motcua.kit.identity import Invalid
from motcua.people import api, sessions
from motcua.people.errors import (
    AlreadyRegistered,
    NoAccount,
    OfficerNeedsPassword,
    TooMany,
    WrongPassword,
)
from motcua.people.models import Account
from tests.apps.people.conftest import IP, PHONE

pytestmark = pytest.mark.django_db
Send = Callable[..., str]
OFFICER = "0900000911"
PASSWORD = "một mật khẩu dài"


@pytest.fixture
def request_now(rf: RequestFactory) -> HttpRequest:
    request = rf.post("/")
    request.session = SessionStore()
    request.session["seen"] = True
    request.session.save()
    return request


@pytest.fixture
def officer() -> Account:
    return Account.objects.make(phone=OFFICER, full_name="Người Thử", password=PASSWORD, kind="officer")


def test_a_person_registers_with_the_code_of_the_phone(send_code: Send) -> None:
    code = send_code(purpose=api.REGISTER)
    account = api.register("+84 900 000 901", code, "  Trịnh   Bảo Ngọc ", ip=IP)
    assert (account.phone, account.full_name, account.kind, account.assurance) == (
        PHONE, "Trịnh Bảo Ngọc", "citizen", 1,
    )  # fmt: skip
    assert not account.has_usable_password()
    [fact] = journal.entries(f"account:{account.id}")
    assert fact.kind == "account.registered"
    assert PHONE not in str(fact.payload) and code not in str(fact.payload)


def test_registering_twice_makes_one_account(send_code: Send) -> None:
    api.register(PHONE, send_code(purpose=api.REGISTER), "Ngọc", ip=IP)
    with pytest.raises(AlreadyRegistered):
        api.register(PHONE, send_code(purpose=api.REGISTER), "Ngọc", ip=IP)
    assert Account.objects.filter(phone=PHONE).count() == 1


def test_a_phone_that_is_no_phone_is_explained() -> None:
    with pytest.raises(Invalid, match="Số điện thoại"):
        api.register("12", "123456", "Ngọc", ip=IP)


def test_sign_in_tells_only_the_holder_that_there_is_no_account(send_code: Send) -> None:
    with pytest.raises(NoAccount):
        api.sign_in(PHONE, send_code(), ip=IP)


def test_a_closed_account_does_not_open(send_code: Send) -> None:
    Account.objects.make(phone=PHONE, full_name="Ngọc", is_active=False)
    with pytest.raises(NoAccount):
        api.sign_in(PHONE, send_code(), ip=IP)


def test_the_whole_sign_in_costs_at_most_fourteen_statements(send_code: Send, request_now: HttpRequest) -> None:
    Account.objects.make(phone=PHONE, full_name="Ngọc")
    code = send_code()
    with CaptureQueriesContext(connection) as seen:
        account = api.sign_in(PHONE, code, ip=IP)
        sessions.open_session(request_now, account, "code")
        request_now.session.save()
    counted = [q["sql"] for q in seen if not re.match(r"SAVEPOINT|RELEASE|BEGIN|COMMIT", q["sql"])]
    assert len(counted) <= 14, "\n".join(counted)
    assert [fact.kind for fact in journal.entries(f"account:{account.id}")] == ["account.signed_in"]


def test_signing_in_changes_the_session_key_and_keeps_the_draft(request_now: HttpRequest) -> None:
    account = Account.objects.make(phone=PHONE, full_name="Ngọc")
    before, dossier = request_now.session.session_key, uuid4()
    sessions.hold(request_now, dossier)
    sessions.open_session(request_now, account, "code")
    assert request_now.session.session_key != before
    assert not Session.objects.filter(session_key=before).exists()
    assert sessions.held(request_now) == {dossier}
    sessions.close_session(request_now)
    assert sessions.held(request_now) == frozenset()


def test_another_person_in_the_same_browser_inherits_nothing(request_now: HttpRequest) -> None:
    first = Account.objects.make(phone=PHONE, full_name="Một")
    second = Account.objects.make(phone="0900000902", full_name="Hai")
    sessions.open_session(request_now, first, "code")
    sessions.hold(request_now, uuid4())
    sessions.open_session(request_now, second, "code")
    assert sessions.held(request_now) == frozenset()


def test_a_session_remembers_a_bounded_number_of_dossiers(request_now: HttpRequest) -> None:
    for _ in range(sessions.MOST_HELD + 5):
        sessions.hold(request_now, uuid4())
    assert len(sessions.held(request_now)) == sessions.MOST_HELD


def test_an_officer_signs_in_by_password_not_by_code(officer: Account, send_code: Send) -> None:
    assert api.sign_in_officer("0900 000 911", PASSWORD, ip=IP) == officer
    with pytest.raises(OfficerNeedsPassword):
        api.sign_in(OFFICER, send_code(phone=OFFICER), ip=IP)


def test_wrong_password_and_unknown_phone_answer_alike(officer: Account) -> None:
    answers, times = [], []
    for phone in (OFFICER, "0900000999", "nonsense"):
        start = time.perf_counter()
        with pytest.raises(WrongPassword) as refused:
            api.sign_in_officer(phone, "sai mật khẩu rồi", ip=IP)
        times.append(time.perf_counter() - start)
        answers.append(refused.value.message)
    assert len(set(answers)) == 1
    assert min(times) > max(times) / 20


def test_a_citizen_has_no_password_door() -> None:
    Account.objects.make(phone=PHONE, full_name="Ngọc", password=PASSWORD)
    with pytest.raises(WrongPassword):
        api.sign_in_officer(PHONE, PASSWORD, ip=IP)


def test_guessing_passwords_is_stopped(officer: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "PASSWORDS_PER_PHONE", 2)
    for _ in range(2):
        with pytest.raises(WrongPassword):
            api.sign_in_officer(OFFICER, "x", ip=IP)
    with pytest.raises(TooMany):
        api.sign_in_officer(OFFICER, PASSWORD, ip=IP)
