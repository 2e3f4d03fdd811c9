"""Reckon the place of a hit in double precision throughout: turning numerics into it cost a tenth of a search."""

import re
from importlib import import_module

from django.db import migrations

before = import_module("motcua.catalogue.migrations.0004_search")
exact = import_module("motcua.catalogue.migrations.0005_exact_level").exact
FACTOR = re.compile(r"\b(THEN|ELSE) ([0-9.]+)(?= WHEN| ELSE| END)")
DROP = "DROP FUNCTION catalogue_find;"


def quick(function: str) -> str:
    """The function with factors that are double precision from the beginning."""
    factors = FACTOR.sub(r"\1 double precision '\2'", before.FACTORS)
    return function.replace(before.FACTORS, factors)


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0005_exact_level"),
    ]

    operations = [
        migrations.RunSQL(DROP + quick(exact(before.FIND)), DROP + exact(before.FIND)),
    ]
