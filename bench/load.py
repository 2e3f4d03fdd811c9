"""Many visitors side by side for a while. They share the machine's cores with the server they measure."""

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Sequence

from bench.figures import Figure, Sample
from bench.visitor import Visitor

Step = Callable[[Visitor, int], bool | None]
"""One turn of one visitor; False: there is nothing left to do."""


def run(visitors: Sequence[Visitor], step: Step, seconds: float, turns: range = range(100_000)) -> dict[str, Figure]:
    """Let each visitor repeat `step` until the time is over; gives a figure for every kind of request.

    `turns` are the numbers given to `step`, and bound it. Raises the first error that any of them met.
    """
    for visitor in visitors:
        visitor.samples.clear()
    errors: list[BaseException] = []
    until = time.monotonic() + seconds

    def walk(visitor: Visitor) -> None:
        try:
            for turn in turns:
                if step(visitor, turn) is False or time.monotonic() > until or errors:
                    return
        except BaseException as error:
            errors.append(error)

    began = time.perf_counter()
    threads = [threading.Thread(target=walk, args=[visitor]) for visitor in visitors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    lasted = time.perf_counter() - began if len(visitors) > 1 else None
    if errors:
        raise errors[0]
    together: dict[str, list[Sample]] = defaultdict(list)
    for visitor in visitors:
        for name, samples in visitor.samples.items():
            together[name] += samples
    return {name: Figure.of(name, samples, at_once=len(visitors), lasted=lasted) for name, samples in together.items()}
