"""The sandbox keeps what it accepted, shows it once, and reads well."""

import smtplib
import time
from pathlib import Path

import httpx
import pytest

from motcua.sandbox.page import inbox
from motcua.sandbox.store import Store
from tests.contracts.process import SandboxProcess

HEADERS = {"Authorization": "Bearer sandbox", "Idempotency-Key": "k1"}
SMS = {"to": "0912345678", "text": "Mã xác nhận: 482913.", "sender": "MOTCUA"}


@pytest.fixture
def sandbox(tmp_path: Path):
    process = SandboxProcess(tmp_path).start()
    yield process
    if process.process:
        process.kill()


def test_an_accepted_message_survives_kill_minus_nine(sandbox: SandboxProcess) -> None:
    httpx.post(f"{sandbox.url}/sms", json=SMS, headers=HEADERS).raise_for_status()
    sandbox.control("smtp", "fail")
    sandbox.kill()
    sandbox.start()
    assert [m["codes"] for m in sandbox.inbox("0912345678")] == [["482913"]]
    with smtplib.SMTP("127.0.0.1", sandbox.smtp_port) as mail, pytest.raises(smtplib.SMTPDataError) as error:
        mail.sendmail("a@b.vn", ["c@d.vn"], b"Subject: x\r\n\r\nx")
    assert error.value.smtp_code == 451


def test_the_same_key_twice_is_shown_once_and_counted(sandbox: SandboxProcess) -> None:
    answers = [httpx.post(f"{sandbox.url}/sms", json=SMS, headers=HEADERS).json() for _ in range(3)]
    assert len({answer["id"] for answer in answers}) == 1
    (message,) = sandbox.inbox("+84 912 345 678")
    assert message["deliveries"] == 3
    assert "Nhà mạng giao 3 lần" in httpx.get(sandbox.url).text


@pytest.mark.parametrize(
    ("headers", "content", "status"),
    [
        ({}, SMS, 401),
        (HEADERS, {"to": "0912345678"}, 400),
        (HEADERS, [1], 400),
        (HEADERS, {**SMS, "to": "12"}, 422),
        (HEADERS, {**SMS, "text": ""}, 422),
        ({"Authorization": "Bearer sandbox"}, SMS, 400),
    ],
)
def test_the_gateway_refuses_what_a_real_one_refuses(
    sandbox: SandboxProcess, headers: dict[str, str], content: object, status: int
) -> None:
    assert httpx.post(f"{sandbox.url}/sms", json=content, headers=headers).status_code == status
    assert sandbox.inbox() == []


def test_a_counted_failure_heals_by_itself(sandbox: SandboxProcess) -> None:
    sandbox.control("sms", "fail", count=2)
    codes = [httpx.post(f"{sandbox.url}/sms", json=SMS, headers=HEADERS).status_code for _ in range(3)]
    assert codes == [503, 503, 200]


def test_control_refuses_nonsense_and_large_requests_are_not_read(sandbox: SandboxProcess) -> None:
    assert httpx.post(f"{sandbox.url}/control", json={"service": "fax", "mode": "ok"}).status_code == 400
    assert httpx.post(f"{sandbox.url}/control", content=b"x").status_code == 400
    assert httpx.post(f"{sandbox.url}/sms", content=b"x" * 70_000).status_code == 413


def test_the_page_shows_people_and_escapes_what_they_wrote(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.accept("sms", "1", "0912345678", "MOTCUA", "", "<script>x</script> https://a.vn/b?c=1&d=2.")
    store.accept("smtp", "2", "an@example.vn", "motcua@localhost", "Đã nhận hồ sơ", "Dòng một")
    html = inbox(store.people(), store.received(), "", {"sms": "ok", "smtp": "fail"})
    assert "<script>" not in html
    assert '<a href="https://a.vn/b?c=1&amp;d=2">' in html
    assert html.index("an@example.vn (1)") < html.index("0912345678 (1)")
    assert "Thư điện tử: đang giả hỏng" in html


def test_search_takes_letters_as_letters(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.accept("smtp", "2", "an@example.vn", "m@localhost", "", "x")
    assert store.received("%") == []
    assert store.received("_n@") == []
    assert len(store.received("AN@")) == 1


def test_a_dossier_code_is_not_a_one_time_code(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.accept("sms", "1", "0912345678", "M", "", "Hồ sơ H31.117.01-261121-0001, mã 000123, MC-261121-7K3F")
    assert store.received()[0].codes == ["000123"]


def test_a_slow_caller_does_not_stop_the_others(sandbox: SandboxProcess) -> None:
    sandbox.control("smtp", "delay", seconds=3)
    with smtplib.SMTP("127.0.0.1", sandbox.smtp_port) as mail:
        mail.ehlo()
        mail.mail("a@b.vn")
        mail.rcpt("c@d.vn")
        mail.putcmd("data")
        mail.getreply()
        mail.send(b"Subject: x\r\n\r\nx\r\n.\r\n")
        begun = time.monotonic()
        assert httpx.get(f"{sandbox.url}/healthz").status_code == 200
        assert time.monotonic() - begun < 1.5
        assert mail.getreply()[0] == 250
