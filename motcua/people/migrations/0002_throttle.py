"""Counters of attempts. Unlogged: they are worth nothing after a crash, and cost no write-ahead log."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [
        migrations.RunSQL(
            """
            CREATE UNLOGGED TABLE people_throttle (
                key text PRIMARY KEY,
                hits integer NOT NULL,
                window_ends timestamptz NOT NULL
            ) WITH (fillfactor = 70)
            """,
            "DROP TABLE people_throttle",
        )
    ]
