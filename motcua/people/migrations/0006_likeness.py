from django.db import migrations, models
from django.db.models.functions import Upper


class Migration(migrations.Migration):
    """Find the account of a personal number, and the officer of an e-mail, without reading every account."""

    dependencies = [("people", "0004_invitation")]

    operations = [
        migrations.AddIndex(
            model_name="account",
            index=models.Index(
                condition=models.Q(("personal_id", ""), _negated=True),
                fields=["personal_id"],
                name="account_by_personal_id",
            ),
        ),
        migrations.AddIndex(
            model_name="account",
            index=models.Index(Upper("email"), condition=models.Q(("kind", "officer")), name="officer_by_email"),
        ),
    ]
