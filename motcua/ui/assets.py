"""Addresses of static files, marked with their content so that a browser may keep them."""

from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from django.contrib.staticfiles import finders
from django.templatetags.static import static


@lru_cache(maxsize=256)
def _mark(path: str) -> str:
    """Eight characters that change when the file changes; empty when the file has not been built."""
    found = finders.find(path)
    if not isinstance(found, str):
        return ""
    return sha256(Path(found).read_bytes()).hexdigest()[:8]


def address(path: str) -> str:
    """The address of a static file, such as `ui/built/motcua.css`, with `?v=` and its mark."""
    mark = _mark(path)
    return f"{static(path)}?v={mark}" if mark else static(path)
