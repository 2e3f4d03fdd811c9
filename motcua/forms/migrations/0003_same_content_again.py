"""The content of an earlier version may be published again, as a new number: that is how a form goes back."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("forms", "0002_drafts")]
    operations = [
        migrations.RemoveConstraint(model_name="formversion", name="forms_version_content"),
        migrations.AddIndex(
            model_name="formversion", index=models.Index(fields=["key", "digest"], name="forms_version_content")
        ),
    ]
