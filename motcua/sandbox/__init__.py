"""Owns the stand-ins for the outside world (SMS gateway, mail server) and what they received.

Offers a real process that speaks their protocols, fails on command, and an inbox page to read the messages.
Never imports another package of the product, and never runs where real providers are configured.
"""
