"""Everyday queries find what the repository's own library describes."""

import pytest

from motcua.catalogue import api, search
from motcua.catalogue.models import Procedure
from tests.relevance.judged import WANTED, answerable, queries, scores

pytestmark = pytest.mark.django_db
LEAST = 130
"""So many queries must be answerable by the library; otherwise the shares below would say little."""


def test_people_find_what_they_mean_among_the_first_five() -> None:
    search.forget()
    asked = answerable(queries(), Procedure.objects.exclude(current=None).values_list("code", flat=True))
    assert len(asked) >= LEAST
    found = list(scores(asked, lambda text: [hit.code for hit in api.search(api.Query(text), size=5).hits]))
    for score in found:
        print(f"{score.name:<28}{score.share:7.1%} of {score.tried}")
    assert {score.name: score.missed for score in found if score.share < WANTED[score.name]} == {}


def test_the_judged_file_is_large_and_each_query_names_one_to_four_procedures() -> None:
    asked = queries()
    assert len(asked) >= 150
    assert {text for text, codes in asked.items() if not 1 <= len(set(codes)) <= 4} == set()
