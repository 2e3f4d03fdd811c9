"""Names as long as they are published: the longest has 1,192 letters."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0002_complete_catalogue")]

    operations = [
        migrations.AlterField(
            model_name="procedure",
            name="name",
            field=models.CharField(max_length=1500),
        ),
        migrations.AlterField(
            model_name="procedureversion",
            name="name",
            field=models.CharField(help_text="the legal name in this version", max_length=1500),
        ),
    ]
