"""Definitions that people are still writing."""

from django.db import migrations, models

import motcua.kit.references


class Migration(migrations.Migration):
    dependencies = [("forms", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="FormDraft",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kit.references.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("key", models.CharField(max_length=60, unique=True)),
                ("text", models.TextField()),
                ("revision", models.PositiveIntegerField(default=1)),
                ("edited_by", models.CharField(max_length=150)),
                ("edited_at", models.DateTimeField()),
            ],
            options={"verbose_name": "Bản nháp tờ khai", "ordering": ["key"]},
        ),
    ]
