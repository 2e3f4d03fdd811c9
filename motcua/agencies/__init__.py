"""Owns administrative units old and new, offices, their officers and their working calendars.

Offers places for forms, succession of old units, the calendar and contact of an office, an officer's actor.
Never decides what a role may do: that is the policy of dossiers; never guesses between two units of one name.
"""
