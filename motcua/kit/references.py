"""References people and machines use: identifiers, codes, PINs."""

from uuid import UUID

import uuid_utils


def uuid7() -> UUID:
    """A time-ordered identifier, made here so that a row knows its name before the database sees it."""
    return UUID(int=uuid_utils.uuid7().int)
