"""Every transition has its act, its permission, its words in two languages, its message or an empty row."""

import pytest
from django.utils import translation

from motcua.dossiers import lifecycle, policy, reactions
from motcua.dossiers.actions import REGISTRY
from motcua.dossiers.states import FACTS, State

NAMES = [row.name for row in lifecycle.TRANSITIONS]


def test_every_transition_has_one_act_and_every_act_a_transition() -> None:
    assert set(REGISTRY) == set(NAMES)
    assert [act.transition for act in REGISTRY.values()] == list(REGISTRY)


@pytest.mark.parametrize("name", NAMES)
def test_every_transition_has_a_permission_of_known_roles(name: str) -> None:
    assert policy.PERMISSIONS[name]
    assert set(policy.PERMISSIONS[name]) <= set(lifecycle.transition(name).actors)


@pytest.mark.parametrize("name", NAMES)
def test_every_act_has_a_fact_and_that_fact_its_reactions(name: str) -> None:
    """SILENT says out loud that nobody is told; a kind in neither place is a message forgotten."""
    kind = REGISTRY[name].kind
    assert (kind in reactions.TABLE) is not (kind in reactions.SILENT)


def test_no_two_acts_record_the_same_fact() -> None:
    assert len({act.kind for act in REGISTRY.values()}) == len(REGISTRY)


def _untranslated(labels: list[str]) -> list[str]:
    with translation.override("en"):
        return [label for label in labels if translation.gettext(label) == label]


def test_every_act_and_state_has_a_label_in_both_languages() -> None:
    with translation.override("vi"):
        acts = [str(act.title) for act in REGISTRY.values()]
    assert all(acts)
    assert not _untranslated(acts)
    assert not _untranslated([FACTS[state].label for state in State])
