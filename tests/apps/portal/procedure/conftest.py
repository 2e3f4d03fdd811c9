"""Procedures made for a test: a copy of a shipped one with something changed, in force."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from motcua.catalogue import api as catalogue
from motcua.catalogue import drafts, offers, publishing, versions
from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.schema import ProcedureFile
from motcua.kit.actor import Actor
from motcua.portal.procedure import gathering
from tests.support import world

Publish = Callable[..., ProcedureVersion]
LAND = "1.012796"


@pytest.fixture(autouse=True)
def _fresh(db: None) -> Iterator[None]:
    """What this process remembers must not outlive a test that is rolled back."""
    for known in (gathering, versions):
        known.forget()
    yield
    for known in (gathering, versions):
        known.forget()


@pytest.fixture
def publish() -> Publish:
    """Publish a copy of a shipped procedure; `content` and other parts replace its own. Offered by one commune."""

    def make(code: str = "9.000001", like: str = LAND, *, offered: bool = True, **parts: Any) -> ProcedureVersion:
        known = catalogue.document(catalogue.published(like)).model_dump(mode="json")
        known["content"] |= parts.pop("content", {})
        document = ProcedureFile.model_validate(known | {"code": code, "doubts": []} | parts)
        draft = drafts.save(document, by="Người thử")
        made = publishing.publish(draft, Actor.SYSTEM, decision="12/QĐ-UBND", decision_date=date(2026, 11, 1))
        versions.forget()
        gathering.forget()
        if offered:
            offers.offer(world.commune(), made.procedure)
        return made

    return make
