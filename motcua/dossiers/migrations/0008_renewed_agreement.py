import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Who agreed before handing in is asked anew about the answers that a supplement corrects."""

    dependencies = [("dossiers", "0007_retention")]

    operations = [
        migrations.AddField(
            model_name="party",
            name="supplement",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="parties",
                to="dossiers.supplementrequest",
            ),
        ),
        migrations.RemoveConstraint(model_name="party", name="one_party_a_phone"),
        migrations.AddConstraint(
            model_name="party",
            constraint=models.UniqueConstraint(
                fields=["dossier", "part", "phone", "supplement"], name="one_party_a_phone", nulls_distinct=False
            ),
        ),
    ]
