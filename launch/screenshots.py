"""`make screenshots`: the pictures of `docs/images`, taken by Chromium from a demonstration that runs.

    python -m launch.screenshots http://localhost:8000

Each picture is a real page at a real width, in few colours so that the repository stays small. The inbox shows what
the demonstration holds at that moment; `motcua demo dossiers` gives the office something to do.
"""

import shutil
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from demo.codes import code
from demo.world import OFFICER_PASSWORD
from launch.bootstrap import ROOT
from launch.quality import BROWSERS
from launch.say import give_up, note, step

FOLDER = ROOT / "docs/images"
PHONE, DESK = (360, 740), (1280, 800)
COLOURS = 64
CLERK = "0900000101"
PROCEDURE = "1.001193"


def home(page: Page) -> None:
    page.goto("/")


def tasks(page: Page) -> None:
    """A new draft of a birth registration, its office chosen."""
    page.goto(f"/nop-ho-so/{PROCEDURE}/")
    page.locator("main form button").last.click()
    page.wait_for_url("**/nop-ho-so/*/*/**")


def inbox(page: Page) -> None:
    page.goto("/dang-nhap/can-bo/")
    page.fill("[name=phone]", CLERK)
    page.fill("[name=password]", OFFICER_PASSWORD)
    page.locator("main form button[type=submit], main form .govuk-button").last.click()
    page.fill("[name=code]", code(CLERK))
    page.locator("main form .govuk-button").first.click()
    page.wait_for_url("**/mot-cua/**")


PICTURES: dict[str, tuple[tuple[int, int], Callable[[Page], None]]] = {
    "home-360": (PHONE, home),
    "home-1280": (DESK, home),
    "tasks-360": (PHONE, tasks),
    "inbox-1280": (DESK, inbox),
}
"""File → width and height of the window, and the road to the page."""


def take(browser: Browser, base: str, name: str) -> Path:
    """One picture, in a browser that knows nothing of the others."""
    (width, height), reach = PICTURES[name]
    context = browser.new_context(
        base_url=base, viewport={"width": width, "height": height}, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh"
    )
    page = context.new_page()
    reach(page)
    page.wait_for_load_state("networkidle")
    file = FOLDER / f"{name}.png"
    with Image.open(BytesIO(page.screenshot())) as picture:
        picture.convert("RGB").quantize(COLOURS).save(file, optimize=True)
    context.close()
    return file


def main() -> None:
    base = sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8000"
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        give_up("Thiếu Chromium", "Chromium is missing", "apt-get install chromium")
    FOLDER.mkdir(parents=True, exist_ok=True)
    step("Chụp màn hình", f"taking pictures of {base}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for name in PICTURES:
            file = take(browser, base, name)
            note(f"{file.relative_to(ROOT)}: {file.stat().st_size // 1024} KB")
        browser.close()


if __name__ == "__main__":
    main()
