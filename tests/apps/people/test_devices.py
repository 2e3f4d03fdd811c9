"""Devices: each browser listed, ended, announced; officers' sessions are short and few."""

import re
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob

from motcua.kit import clock
from motcua.messaging.models import Message
from motcua.people import devices, jobs, names_of_devices, sessions
from motcua.people.models import Account, Device
from tests.apps.people.conftest import PHONE
from tests.support import officers, world

ANDROID = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile Safari/537.36"
Send = Callable[..., str]


@pytest.fixture
def account(db: None) -> Account:
    return Account.objects.make(phone=PHONE, full_name="Trịnh Bảo Ngọc")


def browser() -> Client:
    return Client(HTTP_USER_AGENT=ANDROID, REMOTE_ADDR="203.0.113.7")


def sign_in(client: Client, phone: str = PHONE) -> None:
    """Through both pages, as a person does."""
    assert client.post("/dang-nhap/", {"phone": phone}).status_code == 302
    body = Message.objects.filter(recipient=phone, purpose="one_time_code").latest("id").body
    code = re.findall(r"\b\d{6}\b", body)[0]
    answer = client.post("/dang-nhap/xac-nhan/", {"code": code})
    assert answer.status_code == 302, answer.content.decode()[:500]


def test_a_session_is_a_new_one_after_every_sign_in(account: Account) -> None:
    """Whoever knew the key of the earlier session, even of the same account, is not let in by it."""
    client, copy = browser(), browser()
    sign_in(client)
    copy.cookies = client.cookies.copy()  # type: ignore[assignment]
    before = client.session.session_key
    request = RequestFactory().get("/")
    request.session = client.session  # type: ignore[assignment]
    sessions.open_session(request, account, "code")
    request.session.save()
    assert request.session.session_key != before
    assert copy.get("/tai-khoan/").status_code == 302
    assert len(devices.of(account.pk)) == 1


def test_an_officer_takes_over_no_draft_that_was_begun_in_the_browser(db: None) -> None:
    client = browser()
    kept = client.session
    kept[sessions.HELD] = [str(uuid4())]
    kept.save()
    client.cookies["motcua"] = kept.session_key or ""
    officers.sign_in(client, world.PHONES["clerk"])
    assert client.get("/mot-cua/").status_code == 200
    assert not client.session.get(sessions.HELD)


def announced(phone: str = PHONE) -> int:
    """How many times its owner was written to, once the jobs have run."""
    for queued in ProcrastinateJob.objects.filter(task_name="people.tell_of_new_sign_in"):
        devices.tell_of_new.run(**queued.args)
    return Message.objects.filter(recipient=phone, purpose="new_sign_in").count()


def test_a_browser_is_listed_in_words_its_owner_knows(account: Account) -> None:
    client = browser()
    sign_in(client)
    [listed] = devices.of(account.pk)
    assert (listed.name, listed.network, listed.how) == ("Chrome, Android", "203.0.113.x", "code")
    page = client.get("/tai-khoan/thiet-bi/").content.decode()
    assert "Chrome, Android" in page and "máy này" in page
    assert "203.0.113.7" not in page


def test_the_owner_hears_of_a_new_browser_but_not_of_the_first_nor_of_a_known_one(account: Account) -> None:
    first, second = browser(), browser()
    sign_in(first)
    assert announced() == 0
    sign_in(second)
    assert announced() == 1
    second.post("/dang-xuat/")
    sign_in(second)
    assert announced() == 1
    assert "Chrome, Android" in Message.objects.get(recipient=PHONE, purpose="new_sign_in").body


def test_one_browser_is_ended_and_the_others_go_on(account: Account) -> None:
    mine, lost = browser(), browser()
    sign_in(lost)
    sign_in(mine)
    gone = Device.objects.get(session_key=lost.session.session_key)
    assert mine.post(f"/tai-khoan/thiet-bi/{gone.pk}/").status_code == 302
    assert lost.get("/tai-khoan/").status_code == 302
    assert mine.get("/tai-khoan/").status_code == 200


def test_nobody_ends_a_strangers_browser(account: Account) -> None:
    mine, client = browser(), Client()
    sign_in(mine)
    client.force_login(world.account("citizen"))
    [device] = devices.of(account.pk)
    assert client.post(f"/tai-khoan/thiet-bi/{device.pk}/").status_code == 404
    assert client.post(f"/tai-khoan/thiet-bi/{uuid4()}/").status_code == 404
    assert mine.get("/tai-khoan/").status_code == 200


def test_signing_out_everywhere_leaves_nothing_open(account: Account) -> None:
    both = [browser(), browser()]
    for client in both:
        sign_in(client)
    assert both[0].post("/tai-khoan/thiet-bi/tat-ca/").status_code == 302
    assert [client.get("/tai-khoan/").status_code for client in both] == [302, 302]
    assert not devices.of(account.pk)


def test_the_whole_post_of_the_code_costs_at_most_fourteen_statements(account: Account) -> None:
    sign_in(browser())
    client = browser()  # unknown here, so that its owner is told: the dearest sign-in
    with CaptureQueriesContext(connection) as asked:
        client.post("/dang-nhap/", {"phone": PHONE})
    code = re.findall(r"\b\d{6}\b", Message.objects.filter(recipient=PHONE).latest("id").body)[0]
    with CaptureQueriesContext(connection) as given:
        assert client.post("/dang-nhap/xac-nhan/", {"code": code}).status_code == 302
    for seen in (asked, given):
        counted = [q["sql"] for q in seen if not re.match(r"SAVEPOINT|RELEASE|BEGIN|COMMIT", q["sql"])]
        print(len(counted))
        assert len(counted) <= 14, "\n".join(counted)
    assert announced() == 1


def test_the_session_key_known_before_signing_in_opens_nothing_after_it(account: Account) -> None:
    client = browser()
    client.post("/dang-nhap/", {"phone": PHONE})
    before = client.session.session_key
    sign_in(client)
    assert client.session.session_key != before
    thief = Client()
    thief.cookies["motcua"] = before or ""
    assert thief.get("/tai-khoan/").status_code == 302


@pytest.mark.parametrize(("since", "what"), [(31 * 60, "seen"), (12 * 3600 + 60, "opened")])
def test_an_officers_session_ends_when_idle_or_long(db: None, since: int, what: str) -> None:
    client = Client()
    client.force_login(world.account("clerk"))
    assert client.get("/tai-khoan/").status_code == 200
    kept = client.session
    kept[devices.MARK] = {**kept[devices.MARK], what: kept[devices.MARK][what] - since}
    kept.save()
    assert client.get("/mot-cua/").status_code == 302
    assert "Hãy đăng nhập lại" in client.get("/dang-nhap/can-bo/").content.decode()


def test_a_session_without_a_clock_is_over(db: None) -> None:
    client = Client()
    client.force_login(world.account("citizen"))
    kept = client.session
    del kept[devices.MARK]
    kept.save()
    assert client.get("/tai-khoan/").status_code == 302


def test_reading_pages_seldom_writes(account: Account) -> None:
    client = browser()
    sign_in(client)
    [before] = devices.of(account.pk)
    client.get("/tai-khoan/")
    assert devices.of(account.pk)[0].seen_at == before.seen_at
    Device.objects.update(seen_at=clock.now() - timedelta(hours=1))
    kept = client.session
    kept[devices.MARK] = {**kept[devices.MARK], "seen": kept[devices.MARK]["seen"] - 700}
    kept.save()
    client.get("/tai-khoan/")
    assert devices.of(account.pk)[0].seen_at >= before.seen_at


def test_what_expired_leaves_the_list(account: Account) -> None:
    sign_in(browser())
    jobs.sweep()
    assert len(devices.of(account.pk)) == 1
    with clock.travel(clock.now() + timedelta(days=15)):
        jobs.sweep()
    assert not devices.of(account.pk)


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        (ANDROID, "Chrome, Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/130.0", "Firefox, Windows"),
        ("curl/8", "Trình duyệt khác"),
        ("", "Trình duyệt khác"),
    ],
)
def test_names(agent: str, said: str) -> None:
    assert names_of_devices.device(agent) == said


def test_networks_are_shortened() -> None:
    assert names_of_devices.network("2001:db8:1:2::9") == "2001:0db8:0001:x"
    assert names_of_devices.network("nonsense") == ""


def test_unknown_phones_cost_and_say_the_same(account: Account) -> None:
    """Asking for a code tells nobody whether a phone has an account."""
    answers = []
    for phone in (PHONE, "0900000999"):
        with CaptureQueriesContext(connection) as seen:
            answer = browser().post("/dang-nhap/", {"phone": phone})
        answers.append((answer.status_code, answer["Location"], len(seen)))
    assert answers[0] == answers[1]
