"""Children: accounts without a telephone; a parent acts for them until they are eighteen (Civil Code 2015 Art 136)."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.journal import api as journal
from motcua.kit import clock
from motcua.kit.actor import Actor
from motcua.kit.vietnamese import clean, fold
from motcua.people import mandates
from motcua.people.entries import REGISTERED, Registered
from motcua.people.mandates import NotPossible
from motcua.people.models import Account, Mandate

MOST = 20
OF_AGE = 18


def grown_up(born: date) -> date:
    """The eighteenth birthday; of those born on 29 February, 1 March where there is no such day."""
    try:
        return born.replace(year=born.year + OF_AGE)
    except ValueError:
        return date(born.year + OF_AGE, 3, 1)


def of(parent: Account) -> list[Mandate]:
    """The mandates for one's children that work today (at most 200)."""
    return list(mandates.living().filter(agent=parent, ground=Mandate.Ground.PARENT).order_by("id")[: mandates.MOST])


def add(
    parent: Account, name: str, born: date, *, actor: Actor, personal_id: str = "", registered: bool = False
) -> Mandate:
    """A child of this parent; `registered`: a birth result issued here proves it. Raises `NotPossible`."""
    today = clock.now().date()
    if not born <= today < grown_up(born):
        raise NotPossible(_("Con phải chưa đủ 18 tuổi. Từ 18 tuổi, con tự mở tài khoản của mình."))
    own = of(parent)
    if len(own) >= MOST:
        raise NotPossible(_("Bạn đã thêm %(most)s con. Hãy bỏ bớt rồi thêm.") % {"most": MOST})
    if any(fold(one.principal.full_name) == fold(name) and one.principal.birth_date == born for one in own):
        raise NotPossible(_("Bạn đã thêm con này rồi."))
    with transaction.atomic():
        child = Account.objects.make(phone=None, full_name=clean(name)[:150], birth_date=born, personal_id=personal_id)
        journal.record(REGISTERED, f"account:{child.pk}", actor=actor, payload=Registered(kind=child.kind))
        return mandates.give(
            child, parent, Mandate.Ground.PARENT, actor=actor, valid_to=grown_up(born) - timedelta(days=1),
            proven="registry" if registered else "declared",
        )  # fmt: skip
