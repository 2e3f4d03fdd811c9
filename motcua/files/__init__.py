"""Owns the files people and offices hand in or produce: bytes, true type, scan state.

Offers `files.api` (take, store_bytes, open_bytes, thumbnail, remove) `files.serve`; refuses what could harm.
Never decides who may see a file: it knows only an opaque subject; the upper floors ask their policy first.
"""
