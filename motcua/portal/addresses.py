"""Where a request comes from; the same for all faces."""

from motcua.people.origin import ip_of

__all__ = ["ip_of"]
