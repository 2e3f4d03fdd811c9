"""Which offices an administrator looks after: their own and all below; a province also every commune of it."""

from django.db.models import Q, QuerySet

from motcua.agencies import tree
from motcua.agencies.functions import ADMINISTRATOR
from motcua.agencies.models import Agency, Officer, Unit
from motcua.kit import clock
from motcua.kit.actor import Actor
from motcua.people.models import Account

MOST_OFFICES = 600
"""A province has some 130 communes, each with a service centre, and some 20 departments."""


def offices(actor: Actor) -> QuerySet[Agency]:
    """The offices the actor looks after, closed ones too; none for who is no administrator. Two statements."""
    if ADMINISTRATOR not in actor.roles or actor.agency is None:
        return Agency.objects.none()
    own = Agency.objects.select_related("unit").get(id=actor.agency)
    below = Q(id__in=tree.under(own.id))
    if leads_province(own):
        below |= Q(unit=own.unit_id) | Q(unit__parent=own.unit_id)
    return Agency.objects.filter(below).select_related("unit")


def reaches(actor: Actor, agency: Agency) -> bool:
    """Whether the actor looks after this office."""
    return offices(actor).filter(id=agency.id).exists()


def governs(actor: Actor, account: Account) -> bool:
    """Whether every post the person has today or later is within reach: only then is their account a matter of it."""
    elsewhere = Officer.objects.filter(account=account).exclude(valid_to__lt=clock.now().date())
    return not elsewhere.exclude(agency__in=offices(actor).values("id")).exists()


def leads_province(agency: Agency) -> bool:
    """Whether this is the people's committee of a province: it may change the tree of offices."""
    return agency.unit.kind == Unit.Kind.PROVINCE and agency.kind == Agency.Kind.PEOPLES_COMMITTEE


def may_change_offices(actor: Actor) -> bool:
    """Whether the actor may open, rename, move and close offices. At most one statement."""
    if ADMINISTRATOR not in actor.roles or actor.agency is None:
        return False
    return leads_province(Agency.objects.select_related("unit").get(id=actor.agency))
