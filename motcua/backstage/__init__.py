"""Owns administration: what failed and "run again", who may do what, the gallery of components.
Offers administrators without an IT degree one page a question.
Never touches a dossier."""
