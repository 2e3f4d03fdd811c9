"""Every address is in the access table, and the table names no address that does not exist."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from config import access


def addresses(patterns: list[URLPattern | URLResolver], space: str = "") -> Iterator[tuple[str, str]]:
    """(full name, route) of every address, through all includes."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from addresses(pattern.url_patterns, inner)
        else:
            yield f"{space}{pattern.name}" if pattern.name else "", str(pattern.pattern)


def every() -> list[tuple[str, str]]:
    return list(addresses(get_resolver().url_patterns))


def test_every_address_has_a_name() -> None:
    assert not [route for full, route in every() if not full]


def test_every_address_has_a_rule() -> None:
    assert not sorted({full for full, _ in every()} - set(access.TABLE))


def test_every_rule_has_an_address() -> None:
    assert not sorted(set(access.TABLE) - {full for full, _ in every()})
