"""Owns the look and the words of every page: skeleton, components, error pages, assets, and papers as PDF.

Offers `govuk()` and the macros of `ui/components.html` to templates, `navigation` to faces, `pdf.render` to papers.
Never reads a database table, never knows what a dossier is.
"""
