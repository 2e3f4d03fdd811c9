#!/usr/bin/env python
"""Django's own commands (makemigrations, migrate); the product's commands are `motcua <verb>`."""

import os
import sys

from django.core.management import execute_from_command_line

os.environ.setdefault("MOTCUA_POOL", "0")  # a pool would wait for a server that makemigrations does not need
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
execute_from_command_line(sys.argv)
