"""A password given by an administrator must be replaced by the officer's own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0004_invitation")]

    operations = [
        migrations.AddField(
            model_name="account",
            name="must_change_password",
            field=models.BooleanField(
                db_default=False, default=False, help_text="the password was given by an administrator"
            ),
        ),
    ]
