"""A refused answer as a problem of its field."""

from django.utils.translation import gettext as _

from motcua.kit.words import Invalid
from motcua.portal.problems import Problem


def of(field: str, error: Invalid) -> Problem:
    """A refused value as a problem of its field, in the reader's language."""
    words = _(error.message)
    return Problem(field, words % error.params if error.params else words)
