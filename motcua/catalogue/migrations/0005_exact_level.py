"""Let a search name the highest level too: people look for exactly "mức độ 3", or for exactly "mức độ 4"."""

from importlib import import_module

from django.db import migrations

before = import_module("motcua.catalogue.migrations.0004_search")
DROP = "DROP FUNCTION catalogue_find; DROP FUNCTION catalogue_list;"
LEAST = "AND (least_level = 0 OR coalesce(o.level, p.level) >= least_level)"
MOST = f"{LEAST} AND (most_level = 0 OR coalesce(o.level, p.level) <= most_level)"


def exact(function: str) -> str:
    """The function with one more parameter behind `least_level`."""
    return function.replace(LEAST, MOST).replace("least_level integer,", "least_level integer, most_level integer,")


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0004_search"),
    ]

    operations = [
        migrations.RunSQL(DROP + exact(before.FIND) + exact(before.LIST), DROP + before.FIND + before.LIST),
    ]
