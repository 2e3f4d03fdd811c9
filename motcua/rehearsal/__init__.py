"""Owns rehearsals: every branch of a form tried out, and a whole dossier taken through the office, before people do.
Offers `api.rehearse`, the evidence "rehearsed" for the level of a service, and the gate before publishing.
Never leaves anything behind but the outcome: no number is given, no message goes out, no file stays.
"""
