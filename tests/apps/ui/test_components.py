"""Components say nothing in English and let nothing through that a person typed."""

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from django.template import engines
from django.test import Client
from jinja2 import UndefinedError

from motcua.ui.components import COMPONENTS, govuk

ENGLISH = re.compile(
    r"\b(error|show|hide|password|back|pagination|success|important|contents|menu|page|next|previous|"
    r"skip|main|content|warning|day|month|year|enter|characters|words|remaining|choose|drop|file|support|"
    r"breadcrumbs?|there is a problem|search|close|information|service)\b",
    re.IGNORECASE,
)
SPOKEN = {"aria-label", "title", "alt", "placeholder"}
EVERYTHING: dict[str, dict[str, Any]] = {
    "back-link": {"href": "#"},
    "breadcrumbs": {"items": [{"text": "Một", "href": "#"}]},
    "button": {"text": "Gửi"},
    "character-count": {"name": "a", "maxlength": 10, "label": {"text": "Ý kiến"}, "errorMessage": {"text": "Hỏng"}},
    "checkboxes": {"name": "a", "items": [{"value": "1", "text": "Một"}], "errorMessage": {"text": "Hỏng"}},
    "date-input": {"id": "a", "errorMessage": {"text": "Hỏng"}},
    "details": {"summaryText": "Xem", "text": "Chữ"},
    "error-message": {"text": "Hỏng"},
    "error-summary": {"errorList": [{"text": "Hỏng", "href": "#a"}]},
    "fieldset": {"legend": {"text": "Nhóm"}},
    "file-upload": {"id": "a", "name": "a", "label": {"text": "Tệp"}, "errorMessage": {"text": "Hỏng"}},
    "hint": {"text": "Gợi ý"},
    "input": {"id": "a", "name": "a", "label": {"text": "Tên"}, "errorMessage": {"text": "Hỏng"}},
    "inset-text": {"text": "Chữ"},
    "label": {"text": "Tên"},
    "notification-banner": {"text": "Đã lưu", "type": "success"},
    "pagination": {"previous": {"href": "#"}, "next": {"href": "#"}, "items": [{"number": 1, "href": "#"}]},
    "password-input": {"id": "a", "name": "a", "label": {"text": "Khoá"}, "errorMessage": {"text": "Hỏng"}},
    "radios": {"name": "a", "items": [{"value": "1", "text": "Một"}], "errorMessage": {"text": "Hỏng"}},
    "select": {"id": "a", "name": "a", "label": {"text": "Chọn"}, "items": [], "errorMessage": {"text": "Hỏng"}},
    "service-navigation": {
        "serviceName": "Một cửa",
        "navigation": [{"href": "#", "text": "A"}, {"href": "#", "text": "B"}],
    },
    "skip-link": {"href": "#"},
    "summary-list": {"rows": [{"key": {"text": "Tên"}, "value": {"text": "An"}}]},
    "table": {"head": [{"text": "Tên"}], "rows": [[{"text": "An"}]]},
    "tag": {"text": "Mới"},
    "task-list": {"items": [{"title": {"text": "Việc"}, "status": {"text": "Xong"}}]},
    "textarea": {"id": "a", "name": "a", "label": {"text": "Ý kiến"}, "errorMessage": {"text": "Hỏng"}},
    "warning-text": {"text": "Chú ý"},
}


class Words(HTMLParser):
    """Collects everything a person reads or hears: text, spoken attributes, messages kept for scripts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_data(self, data: str) -> None:
        self.found.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attrs if name in SPOKEN or name.startswith("data-i18n")]

    @property
    def english(self) -> list[str]:
        return [text.strip() for text in self.found if ENGLISH.search(text)]


def test_every_component_is_listed_and_speaks_vietnamese() -> None:
    assert set(EVERYTHING) == set(COMPONENTS)
    for name, params in EVERYTHING.items():
        assert not Words(govuk(name, params)).english, name
    assert "Lỗi" in govuk("input", EVERYTHING["input"])
    assert "Thành công" in govuk("notification-banner", EVERYTHING["notification-banner"])


def test_the_whole_gallery_speaks_vietnamese(alone: Client) -> None:
    page = alone.get("/quan-tri/giao-dien/").content.decode()
    assert [word for word in Words(page).english if word not in {"English"}] == []


def test_what_people_type_is_escaped() -> None:
    nasty = '"><script>alert(1)</script>'
    for name in ("button", "inset-text", "warning-text", "tag", "error-message"):
        assert "<script>" not in govuk(name, {"text": nasty})
    assert "<script>" not in govuk("input", {"id": "a", "name": "a", "value": nasty, "label": {"text": nasty}})
    macro = engines["jinja2"].from_string(
        '{% from "ui/components.html" import status_tag, copy_code, contact_card, summary_list %}'
        '{{ status_tag(x) }}{{ copy_code(x, x) }}{{ summary_list([{"label": x, "value": [x, x], "href": x}]) }}'
        "{{ qr(x, x) }}"
        '{{ icon("tick", x) }}'
    )
    assert "<script>" not in macro.render({"x": nasty})


def test_a_component_without_style_is_refused() -> None:
    with pytest.raises(LookupError):
        govuk("cookie-banner", {})


def test_a_missing_variable_is_an_error(alone: Client) -> None:
    alone.raise_request_exception = True
    with pytest.raises(UndefinedError):
        alone.get("/thieu/")


def test_no_inline_script_or_style(alone: Client) -> None:
    page = alone.get("/quan-tri/giao-dien/").content.decode()
    assert not re.search(r"<script(?![^>]*\bsrc=)", page)
    assert not re.search(r"\sstyle=|\son\w+=|<style", page)


def test_title_says_error_when_there_are_problems(alone: Client) -> None:
    assert "<title>Lỗi: Mẫu giao diện" in alone.get("/quan-tri/giao-dien/").content.decode()


def test_the_current_step_and_link_are_marked(alone: Client) -> None:
    page = alone.get("/quan-tri/giao-dien/").content.decode()
    assert page.count('aria-current="step"') == 2  # stepper and timeline
    assert re.search(r'aria-current="step">\s*<span class="mc-stepper__body">.*?Bước 3 trong 5', page, re.DOTALL)
