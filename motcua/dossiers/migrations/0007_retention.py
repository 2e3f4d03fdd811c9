"""What an ended dossier held may go when its time is over, with a journal entry; and lists of ended dossiers by date."""

from django.db import migrations

GUARD = """
CREATE OR REPLACE FUNCTION dossiers_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'draft' THEN
            RAISE EXCEPTION 'a dossier begins as a draft' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF TG_OP = 'DELETE' THEN
        IF OLD.state <> 'draft' OR OLD.submission_code IS NOT NULL THEN
            RAISE EXCEPTION 'a submitted dossier is never deleted' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN OLD;
    END IF;
    IF NEW.state <> OLD.state AND NEW.last_entry IS NOT DISTINCT FROM OLD.last_entry THEN
        RAISE EXCEPTION 'a state changes only with a journal entry' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.state IN ('returned', 'rejected', 'withdrawn', 'stopped') AND (
        (NEW.state, NEW.clock, NEW.code, NEW.submission_code, NEW.version_id, NEW.form_id, NEW.agency_id)
        IS DISTINCT FROM
        (OLD.state, OLD.clock, OLD.code, OLD.submission_code, OLD.version_id, OLD.form_id, OLD.agency_id)
        OR (NEW.answers IS DISTINCT FROM OLD.answers
            {exception})
    ) THEN
        RAISE EXCEPTION 'a dossier that has ended does not change' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
"""
EMPTIED = "AND (NEW.answers <> '{}'::jsonb OR NEW.last_entry IS NOT DISTINCT FROM OLD.last_entry)"
INDEX = "CREATE INDEX dossier_ended ON dossiers_dossier (ended_at, id) WHERE ended_at IS NOT NULL;"


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0006_party")]
    operations = [
        migrations.RunSQL(GUARD.replace("{exception}", EMPTIED), GUARD.replace("{exception}", "")),
        migrations.RunSQL(INDEX, "DROP INDEX dossier_ended;"),
    ]
