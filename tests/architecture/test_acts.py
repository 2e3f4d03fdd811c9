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
    """An empty row says out loud that nobody is told; a missing row is a message forgotten."""
    assert REGISTRY[name].kind in reactions.TABLE


def test_no_two_acts_record_the_same_fact() -> None:
    assert len({act.kind for act in REGISTRY.values()}) == len(REGISTRY)


@pytest.mark.parametrize("name", NAMES)
def test_every_act_has_a_label_in_both_languages(name: str) -> None:
    words = {}
    for language in ("vi", "en"):
        with translation.override(language):
            words[language] = str(REGISTRY[name].title)
    assert words["vi"]
    assert words["en"] != words["vi"]


@pytest.mark.parametrize("state", list(State))
def test_every_state_has_a_label_in_both_languages(state: State) -> None:
    label = FACTS[state].label
    with translation.override("en"):
        assert translation.gettext(label) != label
