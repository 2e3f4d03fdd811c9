"""The proof of a service's level 1–4: which conditions are met, by what is configured and by nothing else.

Read `conditions` (the table), then `proof` (the rule, pure). Evidence comes through `registry`, which upper floors
fill; this package imports none of them.
"""
