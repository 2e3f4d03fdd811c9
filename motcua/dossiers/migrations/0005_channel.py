"""How a dossier comes: handed in here, printed to be handed in elsewhere, or typed at the counter."""

from django.db import migrations, models

CHECK = """
ALTER TABLE dossiers_dossier ADD CONSTRAINT dossier_channel_known CHECK (channel IN ('online', 'paper', 'counter'));
CREATE INDEX dossier_at_counter ON dossiers_dossier (agency_id, id) WHERE state = 'draft' AND channel = 'counter';
"""
UNDO = "DROP INDEX dossier_at_counter; ALTER TABLE dossiers_dossier DROP CONSTRAINT dossier_channel_known;"


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0004_set_aside")]
    operations = [
        migrations.AddField(model_name="dossier", name="channel", field=models.TextField(default="online")),
        migrations.RunSQL(CHECK, UNDO),
    ]
