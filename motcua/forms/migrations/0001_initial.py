"""Versions of forms, and the trigger that keeps a published one as it is."""

from django.db import migrations, models

import motcua.kit.references

GUARD = """
CREATE FUNCTION forms_keep_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.published_at IS NULL THEN
        RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) = to_jsonb(OLD) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a published form version never changes: publish a new one' USING ERRCODE = '23001';
END $$;
CREATE TRIGGER forms_keep_version BEFORE UPDATE OR DELETE ON forms_formversion
    FOR EACH ROW EXECUTE FUNCTION forms_keep_version();
"""
UNGUARD = """
DROP TRIGGER forms_keep_version ON forms_formversion;
DROP FUNCTION forms_keep_version();
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="FormVersion",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kit.references.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("key", models.CharField(max_length=60)),
                ("number", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=300)),
                ("definition", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "Phiên bản tờ khai",
                "ordering": ["key", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("key", "number"), name="forms_version_number"),
                    models.UniqueConstraint(fields=("key", "digest"), name="forms_version_content"),
                ],
            },
        ),
        migrations.RunSQL(GUARD, UNGUARD),
    ]
