"""Owns rehearsals: every branch of a form tried out, and a whole dossier taken through the office, before people do.

Offers `api.rehearse` and the evidence "rehearsed" for the level of a service. Leaves nothing behind: no number is
given, no message goes out, no file stays.
"""
