"""Exactly one role is waited for in every state, whatever the route and whoever works there, and it can go on."""

from hypothesis import given
from hypothesis import strategies as st

from motcua.catalogue.schema import ROUTE
from motcua.dossiers import duty, lifecycle
from motcua.dossiers.lifecycle import State
from motcua.dossiers.roles import COMMITTEE, OFFICE, POLICE
from motcua.dossiers.states import FACTS

routes = st.sampled_from([COMMITTEE, POLICE]).flatmap(
    lambda strangers: st.fixed_dictionaries(
        {key: st.sampled_from([role for role in duty.ABLE[key] if role not in strangers]) for key in ROUTE}
    )
)
staffs = st.frozensets(st.sampled_from(OFFICE))


@given(st.sampled_from(list(State)), routes, staffs)
def test_one_role_that_can_go_on_is_waited_for(state: State, roles: dict[str, str], held: frozenset[str]) -> None:
    route = [{"key": key, "role": role} for key, role in roles.items()]
    role = duty.waiting_for(state, route, held)
    assert (role == "") == FACTS[state].terminal
    if state in duty.STEP_OF:
        assert role in lifecycle.who_may(duty.ONWARD[state], state)
        if held & set(duty.able(duty.STEP_OF[state], route)):
            assert role in held, "somebody who works there"
    elif role:
        assert role == "applicant"


@given(st.sampled_from(list(duty.STEP_OF)), routes)
def test_the_route_decides_where_its_people_work(state: State, roles: dict[str, str]) -> None:
    route = [{"key": key, "role": role} for key, role in roles.items()]
    assert duty.waiting_for(state, route, frozenset(OFFICE)) == roles[duty.STEP_OF[state]]


def test_every_state_of_the_office_has_its_act() -> None:
    assert duty.STEP_OF.keys() == duty.ONWARD.keys()
    assert set(State) == duty.STEP_OF.keys() | duty.APPLICANTS_TURN | {one for one in State if FACTS[one].terminal}
