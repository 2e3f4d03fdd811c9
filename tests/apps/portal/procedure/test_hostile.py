"""Whatever stands in a procedure is only text: in the page, in its data block, on paper."""

import io
import json
import re
from typing import Any

import pikepdf
import pytest
from django.conf import settings
from django.test import Client

from motcua.catalogue.models import Offering
from tests.apps.portal.pages import Page, get
from tests.apps.portal.procedure.conftest import Publish
from tests.support import world

EVIL = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'{{ 7*7 }}&amp;\u2028"
LONG = "Giấyxácnhận" * 45
ATTACKS = [EVIL, LONG, "#eval(1) = * _ [x] $ \\ @label <tag> `code`", "a\u202eb\u0000"[:2] + "c"]


@pytest.mark.parametrize("text", ATTACKS, ids=["html", "long", "typst", "bidi"])
def test_hostile_texts_stay_texts(browser: Client, publish: Publish, text: str) -> None:
    paper = {"code": "giay", "name": (text * 120)[:5000], "note": text, "originals": 1, "must": True}
    publish(
        name=text[:490], components=[paper, {**paper, "code": "giay-2", "group": text[:400]}],
        content={"summary": text, "steps": [text], "subjects": [text[:400]], "bring": [text], "fee_text": text,
                 "presence": {"required": True, "who": text, "basis": text[:400]},
                 "cases": [{"code": "a", "name": text[:400]}],
                 "methods": [{"channel": "direct", "text": text, "case": "a", "charges": [
                     {"rule": "formula", "text": text, "exemption": text, "authority": text[:400]}]}],
                 "forms": [{"name": text[:400]}]},
    )  # fmt: skip
    Offering.objects.filter(agency=world.commune(), procedure__code="9.000001").update(guidance=text)
    for address in ("", "?co-quan=H42.37.117", "chuan-bi/"):
        page = get(browser, f"/thu-tuc/9.000001/{address}")
        assert "<script>alert" not in page.source and "<img src=x" not in page.source
        assert "49" not in page.texts("h1")
    poster = browser.get("/thu-tuc/9.000001/to-dan.pdf")
    with pikepdf.open(io.BytesIO(poster.content)) as pdf:
        assert len(pdf.pages) == 1


@pytest.mark.parametrize("text", ATTACKS, ids=["html", "long", "typst", "bidi"])
def test_the_data_block_is_sound(browser: Client, publish: Publish, text: str) -> None:
    publish(name=text[:490], content={"summary": text})
    data = _data(get(browser, "/thu-tuc/9.000001/"))
    assert data["name"] == text[:490].strip()
    assert data["@type"] == "GovernmentService"


def test_the_data_block_tells_what_is_published(browser: Client) -> None:
    page = get(browser, "/thu-tuc/1.001193/", {"co-quan": "H42.37.117"})
    data = _data(page)
    assert data["identifier"] == "1.001193" and data["url"].endswith("/thu-tuc/1.001193/")
    assert data["provider"]["telephone"] == "02280000117"
    assert {channel["name"] for channel in data["availableChannel"]} == {"Trực tuyến", "Trực tiếp tại cơ quan"}
    policy = browser.get("/thu-tuc/1.001193/")["Content-Security-Policy"]
    assert "unsafe-inline" not in policy  # a data block runs nothing, so it needs no leave


def test_who_passes_the_page_on_passes_on_its_own_address(browser: Client) -> None:
    page = get(browser, "/thu-tuc/1.001193/?co-quan=H42.37.117&x=1")
    own = f"{settings.MOTCUA_URL}/thu-tuc/1.001193/"
    assert page.all("link[rel=canonical]")[0].attribute("href") == own
    told = {one.given["property"]: one.given["content"] for one in page.all("meta[property]")}
    assert told["og:url"] == own and told["og:title"] == "Thủ tục đăng ký khai sinh"
    assert page.link("Gửi qua Zalo").startswith("https://zalo.me/share?url=http")
    other = browser.get("/thu-tuc/1.001193/", headers={"host": "evil.example"}).content.decode()
    assert "evil.example" not in other


def _data(page: Page) -> Any:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page.source, re.DOTALL)
    assert found
    return json.loads(found[1])
