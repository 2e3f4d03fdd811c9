"""Sends to every operation of a described interface what its description allows, and what it forbids."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from schemathesis import Case
from schemathesis.core.failures import FailureGroup
from schemathesis.core.result import Ok
from schemathesis.generation.hypothesis.builder import HypothesisTestConfig, HypothesisTestMode, create_test
from schemathesis.schemas import BaseSchema

HOW = {"suppress_health_check": list(HealthCheck), "phases": [Phase.explicit, Phase.generate], "deadline": None}


@dataclass
class Report:
    """How many requests got which answer, and what was wrong, in words."""

    answers: Counter[int] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        counts = ", ".join(f"{status}: {count}" for status, count in sorted(self.answers.items()))
        return f"{self.answers.total()} requests, {counts}"


def run(schema: BaseSchema, *, examples: int, seed: int = 5, **sent: Any) -> Report:
    """Every operation with `examples` drawn cases beside those of its bounds; `sent` goes with each request.

    All checks hold: no server error; status, type, body and headers as described; other methods and what the
    description forbids refused.
    """
    report = Report()

    def ask(case: Case[Any]) -> None:
        answer = case.call(**sent)
        report.answers[answer.status_code] += 1
        try:
            case.validate_response(answer)
        except FailureGroup as failures:
            told = "; ".join(f"{one.title}: {one.message[:300]}" for one in failures.exceptions)
            report.wrong.append(f"{answer.request.method} {answer.request.url} → {answer.status_code}: {told}")

    modes = [HypothesisTestMode.EXAMPLES, HypothesisTestMode.COVERAGE, HypothesisTestMode.FUZZING]
    for found in schema.get_all_operations():
        how = settings(max_examples=examples, database=None, **HOW)  # type: ignore[arg-type]
        config = HypothesisTestConfig(project=schema.config, modes=modes, settings=how, seed=seed)
        assert isinstance(found, Ok)
        create_test(operation=found.ok(), test_func=ask, config=config)()
    return report
