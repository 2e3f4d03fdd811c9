"""The outcome of a dossier: its data, its document, its public check."""
