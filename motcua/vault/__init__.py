"""Owns the store of personal papers (kho giấy tờ, Decree 45/2020; R34, R35): given once, reused for ever.

Offers `vault.api`: keep an upload, a result, an electronic identity; find, pick, export, forget, move to another
account. Each paper says where it came from, because a photograph somebody took is no certified copy.
Never knows dossiers: it copies bytes out and writes down for which subject. Who may look: `vault.policy`.
"""
