"""The sandbox's inbox in a real browser: readable on the smallest phone, by keyboard and by screen reader."""

from collections.abc import Iterator

import httpx
import pytest

from tests.contracts.process import SandboxProcess
from tests.journeys.checks import check_axe, check_no_sideways_scroll, check_targets
from tests.journeys.conftest import PageAt

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxProcess]:
    process = SandboxProcess(tmp_path_factory.mktemp("inbox")).start()
    for number in range(3):
        httpx.post(
            f"{process.url}/sms",
            json={"to": f"091234567{number}", "text": f"Mã 00000{number}\nhttps://a.vn/{'x' * 90}", "sender": "M"},
            headers={"Authorization": "Bearer sandbox", "Idempotency-Key": str(number)},
        ).raise_for_status()
    yield process
    process.kill()


@pytest.mark.parametrize("width", [320, 1280])
def test_the_inbox_reads_well(inbox: SandboxProcess, page_at: PageAt, width: int) -> None:
    page = page_at(width)
    page.goto(inbox.url)
    assert page.locator(".messages article").count() == 3
    for check in (check_axe, check_no_sideways_scroll, check_targets):
        check(page)


def test_one_person_is_found_without_javascript(inbox: SandboxProcess, page_at: PageAt) -> None:
    page = page_at(320, scripts=False)
    page.goto(inbox.url)
    page.get_by_label("Tìm theo số điện thoại").fill("0912 345 671")
    page.get_by_role("button", name="Tìm kiếm").click()
    assert page.locator(".messages article").all_inner_texts()[0].startswith("Tin nhắn SMS đến 0912345671")
    page.get_by_role("link", name="0912345672 (1)").click()
    assert "Mã 000002" in page.locator(".messages").inner_text()
