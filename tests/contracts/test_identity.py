"""Signing in by an identity provider, against a certified one and against our sandbox, as real other processes."""

import copy
import logging
import time
from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.conf import LazySettings
from django.http import HttpResponse
from django.test import Client

from motcua.people.adapters import oidc
from motcua.people.models import Account, Identity
from tests.contracts.oidc_node import NodeProvider
from tests.contracts.process import SandboxProcess
from tests.contracts.visitors import AtNode, AtSandbox, Elsewhere

pytestmark = pytest.mark.django_db
START, BACK = "/dang-nhap/vneid/", "/dang-nhap/vneid/ve/"


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NodeProvider]:
    provider = NodeProvider(tmp_path_factory.mktemp("oidc")).start()
    yield provider
    provider.stop()


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    oidc.forget()
    yield
    oidc.forget()


@pytest.fixture
def configure(settings: LazySettings) -> Callable[..., None]:
    """Let a provider of this installation be the one of the test."""

    def set_to(name: str, **values: object) -> None:
        said = copy.deepcopy(settings.MOTCUA_SSO)
        said[name] |= values
        settings.MOTCUA_SSO = said

    return set_to


@pytest.fixture(params=["sandbox", "node"])
def elsewhere(request: pytest.FixtureRequest, configure: Callable[..., None]) -> Elsewhere:
    found: Elsewhere
    if request.param == "node":
        found = AtNode(request.getfixturevalue("node"))
    else:
        found = AtSandbox(request.getfixturevalue("sandbox"))
    configure("vneid", issuer=found.issuer)
    return found


@pytest.fixture
def vneid(sandbox: SandboxProcess, configure: Callable[..., None]) -> AtSandbox:
    found = AtSandbox(sandbox)
    configure("vneid", issuer=found.issuer)
    configure("dvcqg", issuer=AtSandbox(sandbox, "dvcqg").issuer)
    return found


@pytest.fixture
def browser() -> Client:
    return Client(headers={"host": "localhost"})


def leads(browser: Client, address: str = START) -> str:
    answer = browser.get(address)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def signed_in(browser: Client) -> Account | None:
    return Account.objects.filter(pk=browser.session.get("_auth_user_id")).first()


def refused(browser: Client, answer: HttpResponse, status: int = 400) -> None:
    assert answer.status_code == status, answer.content.decode()
    assert "Chưa đăng nhập được" in answer.content.decode()
    assert "Số điện thoại và mã tin nhắn" in answer.content.decode()
    assert signed_in(browser) is None
    assert not Identity.objects.exists()


def test_who_comes_for_the_first_time_gets_an_account(browser: Client, elsewhere: Elsewhere) -> None:
    answer = browser.get(elsewhere.come_back(leads(browser, f"{START}?next=/thu-tuc/"), "surely"))
    assert (answer.status_code, answer["Location"]) == (302, "/thu-tuc/")
    account = signed_in(browser)
    assert account is not None
    assert account.assurance == 2
    assert len(account.personal_id) == 12
    assert account.phone is None, "a telephone opens an account only after a code"


def test_the_same_person_comes_back_to_the_same_account(browser: Client, elsewhere: Elsewhere) -> None:
    browser.get(elsewhere.come_back(leads(browser), "surely"))
    first, accounts = signed_in(browser), Account.objects.count()
    browser.post("/dang-xuat/")
    browser.get(elsewhere.come_back(leads(browser), "surely"))
    assert signed_in(browser) == first
    assert Account.objects.count() == accounts


def test_a_level_below_two_stays_below_two(browser: Client, elsewhere: Elsewhere) -> None:
    browser.get(elsewhere.come_back(leads(browser), "hardly"))
    account = signed_in(browser)
    assert account is not None
    assert account.assurance == 1


def test_new_keys_of_the_provider_are_found(browser: Client, elsewhere: Elsewhere) -> None:
    browser.get(elsewhere.come_back(leads(browser), "surely"))
    browser.post("/dang-xuat/")
    elsewhere.change_keys()
    browser.get(elsewhere.come_back(leads(browser), "surely"))
    assert signed_in(browser) is not None


def test_an_answer_counts_once(browser: Client, elsewhere: Elsewhere) -> None:
    back = elsewhere.come_back(leads(browser), "surely")
    browser.get(back)
    browser.post("/dang-xuat/")
    answer = browser.get(back)
    assert answer.status_code == 400
    assert "đã hết hạn hoặc đã dùng" in answer.content.decode()
    assert signed_in(browser) is None


def test_an_answer_to_another_browser_counts_nothing(browser: Client, elsewhere: Elsewhere) -> None:
    """A link with somebody's fresh answer, sent to a victim, signs the victim in to nothing."""
    back = elsewhere.come_back(leads(browser), "surely")
    victim = Client(headers={"host": "localhost"})
    leads(victim)
    refused(victim, victim.get(back))


def test_a_code_of_another_sign_in_is_refused(browser: Client, elsewhere: Elsewhere) -> None:
    """Somebody's stolen code put into an answer to one's own question: PKCE and nonce say no."""
    stolen = parse_qs(urlsplit(elsewhere.come_back(leads(browser), "surely")).query)["code"][0]
    thief = Client(headers={"host": "localhost"})
    own = parse_qs(urlsplit(elsewhere.come_back(leads(thief), "hardly")).query)
    forged = {name: values[0] for name, values in own.items()} | {"code": stolen}
    refused(thief, thief.get(f"{BACK}?{urlencode(forged)}"))


@pytest.mark.parametrize("change", [{"state": "x"}, {"state": ""}, {"iss": "https://evil.example"}, {"code": ""}])
def test_a_changed_answer_is_refused(browser: Client, elsewhere: Elsewhere, change: dict[str, str]) -> None:
    back = parse_qs(urlsplit(elsewhere.come_back(leads(browser), "surely")).query)
    forged = {name: values[0] for name, values in back.items()} | change
    refused(browser, browser.get(f"{BACK}?{urlencode(forged)}"))


def test_a_lie_of_any_kind_signs_nobody_in(
    browser: Client, vneid: AtSandbox, sandbox: SandboxProcess, caplog: pytest.LogCaptureFixture
) -> None:
    browser.get(vneid.come_back(leads(browser), "hardly"))  # an earlier token, for the lie that repeats it
    Identity.objects.all().delete()
    lies = (
        "wrong_key", "expired", "early", "old_code", "old_token", "wrong_nonce", "wrong_audience", "two_audiences",
        "wrong_issuer", "alg_none", "alg_hs256", "other_subject", "huge",
    )  # fmt: skip
    for lie in lies:
        stranger = Client(headers={"host": "localhost"})
        sandbox.control("vneid", lie)
        with caplog.at_level(logging.WARNING, "motcua.sso"):
            answer = stranger.get(vneid.come_back(leads(stranger), "surely"))
        refused(stranger, answer)
        assert "sign-in by vneid refused" in caplog.text, lie
        caplog.clear()
    sandbox.control("vneid", "ok")


def test_a_way_of_signing_in_other_than_asked_is_worth_level_one(
    browser: Client, vneid: AtSandbox, sandbox: SandboxProcess
) -> None:
    sandbox.control("vneid", "lower_acr", count=1)
    browser.get(vneid.come_back(leads(browser), "surely"))
    account = signed_in(browser)
    assert account is not None
    assert account.assurance == 1


def test_an_answer_of_one_provider_is_none_of_another(browser: Client, vneid: AtSandbox) -> None:
    back = vneid.come_back(leads(browser), "surely")
    refused(browser, browser.get(back.replace("/vneid/", "/dvcqg/")))
    refused(browser, browser.get(back))  # and the question is spent


def test_words_of_the_provider_never_reach_the_page(browser: Client, vneid: AtSandbox) -> None:
    state = parse_qs(urlsplit(leads(browser)).query)["state"][0]
    script = "<script>alert(1)</script>"
    query = urlencode({"state": state, "error": script, "error_description": script})
    answer = browser.get(f"{BACK}?{query}")
    refused(browser, answer)
    assert "alert(1)" not in answer.content.decode()


def test_who_stops_at_the_provider_finds_the_other_roads(browser: Client, vneid: AtSandbox) -> None:
    answer = browser.get(vneid.cancel(leads(browser, f"{START}?next=/thu-tuc/")))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Bạn đã dừng đăng nhập" in page
    assert "/dang-nhap/?next=%2Fthu-tuc%2F" in page
    assert signed_in(browser) is None


@pytest.mark.parametrize("mode", ["fail", "delay"])
def test_a_provider_that_is_away_says_so_in_time(
    browser: Client, vneid: AtSandbox, sandbox: SandboxProcess, configure: Callable[..., None], mode: str
) -> None:
    configure("vneid", seconds=0.5)
    back = vneid.come_back(leads(browser), "surely")
    sandbox.control("vneid", mode, seconds=3)
    begun = time.monotonic()
    answer = browser.get(back)
    assert time.monotonic() - begun < 2
    refused(browser, answer, 503)
    assert int(answer["Retry-After"]) > 0
    oidc.forget()
    refused(browser, browser.get(START), 503)


def test_an_unencrypted_provider_is_not_asked(browser: Client, configure: Callable[..., None]) -> None:
    configure("vneid", issuer="http://provider.example/oidc")
    refused(browser, browser.get(START))


def test_a_provider_that_is_switched_off_is_no_page(browser: Client, configure: Callable[..., None]) -> None:
    configure("vneid", issuer="")
    assert browser.get(START).status_code == 404
    assert browser.get(f"{BACK}?state=x&code=y").status_code == 404
    page = browser.get("/dang-nhap/").content.decode()
    assert "Tài khoản cấp bởi Cổng dịch vụ công quốc gia" in page
    assert "cấp bởi Bộ Công an" not in page


def test_a_stranger_looking_for_keys_is_limited(vneid: AtSandbox, sandbox: SandboxProcess, browser: Client) -> None:
    """Forged signatures make us look for new keys a few times a minute, not for ever."""
    sandbox.control("vneid", "wrong_key")
    for _ in range(oidc.REFETCHES + 2):
        refused(browser, browser.get(vneid.come_back(leads(browser), "surely")))
    known = oidc._memory[vneid.issuer]
    assert len(known.refetched) == oidc.REFETCHES
