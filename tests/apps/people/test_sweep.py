"""What has expired is forgotten, and nothing else."""

from collections.abc import Callable
from datetime import timedelta

from motcua.kit import clock
from motcua.people import api, jobs
from motcua.people.models import OneTimeCode


def test_the_sweep_forgets_only_what_is_over(send_code: Callable[..., str]) -> None:
    send_code()
    jobs.sweep()
    assert OneTimeCode.objects.count() == 1
    with clock.travel(clock.now() + timedelta(hours=1)):
        assert api.sweep() >= 3
    assert OneTimeCode.objects.count() == 0
