"""Finding a procedure by everyday words, without marks, with typing mistakes, narrowed in seven ways.

Each published procedure leaves weighted terms in the database (`indexing`). What is typed becomes a plan (`plan`):
words that say something, everyday expressions (`synonyms`), and what a mistyped word may mean (`spelling`), each
weighted by how rare it is (`vocabulary`). One statement adds up the weights and gives a page (`engine`, `hits`).
PostgreSQL's own full-text ranking knows nothing of rarity and reads every match; here the cost is bounded.
"""

from motcua.catalogue.search import hits as _hits
from motcua.catalogue.search.engine import Found, Query, search
from motcua.catalogue.search.hits import Hit
from motcua.catalogue.search.indexing import index, reindex
from motcua.catalogue.search.suggestions import suggestions
from motcua.catalogue.search.vocabulary import vocabulary as _vocabulary

__all__ = ["Found", "Hit", "Query", "confirmed", "forget", "index", "reindex", "search", "suggestions"]


def confirmed() -> None:
    """A doubt was answered for: this process says so at once, the others within a minute."""
    _hits.forget()


def forget() -> None:
    """What this process remembers of the index: for tests that roll back what they published."""
    _hits.forget()
    _vocabulary.forget()
