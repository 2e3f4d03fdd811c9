"""Everyday queries find what the repository's own library describes."""

import pytest

from motcua.catalogue import api, search
from motcua.catalogue.models import Procedure
from tests.relevance.judged import SETS, WANTED, answerable, queries, scores

pytestmark = pytest.mark.django_db
LEAST = {"judged": 130, "prepared for": 250}
"""So many queries must be answerable by the library; otherwise the shares below would say little."""


@pytest.mark.parametrize("name", LEAST)
def test_people_find_what_they_mean_among_the_first_five(name: str) -> None:
    search.forget()
    asked = answerable(queries(*SETS[name]), Procedure.objects.exclude(current=None).values_list("code", flat=True))
    assert len(asked) >= LEAST[name]
    found = list(scores(asked, lambda text: [hit.code for hit in api.search(api.Query(text), size=5).hits]))
    for score in found:
        print(f"{score.name:<28}{score.share:7.1%} of {score.tried}")
    assert {score.name: score.missed for score in found if score.share < WANTED[score.name]} == {}


@pytest.mark.parametrize(
    "typed", ["tên lửa vũ trụ", "asdf qwer", "bánh mì kẹp thịt", "khủng long bạo chúa", "thời tiết hôm nay"]
)
def test_words_that_no_procedure_is_about_find_nothing_rather_than_nonsense(typed: str) -> None:
    search.forget()
    assert api.search(api.Query(typed)).hits == []


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("birth certificate", "1.001193"), ("Marriage", "1.000894"), ("marital status", "1.004873"),
        ("death", "1.000656"), ("temporary residence", "1.004194"), ("identity card", "1.116410"),
        ("certified copy", "2.000815"), ("building permit", "1.013225"), ("adoption", "2.001263"),
        ("disability", "1.001699"),
    ],
)  # fmt: skip
def test_readers_of_english_find_what_families_need_first(typed: str, code: str) -> None:
    search.forget()
    assert api.search(api.Query(typed)).hits[0].code == code


def test_the_judged_file_is_large_and_each_query_names_one_to_four_procedures() -> None:
    asked = queries()
    assert len(asked) >= 150
    assert {text for text, codes in asked.items() if not 1 <= len(set(codes)) <= 4} == set()


def test_no_query_held_out_was_prepared_for() -> None:
    prepared = set(queries(*SETS["judged"], *SETS["prepared for"]))
    for name in ("same hand, kept aside", "held out"):
        assert not prepared & set(queries(*SETS[name]))
