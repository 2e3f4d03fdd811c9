"""Owns form definitions: their fields, kinds, rules, immutable versions and the catalogues they choose from.

Offers `schema`, `engine`, `rules`, `render`, `samples`, `api`: one definition is screen, check and data.
Never knows a procedure, a dossier or a request; places come to it through a small port.
"""
