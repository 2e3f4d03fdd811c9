"""The official forms a dossier gives birth to; Form 01 now, drawn from the journal's facts, never typed."""
