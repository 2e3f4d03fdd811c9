"""Kho giấy tờ: the pages on which people look after their papers, and choose one for a dossier."""
