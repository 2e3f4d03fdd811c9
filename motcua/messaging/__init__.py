"""Owns what the product tells people by SMS and e-mail: purposes, texts, how each sending went.

Offers `messaging.api.send`, which joins the caller's transaction; a job hands the message to a provider.
Never knows what a dossier is: it gets a typed context and an opaque subject.
"""
