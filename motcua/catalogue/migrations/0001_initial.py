"""Tables of the catalogue, trigrams for search, and the trigger that keeps what was published."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models

import motcua.kit.references

ID = models.UUIDField(default=motcua.kit.references.uuid7, editable=False, primary_key=True, serialize=False)

GUARD = """
CREATE FUNCTION catalogue_keep_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.published_at IS NULL THEN
        RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'withdrawn_at' = to_jsonb(OLD) - 'withdrawn_at' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a published procedure version never changes: publish a new one' USING ERRCODE = '23001';
END $$;
CREATE TRIGGER catalogue_keep_version BEFORE UPDATE OR DELETE ON catalogue_procedureversion
    FOR EACH ROW EXECUTE FUNCTION catalogue_keep_version();

CREATE FUNCTION catalogue_keep_component() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    touched uuid[] := ARRAY[]::uuid[];
BEGIN
    IF TG_OP <> 'INSERT' THEN touched := touched || OLD.version_id; END IF;
    IF TG_OP <> 'DELETE' THEN touched := touched || NEW.version_id; END IF;
    IF EXISTS (
        SELECT 1 FROM catalogue_procedureversion WHERE id = ANY (touched) AND published_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'papers of a published procedure version never change' USING ERRCODE = '23001';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER catalogue_keep_component BEFORE INSERT OR UPDATE OR DELETE ON catalogue_component
    FOR EACH ROW EXECUTE FUNCTION catalogue_keep_component();
"""
UNGUARD = """
DROP TRIGGER catalogue_keep_component ON catalogue_component;
DROP FUNCTION catalogue_keep_component();
DROP TRIGGER catalogue_keep_version ON catalogue_procedureversion;
DROP FUNCTION catalogue_keep_version();
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = [("agencies", "0001_initial"), ("forms", "0001_initial")]

    operations = [
        TrigramExtension(),
        migrations.CreateModel(
            name="Procedure",
            fields=[
                ("id", ID),
                ("code", models.CharField(max_length=24, unique=True)),
                ("name", models.CharField(max_length=500)),
                ("field_code", models.CharField(max_length=24)),
                ("field_name", models.CharField(max_length=200)),
                ("folded", models.TextField(default="")),
                ("search", django.contrib.postgres.search.SearchVectorField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="ProcedureVersion",
            fields=[
                ("id", ID),
                ("number", models.PositiveIntegerField()),
                ("decision", models.CharField(max_length=120)),
                (
                    "digest",
                    models.CharField(help_text="of the library file and its form", max_length=64),
                ),
                ("published_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("content", models.JSONField()),
                ("min_assurance", models.PositiveSmallIntegerField()),
                ("limit", models.JSONField()),
                ("supplement_effect", models.CharField(max_length=8)),
                ("fee", models.JSONField()),
                ("route", models.JSONField()),
                ("result", models.JSONField()),
                (
                    "delivery_methods",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=12), size=None),
                ),
                (
                    "form",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="forms.formversion"
                    ),
                ),
                (
                    "procedure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="catalogue.procedure",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("procedure", "number"), name="version_number_unique"),
                    models.CheckConstraint(
                        condition=models.Q(("supplement_effect__in", ["resume", "restart", "none"])),
                        name="version_effect_known",
                    ),
                ]
            },
        ),
        migrations.AddField(
            model_name="procedure",
            name="current",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="current_of",
                to="catalogue.procedureversion",
            ),
        ),
        migrations.AddIndex(
            model_name="procedure",
            index=django.contrib.postgres.indexes.GinIndex(fields=["search"], name="procedure_search"),
        ),
        migrations.AddIndex(
            model_name="procedure",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["folded"], name="procedure_trigrams", opclasses=["gin_trgm_ops"]
            ),
        ),
        migrations.CreateModel(
            name="Component",
            fields=[
                ("id", ID),
                ("code", models.CharField(max_length=60)),
                ("name", models.CharField(max_length=300)),
                ("note", models.TextField(blank=True, default="")),
                ("originals", models.PositiveSmallIntegerField(default=0)),
                ("copies", models.PositiveSmallIntegerField(default=0)),
                ("must", models.BooleanField()),
                ("when", models.CharField(blank=True, default="", max_length=500)),
                ("position", models.PositiveSmallIntegerField()),
                ("legal_source", models.CharField(max_length=300)),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="components",
                        to="catalogue.procedureversion",
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
                "constraints": [models.UniqueConstraint(fields=("version", "code"), name="component_code_unique")],
            },
        ),
        migrations.CreateModel(
            name="Offering",
            fields=[
                ("id", ID),
                ("level", models.PositiveSmallIntegerField(default=3)),
                ("guidance", models.TextField(blank=True, default="")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="offerings",
                        to="agencies.agency",
                    ),
                ),
                (
                    "procedure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="offerings",
                        to="catalogue.procedure",
                    ),
                ),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("agency", "procedure"), name="offering_unique")]},
        ),
        migrations.RunSQL(GUARD, UNGUARD),
    ]
