"""The kinds of entry: each has a name in the past tense and a typed payload."""

from pydantic import BaseModel

_PAYLOADS: dict[str, type[BaseModel]] = {}


class UnknownKind(LookupError):
    """The kind was never declared, or came with another payload: a programming error, not a user's."""


def kind(name: str, payload: type[BaseModel]) -> str:
    """Declare that entries of kind `name` carry `payload`; gives the name back."""
    _PAYLOADS[name] = payload
    return name


def check(name: str, payload: BaseModel) -> None:
    if not isinstance(payload, _PAYLOADS.get(name, type(None))):
        raise UnknownKind(f"{name} does not carry {type(payload).__name__}")


def names() -> list[str]:
    return sorted(_PAYLOADS)


def carried(name: str) -> type[BaseModel]:
    """The payload of a kind, for the documentation. Raises KeyError for a kind that was never declared."""
    return _PAYLOADS[name]
