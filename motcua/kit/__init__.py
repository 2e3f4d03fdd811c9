"""Owns the stone everything stands on: time, money, Vietnamese text, identity numbers, references.

Offers small pure functions and frozen values, each named in its own module; nothing is re-exported here.
Never imports Django, another package of this product, or anything that talks to the outside world.
"""
