"""Offices of every kind, never in a circle; names of units found by their beginning."""

from django.db import migrations, models

GUARDS = """
CREATE FUNCTION agencies_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    above uuid := NEW.parent_id;
    steps integer := 0;
BEGIN
    IF above IS NULL OR (TG_OP = 'UPDATE' AND above IS NOT DISTINCT FROM OLD.parent_id) THEN
        RETURN NEW;
    END IF;
    -- One at a time, so that two moves at once see each other; agencies.tree takes the same lock.
    PERFORM pg_advisory_xact_lock(7305797);
    WHILE above IS NOT NULL LOOP
        steps := steps + 1;
        IF above = NEW.id OR steps > 64 THEN
            RAISE EXCEPTION 'an office cannot stand under itself' USING ERRCODE = 'restrict_violation';
        END IF;
        -- FOR SHARE: a transaction with an older snapshot fails here instead of trusting it.
        SELECT parent_id INTO above FROM agencies_agency WHERE id = above FOR SHARE;
    END LOOP;
    RETURN NEW;
END $$;
CREATE TRIGGER agencies_guard BEFORE INSERT OR UPDATE OF parent_id ON agencies_agency
    FOR EACH ROW EXECUTE FUNCTION agencies_guard();
"""
UNDO = """
DROP TRIGGER agencies_guard ON agencies_agency;
DROP FUNCTION agencies_guard();
"""


class Migration(migrations.Migration):
    dependencies = [("agencies", "0001_initial")]
    operations = [
        migrations.RemoveIndex(model_name="unit", name="agencies_un_folded_86c4cd_idx"),
        migrations.AddIndex(
            model_name="unit",
            index=models.Index(fields=["folded"], name="unit_folded", opclasses=["varchar_pattern_ops"]),
        ),
        migrations.AlterField(
            model_name="agency",
            name="kind",
            field=models.CharField(
                choices=[
                    ("peoples_committee", "Ủy ban nhân dân"),
                    ("service_centre", "Trung tâm Phục vụ hành chính công"),
                    ("department", "Sở, ngành"),
                    ("authorised_organisation", "Tổ chức được ủy quyền"),
                    ("authorised_enterprise", "Doanh nghiệp được ủy quyền"),
                ],
                max_length=24,
            ),
        ),
        migrations.RunSQL(GUARDS, UNDO),
    ]
