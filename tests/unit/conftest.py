"""Property tests here are pure and fast; a busy machine must not make them fail by the clock."""

from hypothesis import settings

settings.register_profile("steady", deadline=None, database=None)
settings.load_profile("steady")
