"""The database holds what the code promises: no state without an entry, no change to what has ended."""

from django.db import migrations

GUARDS = """
ALTER TABLE dossiers_dossier ADD CONSTRAINT dossier_last_entry
    FOREIGN KEY (last_entry) REFERENCES journal_entry (id) DEFERRABLE INITIALLY DEFERRED;

CREATE FUNCTION dossiers_guard() RETURNS trigger LANGUAGE plpgsql AS $$
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
        (NEW.state, NEW.answers, NEW.clock, NEW.code, NEW.submission_code, NEW.version_id, NEW.form_id, NEW.agency_id)
        IS DISTINCT FROM
        (OLD.state, OLD.answers, OLD.clock, OLD.code, OLD.submission_code, OLD.version_id, OLD.form_id, OLD.agency_id)
    ) THEN
        RAISE EXCEPTION 'a dossier that has ended does not change' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER dossiers_guard BEFORE INSERT OR UPDATE OR DELETE ON dossiers_dossier
    FOR EACH ROW EXECUTE FUNCTION dossiers_guard();
"""
UNDO = """
DROP TRIGGER dossiers_guard ON dossiers_dossier;
DROP FUNCTION dossiers_guard();
ALTER TABLE dossiers_dossier DROP CONSTRAINT dossier_last_entry;
"""


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0001_initial"), ("journal", "0001_initial")]
    operations = [migrations.RunSQL(GUARDS, UNDO)]
