"""Starts Motcua on one machine: installs, builds assets, runs PostgreSQL and the processes.

Offers the modules behind the Makefile, and the embedded database's address.
Never knows any business of the product.
"""
