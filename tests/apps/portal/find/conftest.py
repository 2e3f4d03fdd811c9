"""The whole country, for the pages that lead from places of before to offices of today."""

from tests.apps.agencies.conftest import country, whole

__all__ = ["country", "whole"]
