"""The embedded PostgreSQL behind one small module."""

from pathlib import Path


def embedded_url(home: Path) -> str:
    """Address of the embedded server whose data lives under `home`."""
    return f"postgres://motcua@localhost:5432/motcua?host={home}"
