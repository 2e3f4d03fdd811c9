"""Owns procedures as published: versions that never change, papers, fees, limits, routes, who offers them.

Offers search in everyday words, the version in force, the competent office, the fee lines of given answers.
Never knows a dossier, and never says a service is free unless the rule says so.
"""
