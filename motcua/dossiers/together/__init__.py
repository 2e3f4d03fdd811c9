"""More than one person in one dossier: helpers invited to a draft, and those who must all agree to a declaration."""
