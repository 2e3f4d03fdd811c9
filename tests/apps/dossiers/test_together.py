"""Two who must agree, helpers of a draft, a parent's draft for a child, and who sees what of all that."""

import random
import re
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from motcua.catalogue import api as catalogue
from motcua.dossiers import completeness, drafting, policy, queries
from motcua.dossiers.actions.base import Refused
from motcua.dossiers.actions.submit import Incomplete
from motcua.dossiers.models import Dossier, Party
from motcua.dossiers.papers import declaration
from motcua.dossiers.together import agreeing, parties
from motcua.forms import engine
from motcua.journal import api as journal
from motcua.kit import clock
from motcua.kit.actor import Actor
from motcua.messaging.models import Message
from motcua.people import children, mandates
from motcua.people.errors import TooMany
from motcua.people.models import Account, Mandate
from tests.support import dossiers, world

pytestmark = pytest.mark.django_db
MARRIAGE, BIRTH, POLICE = "1.000894", "1.001193", "1.010041"
HIS, HERS = world.PHONES["citizen"], "0987000111"


def wedding() -> Dossier:
    """A complete draft of the bridegroom, whose account has his telephone."""
    made = dossiers.draft(MARRIAGE)
    said = made.answers
    said["husband"]["phone"], said["wife"]["phone"] = HIS, HERS
    made.answers = engine.settled(completeness.form_of(made), said)
    made.save()
    assert not engine.problems(completeness.form_of(made), made.answers)
    return made


def wife(made: Dossier) -> Actor:
    return Actor(None, made.answers["wife"]["full_name"], "anonymous")


def agreed(made: Dossier) -> Party:
    asked = agreeing.ask(made.pk, world.actor("citizen"), "wife.phone")
    return agreeing.agree(asked.pk, wife(made), agreeing.digest(made))


def test_nothing_is_handed_in_before_the_other_agrees() -> None:
    made = wedding()
    with pytest.raises(Incomplete) as refused:
        dossiers.act(made, "submit", "citizen")
    assert "bên nữ đồng ý" in refused.value.tasks[0].missing
    agreed(made)
    assert dossiers.act(made, "submit", "citizen").state == "submitted"
    told = [fact for fact in journal.entries(made.subject) if fact.kind == "dossier.agreed"]
    assert [fact.actor_name for fact in told] == [wife(made).name] and len(told[0].payload["answers"]) == 64
    lines = [who for who, _at in agreeing.lines(Dossier.objects.get(pk=made.pk))]
    assert len(lines) == 2 and lines[0].startswith("Bên nữ") and lines[1].startswith("Bên nam")


def test_the_printed_declaration_says_who_agreed_and_when() -> None:
    made = wedding()
    agreed(made)
    sheet = declaration.sheet_of(made, declaration.papers(made)[0])
    assert len(sheet.agreed) == 1 and "đã đồng ý điện tử, lúc" in sheet.agreed[0]
    assert declaration.printed(made, declaration.papers(made)[0].key, "pdf")


def test_a_changed_answer_asks_again_and_tells_both() -> None:
    made = wedding()
    party = agreed(made)
    before = Message.objects.count()
    drafting.edit(made.pk, world.actor("citizen"), _one_more_copy)
    party.refresh_from_db()
    assert party.standing == "invited" and party.answers == ""
    told = Message.objects.order_by("-id")[: Message.objects.count() - before]
    assert {message.recipient for message in told} == {HIS, HERS}
    assert all("đồng ý lại" in message.body for message in told)
    with pytest.raises(Incomplete):
        dossiers.act(made, "submit", "citizen")
    with pytest.raises(agreeing.Changed):  # what was read is no longer what stands there
        agreeing.agree(party.pk, wife(made), agreeing.digest(made))


def _one_more_copy(draft: Dossier) -> None:
    copies = draft.answers["copies"]
    draft.answers = {**draft.answers, "copies": {**copies, "count": 7 if copies.get("count") != 7 else 8}}


def test_saving_the_same_answers_asks_nobody_again() -> None:
    made = wedding()
    party = agreed(made)
    drafting.edit(made.pk, world.actor("citizen"), lambda draft: setattr(draft, "answers", dict(draft.answers)))
    party.refresh_from_db()
    assert party.standing == "signed"


def test_saying_no_stops_it_with_a_reason() -> None:
    made = wedding()
    asked = agreeing.ask(made.pk, world.actor("citizen"), "wife.phone")
    agreeing.decline(asked.pk, wife(made), "Sai ngày sinh của tôi.")
    with pytest.raises(Incomplete):
        dossiers.act(made, "submit", "citizen")
    assert "Sai ngày sinh" in Message.objects.filter(recipient=made.phone).latest("id").body


def test_another_telephone_in_the_declaration_is_another_person_to_ask() -> None:
    made = wedding()
    party = agreed(made)
    made.answers["wife"]["phone"] = "0987000222"
    made.save()
    assert agreeing.gap(made)
    with pytest.raises(Party.DoesNotExist):
        agreeing.agree(party.pk, wife(made), agreeing.digest(made))


def test_consent_is_to_exactly_these_answers_however_they_came_to_change() -> None:
    made = wedding()
    agreed(made)
    assert agreeing.gap(made) == ""
    _one_more_copy(made)
    made.save()  # behind the back of what asks anew
    assert "bên nữ đồng ý" in str(agreeing.gap(made))


def test_consent_to_another_edition_of_the_form_is_no_consent() -> None:
    made = wedding()
    before = agreeing.digest(made)
    made.form_id = dossiers.draft(BIRTH).form_id
    assert agreeing.digest(made) != before


def test_one_telephone_is_written_to_a_few_times_an_hour_and_no_more() -> None:
    made = wedding()
    for _each in range(parties.SENT_PER_PHONE):
        agreeing.ask(made.pk, world.actor("citizen"), "wife.phone")
    with pytest.raises(TooMany):
        agreeing.ask(made.pk, world.actor("citizen"), "wife.phone")


def test_the_link_sent_to_a_wrong_number_opens_nothing_once_the_right_one_is_asked() -> None:
    made = wedding()
    owner = world.actor("citizen")
    agreeing.ask(made.pk, owner, "wife.phone")
    link = re.search(r"/ky-chung/(\S+)/", Message.objects.filter(recipient=HERS).latest("id").body)
    assert link and parties.by_token(link[1], "cosigner")
    made.answers["wife"]["phone"] = "0987000222"
    made.save()
    agreeing.ask(made.pk, owner, "wife.phone")
    assert parties.by_token(link[1], "cosigner") is None


def test_nobody_marries_through_somebody_authorised() -> None:
    made = wedding()
    agreed(made)
    other = world.account("other_citizen")
    actor = replace(world.actor("other_citizen"), on_behalf_of=world.account("citizen").pk, ground="authorised")
    assert other.pk != made.owner_id
    with pytest.raises(Refused, match="chính người khai"):
        from motcua.dossiers.actions import REGISTRY

        REGISTRY["submit"](made.pk, actor).perform()


def test_a_helper_edits_until_sent_away_and_never_hands_in() -> None:
    made, owner = dossiers.draft(), world.actor("citizen")
    party = parties.invite(made.pk, owner, name="Lê Thị Giúp", phone="0987000333")
    link = re.search(r"/cung-lam/(\S+)/", Message.objects.filter(recipient="0987000333").latest("id").body)
    assert link and parties.by_token(link[1], "editor") == party and parties.by_token("x", "editor") is None
    helper = Actor(None, "Lê Thị Giúp", "anonymous", parties=frozenset({party.pk}))
    assert not policy.may_edit_draft(helper, made)
    parties.join(party, helper)
    assert policy.may_edit_draft(helper, made) and policy.may_read_papers(helper, made)
    assert not policy.may(helper, "submit", made) and not policy.may_invite(helper, made)
    with pytest.raises(policy.Forbidden):
        drafting.discard(made.pk, helper)
    with pytest.raises(policy.Forbidden):  # nor does a helper send the others away, or turn the messages to themselves
        parties.remove(made.pk, helper, party.pk)
    with pytest.raises(policy.Forbidden):
        drafting.set_contact(made.pk, helper, name="Lê Thị Giúp", phone="0987000333", email="")
    parties.remove(made.pk, owner, party.pk)
    assert not policy.may_edit_draft(helper, made)
    for number in range(parties.MOST_EDITORS):
        parties.invite(made.pk, owner, name="Ai đó", phone=f"098700040{number}")
    with pytest.raises(parties.CannotInvite, match="nhiều nhất 5"):
        parties.invite(made.pk, owner, name="Ai nữa", phone="0987000499")


def helped_by(actor: Actor, made: Dossier) -> None:
    """Let the person of an account come in as helper of a draft."""
    party = parties.invite(made.pk, world.actor("citizen"), name=actor.name, phone="0987000333")
    parties.join(party, actor)


def test_what_is_known_of_a_helper_is_not_offered_to_the_owner_nor_the_other_way() -> None:
    made, helper = dossiers.draft(), world.account("other_citizen")
    assert not drafting.known_of(made, world.actor("other_citizen"), helper).values
    assert drafting.known_of(made, world.actor("citizen"), world.account("citizen")).values


def test_a_helper_sees_no_more_once_it_is_handed_in() -> None:
    made, helper = dossiers.draft(), world.actor("other_citizen")
    helped_by(helper, made)
    assert policy.reads(helper, made) and policy.may_read_papers(helper, made)
    sent = dossiers.act(made, "submit", "citizen")
    assert not policy.reads(helper, sent) and not policy.may_read_papers(helper, sent)


def test_one_helps_as_oneself_neither_for_a_principal_nor_as_an_officer() -> None:
    made, helper = dossiers.draft(), world.actor("other_citizen")
    helped_by(helper, made)
    principal = replace(helper, on_behalf_of=world.account("citizen_without_email").pk, ground="authorised")
    officer = replace(helper, kind="officer")
    assert policy.helps(helper, made) and list(policy.helped(helper)) == [made]
    for hat in (principal, officer):
        assert not policy.helps(hat, made) and not policy.helped(hat).exists()
        assert not policy.visible_to(hat).filter(pk=made.pk).exists()


def child() -> tuple[Mandate, Actor]:
    parent = world.account("citizen")
    mandate = children.add(parent, "Trần Minh An", date(2024, 5, 6), actor=world.actor("citizen"))
    acting = replace(world.actor("citizen"), on_behalf_of=mandate.principal_id, ground="parent")
    return mandate, acting


def test_a_parent_begins_the_childs_dossier_with_the_facts_of_both() -> None:
    mandate, acting = child()
    assert mandate.valid_to == date(2042, 5, 5) and mandate.proven == "declared"
    made = drafting.start(
        catalogue.published(BIRTH), acting, agency=world.commune(), account=mandate.principal, language="vi"
    )
    assert made.owner_id == mandate.principal_id and made.phone == HIS
    assert made.answers["requester"]["full_name"] == world.account("citizen").full_name
    assert made.answers["child"]["full_name"] == "Trần Minh An"
    assert made.answers["child"]["birth_date"] == "2024-05-06"
    assert policy.is_applicant(acting, made) and not policy.is_applicant(world.actor("citizen"), made)
    with pytest.raises(mandates.NotPossible):
        children.add(world.account("citizen"), "Trần Lớn", date(2000, 1, 1), actor=world.actor("citizen"))


def test_the_timeline_says_for_whom() -> None:
    mandate, acting = child()
    made = dossiers.draft()
    Dossier.objects.filter(pk=made.pk).update(owner=mandate.principal)
    from motcua.dossiers.actions import REGISTRY

    done = REGISTRY["submit"](made.pk, acting).perform()
    assert queries.timeline(done)[0].who.endswith("làm thay con là Trần Minh An")


def test_a_procedure_outside_the_mandate_is_refused_at_the_start() -> None:
    limited = replace(
        world.actor("other_citizen"), on_behalf_of=world.account("citizen").pk, scope=frozenset({MARRIAGE})
    )
    with pytest.raises(Refused, match="không gồm thủ tục này"):
        drafting.start(
            catalogue.published(BIRTH), limited, agency=None, account=world.account("citizen"), language="vi"
        )


def test_text_without_end_is_refused_and_shortening_is_not() -> None:
    made = dossiers.draft()
    actor = world.actor("citizen")

    def typed(length: int) -> None:
        drafting.edit(made.pk, actor, lambda draft: setattr(draft, "typed", {"child": {"full_name": "x" * length}}))

    with pytest.raises(Refused, match="quá dài"):
        typed(drafting.MOST_TYPED + 1)
    Dossier.objects.filter(pk=made.pk).update(typed={"child": {"full_name": "x" * (drafting.MOST_TYPED + 9)}})
    typed(drafting.MOST_TYPED + 2)


def test_the_list_and_the_single_look_always_agree() -> None:
    """For random people, mandates, invitations and dossiers: `visible_to` holds exactly what `is_visible` says."""
    dice = random.Random(5)
    people = [world.account(who) for who in ("citizen", "other_citizen", "citizen_without_email", "clerk")]
    made = _world(dice, people)
    every = list(Dossier.objects.select_related("version__procedure").filter(pk__in=made))
    for actor in _actors(dice, people, every):
        listed = set(policy.visible_to(actor).filter(pk__in=made).values_list("pk", flat=True))
        assert listed == {one.pk for one in every if policy.is_visible(actor, one)}, actor


def _world(dice: random.Random, people: list[Account]) -> set[UUID]:
    now, made = clock.now(), set()
    versions = [catalogue.published(code) for code in (BIRTH, MARRIAGE, POLICE)]
    for number in range(60):
        version = dice.choice(versions)
        one = Dossier.objects.create(
            version=version, form_id=version.form_id, agency=dice.choice([None, world.commune()]),
            owner=dice.choice([None, *people]), channel=dice.choice(["online", "counter", "paper"]),
            created_at=now, updated_at=now,
        )  # fmt: skip
        made.add(one.pk)
        for _each in range(dice.choice([0, 0, 1, 2])):
            Party.objects.create(
                dossier=one, part=dice.choice(["editor", "cosigner"]), phone=f"09870{dice.randrange(10**5):05}",
                name="Ai", account=dice.choice([None, *people]), digest=f"{number}-{dice.random()}",
                standing=dice.choice(["invited", "joined", "signed", "declined"]), invited_at=now,
            )  # fmt: skip
    return made


OFFICERS = ("clerk", "leader", "police_officer", "seal_clerk", "administrator", "other_clerk")


def _actors(dice: random.Random, people: list[Account], every: list[Dossier]) -> list[Actor]:
    invited = list(Party.objects.values_list("pk", flat=True))
    found = []
    for _each in range(120):
        who = dice.choice(["citizen", "other_citizen", "citizen_without_email", *OFFICERS, ""])
        actor = world.actor(who) if who else Actor.ANONYMOUS
        some = frozenset(one.pk for one in dice.sample(every, 4))
        actor = replace(
            actor, held=dice.choice([frozenset(), some]), opened=dice.choice([frozenset(), some]),
            parties=dice.choice([frozenset(), frozenset(dice.sample(invited, 3))]),
        )  # fmt: skip
        if who and actor.kind == "citizen" and dice.random() < 0.4:
            scope = dice.choice([frozenset(), frozenset({BIRTH})])
            actor = replace(actor, on_behalf_of=dice.choice(people).pk, scope=scope, ground="authorised")
        found.append(actor)
    return found
