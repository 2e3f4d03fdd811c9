"""The complete catalogue: drafts, doubts and their confirmation, files to download, what an office promises.

Versions of the first release are carried over: their own name and field, ways of handing in by channel.
"""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import motcua.kit.references

ID = models.UUIDField(default=motcua.kit.references.uuid7, editable=False, primary_key=True, serialize=False)

GUARD = """
CREATE OR REPLACE FUNCTION catalogue_keep_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.published_at IS NULL THEN
        RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF TG_OP = 'UPDATE'
        AND to_jsonb(NEW) - 'withdrawn_at' - 'withdrawal' = to_jsonb(OLD) - 'withdrawn_at' - 'withdrawal' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a published procedure version never changes: publish a new one' USING ERRCODE = '23001';
END $$;
"""

CARRY_OVER = """
ALTER TABLE catalogue_procedureversion DISABLE TRIGGER catalogue_keep_version;
UPDATE catalogue_procedureversion v SET
    name = p.name, field_code = p.field_code, field_name = p.field_name, published_by = 'Hệ thống',
    content = (v.content - 'ways' - 'visits') || jsonb_build_object('methods', coalesce((
        SELECT jsonb_agg(jsonb_build_object(
            'channel', CASE w->>'name' WHEN 'Trực tuyến' THEN 'online' WHEN 'Trực tiếp' THEN 'direct' ELSE 'post' END,
            'text', w->>'text'))
        FROM jsonb_array_elements(v.content->'ways') AS w), '[]'))
    FROM catalogue_procedure p WHERE p.id = v.procedure_id;
ALTER TABLE catalogue_procedureversion ENABLE TRIGGER catalogue_keep_version;
DELETE FROM catalogue_offering o USING catalogue_procedure p WHERE p.id = o.procedure_id AND p.current_id IS NULL;
UPDATE catalogue_offering o SET version_id = p.current_id, changed_at = now()
    FROM catalogue_procedure p WHERE p.id = o.procedure_id;
SET CONSTRAINTS ALL IMMEDIATE;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0001_initial"),
        ("catalogue", "0001_initial"),
        ("files", "0001_initial"),
        ("forms", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Confirmation",
            fields=[
                ("id", ID),
                ("item", models.CharField(max_length=40)),
                ("account", models.UUIDField(null=True)),
                ("name", models.CharField(max_length=160)),
                ("on", models.DateField()),
                ("source", models.CharField(max_length=500)),
            ],
        ),
        migrations.CreateModel(
            name="FormFile",
            fields=[
                ("id", ID),
                ("name", models.CharField(max_length=500)),
                ("added_at", models.DateTimeField()),
                ("added_by", models.CharField(max_length=160)),
            ],
        ),
        migrations.AddField(
            model_name="component",
            name="database",
            field=models.CharField(blank=True, default="", max_length=500),
        ),
        migrations.AddField(
            model_name="component",
            name="duty",
            field=models.CharField(default="submit", max_length=8),
        ),
        migrations.AddField(
            model_name="component",
            name="electronic",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="component",
            name="form",
            field=models.CharField(blank=True, default="", max_length=500),
        ),
        migrations.AddField(
            model_name="component",
            name="group",
            field=models.CharField(blank=True, default="", max_length=500),
        ),
        migrations.AddField(model_name="offering", name="visits", field=models.PositiveSmallIntegerField(default=2)),
        migrations.AddField(model_name="offering", name="changed_at", field=models.DateTimeField(null=True)),
        migrations.AddField(
            model_name="offering",
            name="changed_by",
            field=models.CharField(blank=True, default="", max_length=160),
        ),
        migrations.AddField(model_name="offering", name="fee", field=models.JSONField(null=True)),
        migrations.AddField(model_name="offering", name="revision", field=models.PositiveIntegerField(default=1)),
        migrations.AddField(model_name="offering", name="route", field=models.JSONField(null=True)),
        migrations.AddField(
            model_name="offering",
            name="version",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="catalogue.procedureversion",
            ),
        ),
        migrations.AddField(model_name="procedure", name="visits", field=models.PositiveSmallIntegerField(default=2)),
        migrations.AddField(
            model_name="procedure",
            name="audiences",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=16), default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="procedure",
            name="kind",
            field=models.CharField(default="procedure", max_length=16),
        ),
        migrations.AddField(model_name="procedure", name="level", field=models.PositiveSmallIntegerField(default=0)),
        migrations.AddField(
            model_name="procedure",
            name="life_events",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=80), default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="procedure",
            name="origin",
            field=models.CharField(default="national", max_length=12),
        ),
        migrations.AddField(
            model_name="procedure",
            name="tiers",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=12), default=list, size=None
            ),
        ),
        migrations.AddField(model_name="procedureversion", name="decision_date", field=models.DateField(null=True)),
        migrations.AddField(model_name="procedureversion", name="doubts", field=models.JSONField(default=list)),
        migrations.AddField(model_name="procedureversion", name="edited_at", field=models.DateTimeField(null=True)),
        migrations.AddField(
            model_name="procedureversion",
            name="edited_by",
            field=models.CharField(blank=True, default="", max_length=160),
        ),
        migrations.AddField(
            model_name="procedureversion",
            name="field_code",
            field=models.CharField(blank=True, max_length=24),
        ),
        migrations.AddField(
            model_name="procedureversion",
            name="field_name",
            field=models.CharField(max_length=250, null=True),
        ),
        migrations.AddField(
            model_name="procedureversion",
            name="legal_fields",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=160), default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="procedureversion",
            name="name",
            field=models.CharField(max_length=1000, null=True),
        ),
        migrations.AddField(
            model_name="procedureversion",
            name="published_by",
            field=models.CharField(blank=True, default="", max_length=160),
        ),
        migrations.AddField(
            model_name="procedureversion",
            name="revision",
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddField(model_name="procedureversion", name="source", field=models.JSONField(null=True)),
        migrations.AddField(
            model_name="procedureversion",
            name="tiers",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=12), default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="procedureversion",
            name="withdrawal",
            field=models.JSONField(help_text="decision, date and who withdrew it; null when replaced", null=True),
        ),
        migrations.RunSQL(GUARD + CARRY_OVER, migrations.RunSQL.noop),
        migrations.AlterField(model_name="offering", name="changed_at", field=models.DateTimeField()),
        migrations.AlterField(
            model_name="offering",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalogue.procedureversion"
            ),
        ),
        migrations.AlterField(
            model_name="procedureversion",
            name="field_name",
            field=models.CharField(max_length=250),
        ),
        migrations.AlterField(
            model_name="procedureversion",
            name="name",
            field=models.CharField(help_text="the legal name in this version", max_length=1000),
        ),
        migrations.AlterField(
            model_name="component",
            name="legal_source",
            field=models.CharField(blank=True, default="", max_length=500),
        ),
        migrations.AlterField(model_name="component", name="name", field=models.TextField()),
        migrations.AlterField(model_name="offering", name="level", field=models.PositiveSmallIntegerField()),
        migrations.AlterField(
            model_name="procedure",
            name="code",
            field=models.CharField(max_length=40, unique=True),
        ),
        migrations.AlterField(
            model_name="procedure",
            name="field_code",
            field=models.CharField(blank=True, max_length=24),
        ),
        migrations.AlterField(model_name="procedure", name="field_name", field=models.CharField(max_length=250)),
        migrations.AlterField(model_name="procedure", name="name", field=models.CharField(max_length=1000)),
        migrations.AlterField(
            model_name="procedureversion",
            name="decision",
            field=models.CharField(blank=True, max_length=500),
        ),
        migrations.AlterField(
            model_name="procedureversion",
            name="delivery_methods",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=12), default=list, size=None
            ),
        ),
        migrations.AlterField(
            model_name="procedureversion",
            name="digest",
            field=models.CharField(help_text="of the whole document and its form", max_length=64),
        ),
        migrations.AlterField(model_name="procedureversion", name="fee", field=models.JSONField(null=True)),
        migrations.AlterField(
            model_name="procedureversion",
            name="form",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="forms.formversion"
            ),
        ),
        migrations.AlterField(model_name="procedureversion", name="limit", field=models.JSONField(null=True)),
        migrations.AlterField(
            model_name="procedureversion",
            name="min_assurance",
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AlterField(model_name="procedureversion", name="result", field=models.JSONField(null=True)),
        migrations.AlterField(model_name="procedureversion", name="route", field=models.JSONField(default=list)),
        migrations.AlterField(
            model_name="procedureversion",
            name="supplement_effect",
            field=models.CharField(default="resume", max_length=8),
        ),
        migrations.AddIndex(
            model_name="offering",
            index=models.Index(fields=["agency", "level"], name="offering_by_level"),
        ),
        migrations.AddIndex(
            model_name="procedure",
            index=models.Index(fields=["field_name"], name="procedure_field"),
        ),
        migrations.AddConstraint(
            model_name="offering",
            constraint=models.CheckConstraint(
                condition=models.Q(("level__gte", 1), ("level__lte", 4)), name="offering_level_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="procedure",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["procedure", "other_service"])), name="procedure_kind_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="procedure",
            constraint=models.CheckConstraint(condition=models.Q(("level__lte", 4)), name="procedure_level_known"),
        ),
        migrations.AddConstraint(
            model_name="procedureversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("published_at", None), ("withdrawn_at", None)),
                fields=("procedure",),
                name="version_one_draft",
            ),
        ),
        migrations.AddField(
            model_name="confirmation",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="confirmations",
                to="catalogue.procedureversion",
            ),
        ),
        migrations.AddField(
            model_name="formfile",
            name="file",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="files.storedfile"
            ),
        ),
        migrations.AddField(
            model_name="formfile",
            name="procedure",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="form_files", to="catalogue.procedure"
            ),
        ),
        migrations.AddConstraint(
            model_name="confirmation",
            constraint=models.UniqueConstraint(fields=("version", "item"), name="confirmation_unique"),
        ),
        migrations.AddConstraint(
            model_name="formfile",
            constraint=models.UniqueConstraint(fields=("procedure", "name"), name="form_file_unique"),
        ),
    ]
