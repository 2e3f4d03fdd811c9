"""Templates: all used, all strict, all in words the translator knows."""

from fnmatch import fnmatchcase
from pathlib import Path

import pytest
from jinja2 import StrictUndefined

from tests.architecture.sources import files, name, template_name, templates
from tests.architecture.words import bare, holes, named_in_python, referenced

PAGES = templates()
CALLED_BY_DJANGO = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}


def test_every_template_is_used() -> None:
    used = {
        pattern
        for path in files(".py", folders=("motcua", "config"))
        for pattern in named_in_python(path)
        if pattern.endswith((".html", ".txt", "*")) and "/" in pattern
    }
    inside = {(pattern, path) for path in PAGES for pattern in referenced(path)}
    unused = [
        name(path)
        for path in PAGES
        if (called := template_name(path)) not in CALLED_BY_DJANGO
        and not any(fnmatchcase(called, pattern) for pattern in used)
        and not any(fnmatchcase(called, pattern) and other != path for pattern, other in inside)
    ]
    assert not unused


def test_undefined_variables_are_errors() -> None:
    from motcua.ui.environment import environment

    assert environment().undefined is StrictUndefined


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_every_template_compiles(path: Path) -> None:
    from motcua.ui.environment import environment

    environment().compile(path.read_text(encoding="utf-8"), name(path))


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_no_word_escapes_the_translator(path: Path) -> None:
    assert not bare(path)


@pytest.mark.parametrize("path", [path for path in PAGES if path.suffix == ".html"], ids=name)
def test_no_style_or_script_is_written_into_a_page(path: Path) -> None:
    text = holes(path.read_text(encoding="utf-8")).lower()
    assert " style=" not in text
    assert "<style" not in text
    assert not [tag for tag in text.split("<script")[1:] if " src=" not in tag.split(">")[0]]
    assert " onclick=" not in text and " onsubmit=" not in text and "javascript:" not in text


def test_a_bare_word_is_seen(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        '<p title="{{ _("Tên") }}">{% if a %}Nộp{% endif %} {{ b }} · QR</p>\n<img alt="Ảnh">'
        '{% trans %}Hỏi{% endtrans %}{{ c({"text": {"b": "Gửi"}}) }}{% block x_class %}mc{% endblock %}'
    )
    assert bare(page) == ["1: Nộp", "2: Ảnh", "?: Gửi"]
