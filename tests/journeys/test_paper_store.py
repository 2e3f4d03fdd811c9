"""Kho giấy tờ: two photographs become one paper, used in two dossiers; it outlives the draft that was thrown away."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection

from motcua.dossiers import completeness
from motcua.dossiers.models import Dossier, Paper
from motcua.vault.models import Item
from tests.journeys import town as towns
from tests.journeys.checks import check_axe, check_no_sideways_scroll, check_targets
from tests.journeys.conftest import PageAt
from tests.support import dossiers, photographs

pytestmark = pytest.mark.journey
town, transactional_db = towns.town, towns.transactional_db
WIDTHS = (320, 1280)


def _drafts() -> tuple[Dossier, Dossier, str]:
    """Two drafts of one procedure that still lack their first paper, and that paper's code."""
    try:
        made = dossiers.draft(seed=1), dossiers.draft(seed=2)
        component = completeness.components(made[0])[0].code
        Paper.objects.filter(dossier__in=made, component=component).delete()
        return *made, component
    finally:
        connection.close()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_a_paper_given_once_serves_two_dossiers(town: str, page_at: PageAt, tmp_path: Path, scripts: bool) -> None:
    with ThreadPoolExecutor(1) as apart:
        first, second, component = apart.submit(_drafts).result()
    for name, colour in (("mat-truoc.jpg", "#00aa00"), ("mat-sau.jpg", "#0000aa")):
        (tmp_path / name).write_bytes(photographs.taken(name, colour=colour if scripts else colour[:-1] + "c").read())
    page = towns.seat(page_at(360, scripts=scripts), town, "citizen")
    looked = []

    def look(name: str) -> None:
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            check_no_sideways_scroll(page)
            page.screenshot(path=tmp_path / f"{name}-{width}.png", full_page=True)
        page.set_viewport_size({"width": 360, "height": 800})
        if scripts:
            check_axe(page)
            check_targets(page)
        looked.append(name)

    page.goto(f"{town}/kho-giay-to/")
    look("store")
    page.locator("main").get_by_role("button", name="Thêm giấy tờ").click()
    look("add")
    page.get_by_label("Đây là giấy tờ gì?").select_option(label="Giấy chứng sinh")
    page.locator("#paper").set_input_files([tmp_path / "mat-truoc.jpg", tmp_path / "mat-sau.jpg"])
    page.get_by_role("button", name="Lưu vào kho").click()
    look("edit")
    title = f"Giấy chứng sinh của bé {scripts}"
    page.get_by_label("Tên gọi trong kho").fill(title)
    page.get_by_role("button", name="Lưu", exact=True).click()
    look("item")
    paper = Item.objects.select_related("file").get(title=title)
    page.goto(f"{town}/kho-giay-to/?tim=cua+be")
    look("list")
    assert paper.file is not None and paper.file.mime == "application/pdf"

    for draft in (first, second):
        page.goto(f"{town}/nop-ho-so/{dossiers.BIRTH}/{draft.id}/giay-to/{component}/")
        look("attach")
        page.get_by_role("link", name="Chọn từ kho giấy tờ").click()
        look("pick")
        page.locator(".mc-stored", has_text=title).get_by_role("button", name="Dùng giấy tờ này").click()
        assert "Bản gốc vẫn ở trong kho" in page.locator("main").inner_text()
        look("given")
    page.goto(f"{town}/nop-ho-so/{dossiers.BIRTH}/{first.id}/xoa/")
    page.get_by_role("button", name="Xóa bản nháp").click()
    page.goto(f"{town}/kho-giay-to/{paper.id}/")
    look("used")
    assert "hồ sơ không còn" in page.locator("main").inner_text()
    assert page.request.get(f"{town}/kho-giay-to/{paper.id}/tep").body().startswith(b"%PDF")
    assert Paper.objects.get(dossier=second, component=component).file.sha256 == paper.sha256
    assert len(looked) == 12
