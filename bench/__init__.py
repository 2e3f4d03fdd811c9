"""Measures the real road against its references: `make bench`. Starts its own database and web server."""
