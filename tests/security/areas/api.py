"""The programs' interface: the catalogue and look-ups by code are for everybody, the rest for its owner."""

from tests.security import people
from tests.security.expectations import DRAFTS, OWNERS, May, Pair
from tests.security.objects import SETTLED, WITH_CODE

ALL: frozenset[Pair] = frozenset((who, "") for who in people.EVERYBODY)
SIGNED_IN: frozenset[Pair] = frozenset((who, "") for who in people.SIGNED_IN)


def _about(things: tuple[str, ...]) -> frozenset[Pair]:
    return frozenset((who, thing) for who in people.EVERYBODY for thing in things)


def _read(pairs: frozenset[Pair]) -> dict[str, list[May]]:
    """Everything else is refused: writing with 405, which counts as a refusal."""
    return {"get": [May(200, pairs)], "post": []}


PAGES = {
    **{
        name: _read(ALL)
        for name in (
            "api", "api_schema", "api_procedures", "api_procedure", "api_form", "api_procedure_offices", "api_offices",
            "api_office", "api_office_procedures",
        )
    },
    "api_unknown": _read(frozenset()),
    "api_progress": _read(_about(WITH_CODE)),
    "api_check": _read(_about(SETTLED)),
    "api_mine": _read(SIGNED_IN),
    "api_account": _read(SIGNED_IN),
    "api_dossier": _read(OWNERS | (DRAFTS - {("beginner", "begun")})),
}  # fmt: skip

ARGS = {
    **{name: {"code": "1.001193"} for name in ("api_procedure", "api_form", "api_procedure_offices")},
    **{name: {"code": "H42.37.117"} for name in ("api_office", "api_office_procedures")},
    "api_unknown": {"rest": "gi/do"},
}
