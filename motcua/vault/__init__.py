"""Owns the store of personal papers (kho giấy tờ, R34, R35): given once, reused; where each came from, each use of it.
Offers `vault.api`: keep an upload, a result, an electronic identity; find, give a copy, take home, forget, move.
Never knows dossiers, and never takes a photograph somebody made for a certified copy. Who may look: `vault.policy`.
"""
