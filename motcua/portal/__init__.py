"""Owns the citizen's screens, a folder per task: find, account, fill, track, check.
Offers pages that work without JavaScript and a live version of each with it.
Never decides: it reads freely and changes only through the actions of the dossiers."""
