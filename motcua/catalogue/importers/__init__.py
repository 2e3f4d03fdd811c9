"""Procedures from files of others: read, understood, reported, kept as drafts. Nothing is published here."""
