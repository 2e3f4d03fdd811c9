"""A declaration with several legal papers prints those that the answers call for, and no other."""

from typing import Any

import pytest

from motcua.dossiers import completeness
from motcua.dossiers.papers import declaration
from motcua.forms import library


class Declared:
    """As much of a dossier as choosing its papers needs."""

    submitted_at = None

    def __init__(self, wanted: str) -> None:
        self.answers: dict[str, Any] = {"case": {"wanted": wanted}}


@pytest.mark.parametrize(
    ("wanted", "printed"),
    [
        ("policy", ["don-chinh-sach-noi-tru"]), ("stay", ["don-o-lai-truong-dip-tet"]),
        ("both", ["don-chinh-sach-noi-tru", "don-o-lai-truong-dip-tet"]),
    ],
)  # fmt: skip
def test_only_the_papers_asked_for_are_printed(
    monkeypatch: pytest.MonkeyPatch, wanted: str, printed: list[str]
) -> None:
    monkeypatch.setattr(completeness, "form_of", lambda _dossier: library.definition("noi-tru"))
    assert [one.key for one in declaration.papers(Declared(wanted))] == printed  # type: ignore[arg-type]
