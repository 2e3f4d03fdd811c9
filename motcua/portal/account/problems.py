"""Refused answers of the account pages as problems of their fields."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from motcua.kit.words import Invalid
from motcua.portal.problems import Problem


def of(field: str, error: Invalid) -> Problem:
    """A refused value as a problem of its field, in the reader's language."""
    words = _(error.message)
    return Problem(field, words % error.params if error.params else words)


def by_field(problems: Iterable[Problem]) -> dict[str, dict[str, str]]:
    """The `errorMessage` of each field, as the components want it."""
    return {problem.field: {"text": problem.message} for problem in problems}
