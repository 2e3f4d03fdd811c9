"""Guessing codes and PINs: bounded, and who guesses learns nothing from how it is refused."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from motcua.dossiers import pin
from motcua.dossiers.models import Dossier
from motcua.exchange import door
from tests.security.objects import EMAIL, NAME, NO_CODE, PHONE
from tests.support import dossiers

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier() -> Dossier:
    found = dossiers.processing(seed=3)
    Dossier.objects.filter(pk=found.pk).update(contact_name=NAME, phone=PHONE, email=EMAIL)
    found.refresh_from_db()
    return found


def progress(client: Client, code: str) -> str:
    return f"{reverse('api_progress', args=[code])}"


def test_a_stolen_code_without_its_pin_tells_how_far_and_nothing_else(client: Client, dossier: Dossier) -> None:
    assert dossier.code
    told = client.get(progress(client, dossier.code)).json()
    assert told == {"code": dossier.code, "done": 3, "of": 5, "step": "Xử lý"}
    assert client.get(reverse("dossier", args=[dossier.id])).status_code == 302
    assert client.get(reverse("api_dossier", args=[dossier.id])).status_code == 401
    opened = client.post(reverse("track_open"), {"ma": dossier.code, "pin": "22222-22222"})
    assert opened.status_code == 422
    assert not any(word in opened.content.decode() for word in (NAME, PHONE, EMAIL))


def test_a_pin_is_tried_ten_times_and_then_even_the_right_one_waits(client: Client, dossier: Dossier) -> None:
    address, right = reverse("track_open"), pin.of(dossier)
    wrong = [client.post(address, {"ma": dossier.code, "pin": f"2222{number}-22222"}) for number in range(10)]
    assert {answer.status_code for answer in wrong} == {422}
    late = client.post(address, {"ma": dossier.code, "pin": right})
    assert late.status_code == 429 and int(late["Retry-After"]) > 60


def test_a_pin_is_tried_thirty_times_from_one_place_whatever_the_code(client: Client) -> None:
    address = reverse("track_open")
    answers = [client.post(address, {"ma": f"H42.37.117-261122-{n:04d}", "pin": "x"}).status_code for n in range(31)]
    assert answers == [422] * 30 + [429]


def test_codes_cannot_be_counted_through(client: Client, dossier: Dossier) -> None:
    """Running numbers invite it: twenty an hour from one place, by program as on the page."""
    answers = [client.get(progress(client, f"H42.37.117-261122-{n:04d}")).status_code for n in range(9000, 9021)]
    assert answers == [404] * door.PROGRESS_PER_HOUR + [429]
    assert client.get(progress(client, str(dossier.code))).status_code == 429


def test_check_codes_cannot_be_counted_through(client: Client) -> None:
    """The page and the program count together."""
    answers = [client.get(reverse("api_check", args=[f"{n:016d}"])).status_code for n in range(30)]
    answers += [client.get(reverse("check_result", args=[f"{n:016d}"])).status_code for n in range(31)]
    assert answers == [404] * 60 + [429]


def test_a_code_that_is_not_there_costs_as_much_as_one_that_is(client: Client, dossier: Dossier) -> None:
    """The same work, so the time of the answer tells nothing: a draft, a code of nobody, a malformed one."""
    draft = dossiers.draft(seed=4)
    codes = (str(dossier.code), NO_CODE, str(draft.submission_code or NO_CODE))
    seen = []
    for code in codes:
        with CaptureQueriesContext(connection) as asked:
            client.get(progress(client, code))
        seen.append(len(asked))
    assert len(set(seen)) == 1
    refusals = {client.get(progress(client, code)).content for code in codes[1:]}
    assert len(refusals) == 1
