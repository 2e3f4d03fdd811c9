"""What an administrator finds here: offices and people of their reach; for everything else there is nothing."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from motcua.agencies import reach
from motcua.agencies.models import Agency, Officer, Proposal
from motcua.kit import clock
from motcua.kit.actor import Actor
from motcua.people.models import Account


def office(actor: Actor, id: UUID) -> Agency:
    """An office of the actor's reach. Raises Http404."""
    found = reach.offices(actor).select_related("unit", "parent").filter(pk=id).first()
    if found is None:
        raise Http404
    return found


def people(actor: Actor) -> QuerySet[Account]:
    """The officers who have, had or are proposed for a post in the actor's reach."""
    within = reach.offices(actor).values("id")
    seated = Officer.objects.filter(agency__in=within).values("account")
    proposed = Proposal.objects.filter(agency__in=within).values("account")
    about = Account.objects.filter(kind=Account.Kind.OFFICER)
    return about.filter(Q(pk__in=seated) | Q(pk__in=proposed))


def person(actor: Actor, id: UUID) -> Account:
    """One of `people`. Raises Http404."""
    found = people(actor).filter(pk=id).first()
    if found is None:
        raise Http404
    return found


def post(actor: Actor, account: Account, id: UUID) -> Officer:
    """An appointment of the person within reach that is not over. Raises Http404."""
    found = current_posts(actor, account).filter(pk=id).first()
    if found is None:
        raise Http404
    return found


def current_posts(actor: Actor, account: Account) -> QuerySet[Officer]:
    """The person's appointments within reach, of today and later."""
    within = Officer.objects.filter(account=account, agency__in=reach.offices(actor).values("id"))
    living = within.exclude(valid_to__lt=clock.now().date())
    return living.select_related("agency__unit", "account").order_by("valid_from", "id")
