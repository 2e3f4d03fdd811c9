"""Owns the addresses that programs read (/api/v1/): the catalogue, offices, degree of a dossier, one's own dossiers.
Offers JSON described by OpenAPI, refusals as RFC 9457, and a page that says both in plain words.
Never writes, and never shows more than the pages do: the same policy, limits and look-ups decide.
"""
