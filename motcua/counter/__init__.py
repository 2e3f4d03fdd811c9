"""Owns the officers' screens: what waits for me, one dossier on the desk, every act of the office.
Offers keyboard-first pages that show the data beside the papers.
Never decides: it reads freely and changes only through the actions of the dossiers."""
