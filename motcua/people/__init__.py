"""Owns accounts of citizens, organisations and officers, and how they sign in.

Offers sign-up and sign-in by phone and one-time code, sign-in by password, rate limits, proof of work.
Never decides what a person may do with a dossier, and never lets a code or a password reach the journal.
"""
