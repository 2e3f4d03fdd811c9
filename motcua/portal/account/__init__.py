"""Signing up, signing in and out: the phone proves the person, an answer is never asked twice."""
