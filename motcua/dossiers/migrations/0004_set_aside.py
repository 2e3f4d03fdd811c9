"""Answers of a draft that a newer version of its form has no place for."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0003_local_fee")]
    operations = [
        migrations.AddField(
            model_name="dossier",
            name="set_aside",
            field=models.JSONField(
                default=list, help_text="[{section, label, text}] of a draft taken over to a newer version"
            ),
        ),
    ]
