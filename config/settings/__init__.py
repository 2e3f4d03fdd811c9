"""Settings in parts: each part is short, and every value that an operator may change comes from the environment."""

from config.settings.core import *
from config.settings.database import *
from config.settings.security import *
from config.settings.services import *
from config.settings.templates import *
