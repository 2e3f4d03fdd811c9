"""The page about the lifecycle, written from the table so that it cannot grow old. Pure."""

from motcua.dossiers.lifecycle import TRANSITIONS, Transition, diagram
from motcua.dossiers.states import FACTS, State

_HEAD = """# The life of a dossier

This page is written from `motcua/dossiers/lifecycle.py` and `motcua/dossiers/states.py` by
`motcua.dossiers.lifecycle_page.page()`; a test holds them together. Do not edit it by hand.
"""


def _names(states: frozenset[State]) -> str:
    return ", ".join(state for state in State if state in states)


def _who(row: Transition) -> str:
    narrowed = dict(row.only_from)
    return ", ".join(f"{role} (from {_names(narrowed[role])})" if role in narrowed else role for role in row.actors)


def page() -> str:
    """The whole of `docs/lifecycle.md`."""
    states = [
        f"| `{state}` | {facts.label} | {facts.national or '–'} | {facts.group} "
        f"| {'running' if facts.counts else '–'} | {'yes' if facts.terminal else ''} |"
        for state, facts in FACTS.items()
    ]
    acts = [
        f"| `{row.name}` | {_names(row.sources)} | {row.target or 'unchanged'} | {_who(row)} | {row.clock} "
        f"| {', '.join(row.needs) or '–'} |"
        for row in TRANSITIONS
    ]
    return "\n".join(
        [
            _HEAD,
            f"```mermaid\n{diagram()}\n```\n",
            "## States\n",
            "| state | Vietnamese | national code | reporting group | time limit | end |",
            "| --- | --- | --- | --- | --- | --- |",
            *states,
            "\n## Acts\n",
            "| act | from | to | by | clock | needs |",
            "| --- | --- | --- | --- | --- | --- |",
            *acts,
            "",
        ]
    )
