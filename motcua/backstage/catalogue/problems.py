"""One thing to fix on a page: the id of the input ("" = the whole page) and how to fix it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    field: str
    message: str


def at(problems: list[Problem], field: str) -> str:
    """The message beside one input; empty when it is fine."""
    return next((problem.message for problem in problems if problem.field == field), "")
