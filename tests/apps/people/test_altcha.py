"""Proof of work: ours, for this purpose, once."""

import base64
import json
from typing import Any

import altcha as library
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.people import altcha
from motcua.people.errors import ProofRefused

pytestmark = pytest.mark.django_db


def solve(task: dict[str, Any]) -> str:
    """What the widget does in the browser."""
    challenge = library.Challenge.from_dict(task)
    solution = library.solve_challenge(challenge)
    assert solution is not None
    return library.Payload(challenge, solution).to_base64()


def test_a_solved_task_is_accepted_once_in_one_statement() -> None:
    payload = solve(altcha.challenge("submit"))
    with CaptureQueriesContext(connection) as seen:
        altcha.verify(payload, "submit")
    assert len(seen) == 1
    with pytest.raises(ProofRefused) as refused:
        altcha.verify(payload, "submit")
    assert "Mã xác nhận" in refused.value.message


def test_a_task_serves_its_purpose_only() -> None:
    with pytest.raises(ProofRefused):
        altcha.verify(solve(altcha.challenge("look-up")), "submit")


def test_a_task_of_ones_own_making_is_refused() -> None:
    task = library.create_challenge(altcha.ALGORITHM, 1, data={"purpose": "submit"}, hmac_secret="mine")
    with pytest.raises(ProofRefused):
        altcha.verify(solve(task.to_dict()), "submit")


def test_a_changed_purpose_breaks_the_signature() -> None:
    payload = json.loads(base64.b64decode(solve(altcha.challenge("look-up"))))
    payload["challenge"]["parameters"]["data"] = {"purpose": "submit"}
    with pytest.raises(ProofRefused):
        altcha.verify(base64.b64encode(json.dumps(payload).encode()).decode(), "submit")


def test_an_old_task_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(altcha, "LIFETIME", -1)
    with pytest.raises(ProofRefused):
        altcha.verify(solve(altcha.challenge("submit")), "submit")


@pytest.mark.parametrize("nonsense", ["", "x", "bm8=", "e30=", "W10=", "é" * 9, "a" * 5000, "eyJjaGFsbGVuZ2UiOjF9"])
def test_nonsense_is_refused_without_a_statement(nonsense: str) -> None:
    with CaptureQueriesContext(connection) as seen, pytest.raises(ProofRefused):
        altcha.verify(nonsense, "submit")
    assert not seen.captured_queries
