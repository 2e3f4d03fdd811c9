"""Who may do what with the catalogue: the province publishes, the commune adapts (P7, P8).

An administrator of an office of the province publishes, withdraws and confirms, and may offer for every office;
an administrator of a commune decides what that commune offers, at which level, with which local fee and words.
"""

from motcua.agencies import api as agencies
from motcua.agencies.models import Agency, Unit
from motcua.kit.actor import Actor

ADMINISTRATOR = "administrator"


def may_publish(actor: Actor) -> bool:
    """Whether the actor may edit drafts, publish, withdraw, import and confirm legal values."""
    if ADMINISTRATOR not in actor.roles or actor.agency is None:
        return False
    return agencies.agency(actor.agency).unit.kind == Unit.Kind.PROVINCE


def may_adapt(actor: Actor, agency: Agency) -> bool:
    """Whether the actor may decide what `agency` offers."""
    if ADMINISTRATOR not in actor.roles or actor.agency is None:
        return False
    return may_publish(actor) or agency.id == actor.agency or agency.parent_id == actor.agency
