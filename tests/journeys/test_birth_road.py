"""The main job, end to end: a citizen registers a birth; the office receives, asks, signs, seals; the result is held.

The same road at 360 px, at desktop width, and at 360 px without JavaScript, in a whole installation with its worker
and its sandbox of outside services.
"""

import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page

from motcua.agencies.places import Places
from motcua.forms import library, samples
from motcua.forms.answers import Answers
from tests.journeys.conftest import PageAt
from tests.journeys.installation import Installation, started
from tests.journeys.persons import Person

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("installation"), pytest.mark.timeout(900)]
CITIZEN, EMAIL = "0900000301", "bao.ngoc@motcua.example"
CLERK, OFFICER, LEADER, SEAL = "0900000101", "0900000102", "0900000103", "0900000104"
BLURRED, LAW = "Ảnh bị mờ, không đọc được tên bệnh viện.", "Luật Hộ tịch 2014, Điều 16"


@pytest.fixture(scope="module")
def motcua() -> Iterator[Installation]:
    with started() as running:
        yield running


@pytest.fixture
def answers(db: None) -> Answers:
    """What the parents know about their child; invented, and different for nobody."""
    return samples.answers(
        library.definition("khai-sinh"), 7, places=Places(),
        fixed={"parents": {"known": "both", "married": True}, "copies": {"count": 0, "pledge": True}},
    )  # fmt: skip


@pytest.fixture
def photographs(tmp_path: Path) -> list[Path]:
    found = []
    for name, colour in (("giay-chung-sinh-trang-1.jpg", "white"), ("giay-chung-sinh-trang-2.jpg", "ivory")):
        picture = io.BytesIO()
        Image.new("RGB", (1200, 900), colour).save(picture, "JPEG")
        path = tmp_path / name
        path.write_bytes(picture.getvalue())
        found.append(path)
    return found


@pytest.mark.parametrize(
    ("width", "scripts"), [(360, True), (1280, True), (360, False)], ids=["phone", "desktop", "no-javascript"]
)
def test_from_finding_khai_sinh_to_holding_the_signed_paper(
    motcua: Installation, page_at: PageAt, answers: Answers, photographs: list[Path], tmp_path: Path,
    pictures: Path, width: int, scripts: bool,
) -> None:  # fmt: skip
    seen: set[str] = set()

    def person() -> Person:
        page: Page = page_at(width, scripts=scripts)
        return Person(page, motcua, seen)

    citizen = person()
    told_before = len(motcua.inbox(CITIZEN))
    dossier, code = _submit(citizen, answers, photographs, scripts)
    citizen.page.screenshot(path=pictures / f"submitted-{width}-{scripts}.png", full_page=True)
    _kind_one(motcua, told_before, code)

    clerk = person()
    clerk.sign_in_as_officer(CLERK)
    official = _receive(clerk, code)
    _kind_two(motcua, official)

    officer = person()
    officer.sign_in_as_officer(OFFICER)
    _ask_for_supplement(officer, official, dossier)
    _kind_three_supplement(motcua, official)
    _answer(citizen, dossier, photographs[0])

    _propose(officer, dossier)
    leader = person()
    leader.sign_in_as_officer(LEADER)
    leader.open(f"/mot-cua/ho-so/{dossier}/")
    leader.click("Ký số")
    leader.click("Ký số")
    seal_clerk = person()
    seal_clerk.sign_in_as_officer(SEAL)
    seal_clerk.open(f"/mot-cua/ho-so/{dossier}/")
    seal_clerk.click("Đóng dấu số")
    seal_clerk.click("Đóng dấu số")
    _kind_three_result(motcua, official)
    _hold(citizen, dossier, tmp_path)
    _look_up(person(), official, code, scripts)


def _submit(citizen: Person, answers: Answers, photographs: list[Path], scripts: bool) -> tuple[str, str]:
    form = library.definition("khai-sinh")
    citizen.open("/")
    citizen.page.locator("input[type=search]").first.fill("khai sinh")
    citizen.click("Tìm kiếm")
    citizen.click("Chi tiết")
    citizen.click("Nộp hồ sơ")
    citizen.click("Nộp hồ sơ")
    citizen.click("Cơ quan giải quyết hồ sơ")
    citizen.page.get_by_label("Ủy ban nhân dân xã Phong Doanh").check(force=True)
    citizen.click("Tiếp tục")
    for _ in range(3 * len(form.sections)):  # a page comes again when an answer made more questions appear
        match = re.search(r"/to-khai/([\w-]+)/", citizen.page.url)
        if match is None:
            break
        citizen.fill(samples.posted(form, match[1], answers))
        citizen.click("Tiếp tục")
    assert "/giay-to/giay-chung-sinh/" in citizen.page.url, citizen.page.locator("main").inner_text()[:800]
    for photograph in photographs:
        citizen.page.locator("input[type=file]").set_input_files(photograph)
        if not scripts:
            citizen.click("Tải tệp lên")
        citizen.page.get_by_text(photograph.name).first.wait_for()
    citizen.click("Tiếp tục")
    citizen.type("Họ và tên người nộp", "Trịnh Bảo Ngọc")
    citizen.type("Số điện thoại", CITIZEN)
    citizen.type("Thư điện tử", EMAIL)
    citizen.click("Tiếp tục")
    citizen.page.get_by_label("Nhận bản điện tử trên cổng này").check(force=True)
    citizen.click("Tiếp tục")
    citizen.click("Đăng nhập")
    citizen.sign_in_by_phone(CITIZEN)
    _confirm(citizen, CITIZEN, scripts)
    citizen.click("Nộp hồ sơ")
    code = citizen.page.locator(".mc-code").first.inner_text()
    found = re.search(r"/ho-so/([0-9a-f-]{36})/", citizen.page.url)
    assert found and code.startswith("MC-"), citizen.page.url
    return found[1], code


def _confirm(person: Person, phone: str, scripts: bool) -> None:
    """Mã xác nhận: a tick where scripts run, a code by message where they do not."""
    if scripts:
        person.page.get_by_label("Đánh dấu vào ô này để lấy mã xác nhận").check(force=True)
        person.page.get_by_text("Đã xác nhận.").wait_for(timeout=60_000)
    else:
        person.type("Mã gửi đến điện thoại", person.code_by_sms(phone, "Gửi mã"))


def _take(officer: Person, code: str) -> None:
    """Open the row of the list that bears this code."""
    officer.page.locator("li", has_text=code).get_by_role("link").first.click()
    officer.page.wait_for_load_state()
    officer.look()


def _receive(clerk: Person, code: str) -> str:
    clerk.open("/mot-cua/")
    _take(clerk, code)
    clerk.click("Tiếp nhận hồ sơ")
    clerk.click("Tiếp nhận hồ sơ")
    text = clerk.page.locator("main").inner_text()
    found = re.search(r"H42\.37\.117-\d{6}-\d{4}", text)
    assert found, text[:600]
    return found[0]


def _ask_for_supplement(officer: Person, official: str, dossier: str) -> None:
    officer.open("/mot-cua/")
    _take(officer, official)
    officer.click("Nhận xử lý")
    officer.click("Nhận xử lý")
    officer.open(f"/mot-cua/ho-so/{dossier}/")
    officer.click("Yêu cầu bổ sung")
    officer.page.locator('[id="paper:giay-chung-sinh"]').check(force=True)
    officer.page.locator('[id="paper:giay-chung-sinh-problem"]').fill(BLURRED)
    officer.page.locator("#basis").fill(LAW)
    officer.click("Yêu cầu bổ sung")


def _answer(citizen: Person, dossier: str, photograph: Path) -> None:
    citizen.open(f"/ho-so/{dossier}/")
    citizen.click("Bổ sung hồ sơ")
    citizen.click("Giấy chứng sinh")
    citizen.page.locator("input[type=file]").set_input_files(photograph)
    if citizen.page.locator("body.js-enabled").count() == 0:
        citizen.click("Tải tệp lên")
    citizen.page.get_by_text(photograph.name).first.wait_for()
    citizen.click("Tiếp tục")
    citizen.click("Gửi bổ sung")


def _propose(officer: Person, dossier: str) -> None:
    officer.open(f"/mot-cua/ho-so/{dossier}/")
    officer.click("Nhận bổ sung, xử lý tiếp")
    officer.click("Nhận bổ sung, xử lý tiếp")
    officer.click("Trình ký kết quả")
    officer.page.locator("[name=result-so]").fill("12")
    officer.page.locator("[name=result-quyen_so]").fill("01/2026")
    officer.page.locator("[name=result-ngay_dang_ky]").fill("23/11/2026")
    officer.page.locator("[name=result-so_dinh_danh]").fill("036226000015")
    officer.click("Trình ký kết quả")


def _hold(citizen: Person, dossier: str, folder: Path) -> None:
    """The signed paper is downloaded, a second tool confirms both signatures, anyone can check it."""
    citizen.open(f"/ho-so/{dossier}/")
    with citizen.page.expect_download() as waiting:
        citizen.page.get_by_role("button", name=re.compile("Tải kết quả")).or_(
            citizen.page.get_by_role("link", name=re.compile("Tải kết quả"))
        ).first.click()
    path = folder / "result.pdf"
    waiting.value.save_as(path)
    if shutil.which("pdfsig"):
        told = subprocess.run(["pdfsig", "-nocert", path], capture_output=True, text=True).stdout
        assert told.count("Signature is Valid") == 2, told
    citizen.click("trang kiểm tra kết quả")
    text = citizen.page.locator("main").inner_text()
    assert "Phong Doanh" in text and "Trịnh" not in text


def _look_up(stranger: Person, official: str, code: str, scripts: bool) -> None:
    """Both codes are good for ever, and a look-up tells nothing personal."""
    for wanted in (official, code):
        stranger.open(f"/tra-cuu/?ma={wanted}")
        _confirm(stranger, CITIZEN, scripts)
        stranger.click("Tra cứu" if scripts else "Tiếp tục")
        text = stranger.page.locator("main").inner_text()
        assert "Đã trả kết quả" in text and "Trịnh" not in text and "Giấy chứng sinh" not in text


def _kind_one(motcua: Installation, before: int, code: str) -> None:
    for to, after in ((CITIZEN, before), (EMAIL, 0)):
        assert code in motcua.wait_for(to, code, after=after)["text"]


def _kind_two(motcua: Installation, official: str) -> None:
    for to in (CITIZEN, EMAIL):
        text = motcua.wait_for(to, official, "ẹn trả")["text"]
        assert "17 giờ 00" in text or "17:00" in text, text


def _kind_three_supplement(motcua: Installation, official: str) -> None:
    for to in (CITIZEN, EMAIL):
        text = motcua.wait_for(to, official, BLURRED.rstrip("."))["text"]
        for said in (official, "Giấy chứng sinh", LAW, "/12/2026"):
            assert said in text, text


def _kind_three_result(motcua: Installation, official: str) -> None:
    for to in (CITIZEN, EMAIL):
        text = motcua.wait_for(to, official, "đã có kết quả")["text"]
        assert "tải" in text.lower(), text
