"""The product's settings with a counter around every request, and one page more; for the measurement only."""

# ruff: noqa: F403, F405

from config.settings import *

MIDDLEWARE = ["bench.counting.Counted", *MIDDLEWARE]
ROOT_URLCONF = "bench.urls"
