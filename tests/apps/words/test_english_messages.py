"""Messages to people who chose English are English, with the same facts in them."""

import pytest

from launch import assets
from motcua.messaging.purposes import PURPOSES
from motcua.messaging.rendering import render
from tests.apps.messaging.words import CONTEXTS
from tests.apps.words.reading import ROOT, foreign


@pytest.fixture(scope="module", autouse=True)
def _compiled() -> None:
    assets.translations(ROOT)


@pytest.mark.parametrize("channel", ["sms", "email"])
@pytest.mark.parametrize("purpose", CONTEXTS)
def test_a_message_in_english(purpose: str, channel: str) -> None:
    given = CONTEXTS[purpose]
    subject, body = render(purpose, channel, PURPOSES[purpose].model_validate({**given, "language": "en"}))
    assert not [line for line in (subject, *body.splitlines()) if foreign(line, str(given))]
    assert given.get("code", "") in subject + body
