"""Owns signatures on documents: who may sign with which key, signing (PAdES) and checking.
Offers `api.sign` and `api.verify`; a key lives behind an adapter (PKCS#12 now).
Never knows what a document says, and never treats "unknown" as "valid"."""
