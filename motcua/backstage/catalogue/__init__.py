"""The catalogue for administrators without an IT degree: look, edit section by section, publish, offer, take away.

The province publishes, the commune adapts (`motcua.catalogue.policy`); every view asks `reach` first.
"""
