"""What the council of the place had decided when the dossier was handed in; unknown for older ones."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0002_guards")]
    operations = [
        migrations.AddField(
            model_name="dossier",
            name="local_fee",
            field=models.BigIntegerField(help_text="đồng, as the council had decided on submission", null=True),
        ),
    ]
