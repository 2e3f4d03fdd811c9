"""Offices and officers for administrators: who sits where, who may do what, who is away; changes take two people.

Every view asks `finding` first: an administrator looks after their own office and those below it.
"""
