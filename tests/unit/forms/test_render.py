"""What the citizen sees: labels, stars, hints, errors, what was typed, and a page that needs no script."""

from datetime import date
from html.parser import HTMLParser

import pytest

from motcua.forms import engine, library, render, samples
from motcua.forms.schema import FormDefinition
from tests.unit.forms.places import TwoProvinces

TODAY = date(2026, 11, 23)


class Page(HTMLParser):
    """The inputs, ids and label targets of some HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.ids: list[str] = []
        self.targets: set[str] = set()
        self.described: set[str] = set()
        self.options: dict[str, list[str]] = {}
        self._select = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.ids.append(given["id"])
        if tag in ("input", "select", "textarea", "button") and "name" in given:
            self.names.add(given["name"])
        if tag == "label":
            self.targets.add(given["for"])
        self.described |= set(given.get("aria-describedby", "").split())
        if tag == "select":
            self._select = given["name"]
            self.options[self._select] = []
        if tag == "option":
            self.options[self._select].append(given["value"])


def drawn(key: str, page: str, typed: dict[str, str] | None = None, **context: object) -> str:
    form = library.definition(key)
    surroundings = render.RenderContext(places=TwoProvinces(), today=TODAY, **context)  # type: ignore[arg-type]
    return str(render.section(form, page, typed or {}, (), surroundings))


def every_page() -> list[tuple[FormDefinition, str]]:
    forms = [library.definition(path.stem) for path in library.shipped()]
    return [(form, section.key) for form in forms for section in form.sections]


@pytest.mark.parametrize(("form", "page"), every_page(), ids=lambda value: getattr(value, "key", value))
def test_every_page_names_and_labels_its_inputs(form: FormDefinition, page: str) -> None:
    answers = samples.answers(form, 3, today=TODAY, places=TwoProvinces())
    html = str(
        render.section(
            form, page, engine.typed(form, page, answers), engine.problems(form, {}, TODAY),
            render.RenderContext(places=TwoProvinces(), answers=answers, today=TODAY),
        )
    )  # fmt: skip
    seen = Page(html)
    assert len(seen.ids) == len(set(seen.ids))
    assert seen.targets <= set(seen.ids) and seen.described <= set(seen.ids)
    assert "Mục có dấu * là bắt buộc" in html
    assert "<script" not in html and "style=" not in html and "onclick" not in html


def test_every_error_leads_to_an_input() -> None:
    for path in library.shipped():
        form = library.definition(path.stem)
        answers = samples.answers(form, 1, today=TODAY)
        for section in engine.visible_sections(form, answers, TODAY):
            reading = engine.read_section(form, section.key, {}, answers, today=TODAY)
            surroundings = render.RenderContext(answers=answers, today=TODAY)
            html = str(render.section(form, section.key, {}, reading.problems, surroundings))
            ids = set(Page(html).ids)
            for item in render.summary(reading.problems):
                assert item["href"].removeprefix("#") in ids, item
                assert item["text"] in html.replace("&#34;", '"')


def test_what_was_typed_stays_even_when_wrong_and_is_harmless() -> None:
    html = drawn("khai-sinh", "child", {"full_name": '<b>An</b> "007"', "birth_date-d": "31", "birth_date-m": "2"})
    assert "&lt;b&gt;An&lt;/b&gt;" in html and "<b>An" not in html
    assert 'name="birth_date-d"' in html and 'value="31"' in html


def test_only_the_chosen_provinces_communes_are_sent() -> None:
    seen = Page(drawn("khai-sinh", "child", {"birth_place-province": "37"}))
    assert seen.options["birth_place-commune"] == ["", "13001", "13002"]
    assert "hometown-commune" not in seen.options
    assert {"birth_place-refresh", "hometown-refresh"} <= seen.names


def test_abroad_asks_for_the_country_and_an_old_address_for_its_words() -> None:
    seen = Page(drawn("khai-sinh", "child", {"hometown-province": "abroad"}))
    assert "VN" not in seen.options["hometown-country"] and "DE" in seen.options["hometown-country"]
    assert "Địa chỉ cũ: thôn, xã, huyện, tỉnh" in drawn("khai-sinh", "child", {"hometown-province": "old"})


def test_enter_goes_on_instead_of_asking_for_communes() -> None:
    html = drawn("khai-sinh", "child")
    assert html.index("Tiếp tục") < html.index("birth_place-refresh")


def test_place_of_birth_is_explained_by_an_example() -> None:
    html = drawn("khai-sinh", "child")
    assert "tên đầy đủ và địa chỉ" in html and "Bệnh viện Phụ sản Hoa Sen" in html


def test_a_page_adapts_to_what_is_chosen_on_it() -> None:
    assert 'name="married"' not in drawn("khai-sinh", "parents")
    assert 'name="married"' in drawn("khai-sinh", "parents", {"known": "both"})
    late = drawn("khai-sinh", "child", {"birth_date-d": "1", "birth_date-m": "3", "birth_date-y": "2026"})
    assert "quá 60 ngày" in late and "quá 60 ngày" not in drawn("khai-sinh", "child")


def test_live_parts_are_attributes_and_only_where_asked() -> None:
    assert "hx-post" not in drawn("khai-sinh", "parents")
    html = drawn("khai-sinh", "parents", refresh_url="/ve-lai")
    assert 'hx-post="/ve-lai"' in html and 'hx-target="#form-section"' in html


def test_an_offered_answer_says_where_it_comes_from_until_it_is_changed() -> None:
    offered = {"requester": {"full_name": "Trần Văn An"}}
    html = drawn("khai-sinh", "requester", {"full_name": "Trần Văn An"}, prefilled=offered)
    assert "Lấy từ tài khoản của bạn" in html
    assert "Lấy từ tài khoản" not in drawn("khai-sinh", "requester", {"full_name": "Khác"}, prefilled=offered)
    answers: engine.Answers = {"requester": {"full_name": "Lê Hoa", "relation": "mother"}, "parents": {"known": "both"}}
    form = library.definition("khai-sinh")
    typed = engine.typed(form, "mother", answers)
    assert typed["full_name"] == "Lê Hoa"
    assert "Lấy từ phần bạn đã khai" in drawn("khai-sinh", "mother", typed, answers=answers)


def test_locked_answers_are_shown_without_inputs() -> None:
    form = library.definition("khai-sinh")
    answers = samples.answers(form, 2, today=TODAY)
    html = drawn("khai-sinh", "child", {}, answers=answers, editable={("child", "hometown")})
    seen = Page(html)
    assert "hometown-detail" in seen.names and "full_name" not in seen.names
    assert str(answers["child"]["full_name"]).upper() in html


def test_inputs_help_the_browser_and_keep_secrets_from_the_spelling_check() -> None:
    html = drawn("khai-sinh", "requester")
    for wanted in ('autocomplete="name"', 'autocomplete="bday-day"', 'autocomplete="tel"', 'inputmode="numeric"',
                   'spellcheck="false"'):  # fmt: skip
        assert wanted in html, wanted
