"""Settings in parts, each short; every value that an operator may change comes from the environment."""

# ruff: noqa: F403

from config.settings.core import *
from config.settings.database import *
from config.settings.files import *
from config.settings.identity import *
from config.settings.security import *
from config.settings.services import *
from config.settings.templates import *
