"""Answers corrected after handing in need the consent of everybody who agreed to the declaration; papers need none."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from motcua.dossiers import completeness, drafting, supplements
from motcua.dossiers.actions import REGISTRY
from motcua.dossiers.actions.base import Refused
from motcua.dossiers.actions.submit import Incomplete
from motcua.dossiers.models import Dossier, Party
from motcua.dossiers.together import agreeing, parties, proposed
from motcua.forms import samples
from motcua.journal import api as journal
from motcua.kit import clock
from motcua.messaging.models import Message
from tests.apps.dossiers.test_together import HERS, HIS, _one_more_copy, agreed, wedding, wife
from tests.support import dossiers, world

pytestmark = pytest.mark.django_db
NAME = "answer:husband.full_name"


def handed_in() -> Dossier:
    made = wedding()
    agreed(made)
    return dossiers.act(made, "submit", "citizen")


def asked(made: Dossier, *problems: str, act: str = "request_intake_supplement", who: str = "clerk") -> Dossier:
    """The office asks for these things anew."""
    until = (clock.now() + timedelta(days=10)).date()
    told = dict.fromkeys(problems, "Ghi sai, hãy ghi lại cho đúng.")
    return dossiers.act(made, act, who, problems=told, basis=dossiers.BASIS, until=until)


def correct(made: Dossier, name: str) -> None:
    """The bridegroom writes his name anew, as on the page."""
    form = completeness.form_of(made)
    husband = {**made.answers["husband"], "full_name": name}
    posted = samples.posted(form, "husband", {**made.answers, "husband": husband})
    assert supplements.save_section(made.pk, world.actor("citizen"), "husband", posted).done


def corrected(name: str = "Trần Văn Đúng") -> Dossier:
    made = asked(handed_in(), NAME)
    correct(made, name)
    return made


def send(made: Dossier, act: str = "answer_intake_supplement", **changed: Any) -> Dossier:
    return REGISTRY[act](made.pk, replace(world.actor("citizen"), **changed)).perform()


def invited(made: Dossier) -> Party:
    return agreeing.ask(made.pk, world.actor("citizen"), "wife.phone")


def test_a_corrected_answer_waits_for_the_other_to_agree_again() -> None:
    made = corrected()
    with pytest.raises(Refused, match="Đang chờ bên nữ đồng ý"):
        send(made)
    party = invited(made)
    assert "/ky-chung/" in Message.objects.filter(recipient=HERS).latest("id").body
    with pytest.raises(agreeing.Changed):  # the former declaration is not what she is asked about
        agreeing.agree(party.pk, wife(made), proposed.Proposed(made, None, made.answers).digest)
    agreeing.agree(party.pk, wife(made), agreeing.digest(made))
    done = send(made)
    assert done.state == "submitted" and done.answers["husband"]["full_name"] == "Trần Văn Đúng"
    kept = Party.objects.get(dossier=made)
    assert kept.pk == party.pk and kept.supplement is None and kept.answers == agreeing.digest(done)
    facts = [fact.kind for fact in journal.entries(made.subject)]
    assert facts.count("dossier.agreed") == 2  # both consents stay in the journal
    lines = agreeing.lines(done)
    request = done.supplements.get()
    assert [at for _who, at in lines] == [kept.answered_at, request.answered_at]


def test_a_link_to_an_answered_supplement_opens_nothing_when_the_next_one_is_asked() -> None:
    made = corrected()
    invited(made)
    body = Message.objects.filter(recipient=HERS).latest("id").body
    token = body.split("/ky-chung/")[1].split("/")[0]
    found = parties.by_token(token, "cosigner")
    assert found is not None and found.supplement is not None
    found.supplement.answered_at = clock.now()
    found.supplement.save()
    assert parties.by_token(token, "cosigner") is None


def test_what_she_agreed_to_first_stays_on_the_paper_until_the_correction_is_sent() -> None:
    made = corrected()
    before = agreeing.lines(made)
    invited(made)
    assert agreeing.lines(made) == before and len(before) == 2


def test_new_papers_alone_ask_nobody() -> None:
    made = handed_in()
    paper = completeness.components(made)[0].code
    made = asked(made, f"paper:{paper}")
    supplements.add_paper(made, world.actor("citizen"), paper, dossiers.photograph("grey"))
    assert agreeing.persons(made) == []
    assert send(made).state == "submitted"
    assert Party.objects.get(dossier=made).standing == "signed" and len(agreeing.lines(made)) == 2


def test_an_answer_confirmed_as_it_was_asks_nobody() -> None:
    made = handed_in()
    same = made.answers["husband"]["full_name"]
    made = asked(made, NAME)
    correct(made, same)
    assert agreeing.persons(made) == [] and send(made).state == "submitted"


def test_a_second_correction_undoes_the_renewed_consent_and_tells_both() -> None:
    made = corrected()
    party = invited(made)
    agreeing.agree(party.pk, wife(made), agreeing.digest(made))
    before = Message.objects.count()
    correct(made, "Trần Văn Đúng Hơn")
    party.refresh_from_db()
    assert party.standing == "invited"
    told = Message.objects.order_by("-id")[: Message.objects.count() - before]
    assert {message.recipient for message in told} == {HIS, HERS}
    with pytest.raises(Refused, match="bên nữ"):
        send(made)
    correct(made, made.answers["husband"]["full_name"])  # as it was when she first agreed
    assert send(made).state == "submitted"


def test_saying_no_keeps_the_supplement_and_all_that_was_typed() -> None:
    made = corrected()
    agreeing.decline(invited(made).pk, wife(made), "Tên này chưa đúng.")
    with pytest.raises(Refused):
        send(made)
    request = supplements.open_request(made)
    assert request is not None and request.answers["husband"]["full_name"] == "Trần Văn Đúng"
    assert "Tên này chưa đúng" in Message.objects.filter(recipient=made.phone).latest("id").body


def test_the_clock_of_a_supplement_runs_from_the_sending_and_not_from_the_consent() -> None:
    made = dossiers.act(handed_in(), "receive", "clerk")
    made = dossiers.act(made, "start_processing", "officer")
    made = asked(made, NAME, act="request_supplement", who="officer")
    correct(made, "Trần Văn Đúng")
    stopped = [one["effect"] for one in made.clock]
    agreeing.agree(invited(made).pk, wife(made), agreeing.digest(made))
    assert [one["effect"] for one in Dossier.objects.get(pk=made.pk).clock] == stopped
    done = send(made, "answer_supplement")
    assert [one["effect"] for one in done.clock] == [*stopped, "run"]


def test_nobody_sends_a_corrected_declaration_in_the_place_of_who_declares() -> None:
    made = corrected()
    agreeing.agree(invited(made).pk, wife(made), agreeing.digest(made))
    other = replace(world.actor("other_citizen"), on_behalf_of=world.account("citizen").pk, ground="authorised")
    with pytest.raises(Refused, match="chính người khai"):
        REGISTRY["answer_intake_supplement"](made.pk, other).perform()


def test_what_was_typed_at_the_counter_is_signed_there_anew_or_agreed_to_at_home() -> None:
    made = asked(handed_in(), NAME)
    Dossier.objects.filter(pk=made.pk).update(channel="counter")
    made.refresh_from_db()
    correct(made, "Trần Văn Đúng")
    with pytest.raises(Refused, match="bên nữ"):  # the owner, from home
        send(made)
    done = REGISTRY["answer_intake_supplement"](made.pk, world.actor("clerk")).perform()
    assert done.state == "submitted" and agreeing.lines(done) == ()  # nobody agreed electronically to these answers


def test_only_a_finished_correction_is_sent_to_be_read() -> None:
    made = asked(handed_in(), NAME, "answer:husband.phone")
    request = supplements.open_request(made)
    assert request is not None
    request.answers = {"husband": {"full_name": "Trần Văn Đúng"}}
    request.save()
    with pytest.raises(agreeing.CannotAsk, match="chưa xong"):
        invited(made)


def test_the_link_of_a_correction_dies_with_it() -> None:
    made = corrected()
    first = Party.objects.get(dossier=made, supplement=None)
    party = invited(made)
    token, party.digest = parties.new_token()
    party.save()
    assert parties.by_token(token, "cosigner") == party
    with pytest.raises(Party.DoesNotExist):  # the first invitation is over
        agreeing.agree(first.pk, wife(made), agreeing.digest(made))
    dossiers.act(made, "take_back", "citizen")
    assert parties.by_token(token, "cosigner") is None
    with pytest.raises(Party.DoesNotExist):
        agreeing.agree(party.pk, wife(made), agreeing.digest(made))


def test_recalled_and_unchanged_stays_agreed_and_changed_must_be_agreed_again() -> None:
    made = dossiers.act(handed_in(), "recall", "citizen")
    assert agreeing.gap(made) == ""
    drafting.edit(made.pk, world.actor("citizen"), _one_more_copy)
    assert Party.objects.get(dossier=made).standing == "invited"
    with pytest.raises(Incomplete):
        dossiers.act(made, "submit", "citizen")


def test_recalled_after_a_supplement_the_newest_consent_counts() -> None:
    made = corrected()
    agreeing.agree(invited(made).pk, wife(made), agreeing.digest(made))
    made = dossiers.act(send(made), "recall", "citizen")
    assert agreeing.gap(made) == "" and dossiers.act(made, "submit", "citizen").state == "submitted"
