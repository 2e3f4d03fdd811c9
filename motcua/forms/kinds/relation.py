"""What the requester is to the person of the form."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from pydantic import field_validator

from motcua.forms.catalogues import catalogue
from motcua.forms.kinds._choosing import FromCatalogue, Offer
from motcua.forms.kinds.base import Options

if TYPE_CHECKING:
    from motcua.forms.schema import Field


class RelationOptions(Options):
    """`only` keeps the relations that make sense here, in that order; none means all."""

    only: tuple[str, ...] = ()

    @field_validator("only")
    @classmethod
    def _known(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if unknown := set(value) - catalogue("relations").by_code.keys():
            raise ValueError(f"unknown relations {sorted(unknown)}")
        return value


class Relation(FromCatalogue[RelationOptions]):
    """Stored as the code of library/catalogues/relations.yaml."""

    name = "relation"
    options_model = RelationOptions
    list_name = "relations"

    def offers(self, field: "Field") -> Sequence[Offer]:
        known = catalogue(self.list_name)
        items = [known.by_code[code] for code in self.options(field).only] or known.choices
        return [Offer(item.code, item.name) for item in items]

    def label_of(self, field: "Field", value: str) -> str | None:
        return next((offer.text for offer in self.offers(field) if offer.value == value), None)

    def json_schema(self, field: "Field") -> dict[str, Any]:
        return {"enum": [offer.value for offer in self.offers(field)]}
