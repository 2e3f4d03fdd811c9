"""Files made a moment ago, remembered in this process: a few, so that memory stays bounded."""

import hashlib
import json
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any

Draw = Callable[[], bytes]
MOST = 64
_files: OrderedDict[str, bytes] = OrderedDict()
_lock = Lock()


def file(mark: str, draw: Draw) -> bytes:
    """The bytes of that mark, drawn when they are not at hand; two at once may draw the same, harmlessly."""
    with _lock:
        if mark in _files:
            _files.move_to_end(mark)
            return _files[mark]
    made = draw()
    with _lock:
        _files[mark] = made
        while len(_files) > MOST:
            _files.popitem(last=False)
    return made


def digest(data: dict[str, Any]) -> str:
    """A short mark of what stands on a paper."""
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()[:24]
