"""At the end of a run: how much the walk of every person through every address tried, and what it found."""

from typing import Any

import pytest

MATRIX = "matrix"
"""Under this name each person's walk tells its size."""


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """One line; also when the walk was shared out among several processes."""
    walks = [
        value
        for reports in terminalreporter.stats.values()
        for report in reports
        if isinstance(report, pytest.TestReport) and report.when == "call"
        for name, value in report.user_properties
        if name == MATRIX
    ]
    if walks:
        terminalreporter.write_line(line(walks))


def line(walks: list[dict[str, int]]) -> str:
    """roles × addresses × dossiers × methods, requests made, leaks."""
    addresses, objects = (max(walk[name] for walk in walks) for name in ("addresses", "objects"))
    requests, leaks = (sum(walk[name] for walk in walks) for name in ("requests", "leaks"))
    return (
        f"stranger matrix: {len(walks)} roles × {addresses} addresses × {objects} dossiers × 2 methods: "
        f"{requests:,} requests, {leaks} leaks"
    )
