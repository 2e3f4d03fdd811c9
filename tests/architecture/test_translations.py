"""Every sentence people read has an English one, with the same places to fill."""

import re

import pytest
from babel.messages.catalog import Catalog

from launch.messages import catalogues, gathered, read, updated

SAME = {"Motcua", "QR", "SMS", "PDF", "đồng"}
"""Sentences that need no translation."""
_PLACE = re.compile(r"%\(\w+\)[sd]|%%\{\w+\}|%[sd]|</?[a-z][^>]*>")


@pytest.fixture(scope="module")
def wanted() -> Catalog:
    return gathered()


def test_nothing_lacks_a_translation(wanted: Catalog) -> None:
    missing = [sentence for path in catalogues() for sentence in updated(path, wanted)[1]]
    assert not [sentence for sentence in missing if sentence not in SAME], "make messages, then translate"


def test_the_catalogue_holds_nothing_old(wanted: Catalog) -> None:
    now = {message.id for message in wanted}
    assert not [message.id for path in catalogues() for message in read(path) if message.id not in now]


def test_places_to_fill_are_the_same() -> None:
    broken = {}
    for path in catalogues():
        for message in read(path):
            source = message.id if isinstance(message.id, str) else message.id[0]
            texts = [message.string] if isinstance(message.string, str) else message.string
            for text in texts if source else ():
                if text and sorted(_PLACE.findall(text)) != sorted(_PLACE.findall(source)):
                    broken[source] = text
    assert not broken


def test_translations_are_english(wanted: Catalog) -> None:
    """A translation with the Vietnamese of its own sentence was forgotten half way."""
    letters = re.compile(r"[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.I)
    for path in catalogues():
        for message in read(path):
            if isinstance(message.id, str) and message.id and message.id not in SAME:
                assert message.string != message.id or not letters.search(message.id), message.id
