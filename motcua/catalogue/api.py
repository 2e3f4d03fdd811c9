"""What other parts ask of the catalogue."""

from motcua.catalogue.fees import FeeLine, fee_lines, fee_rule, fee_summary, limit_of, limit_summary
from motcua.catalogue.levels.judging import prove, prove_all
from motcua.catalogue.library import load
from motcua.catalogue.offers import ONLINE, competent, offer, offer_all, offerings, offers, taking, terms
from motcua.catalogue.routes import route_for
from motcua.catalogue.search import Found, Hit, Query, reindex, search, suggestions
from motcua.catalogue.versions import components, content, document, documents, in_force, published, result, version

__all__ = [
    "ONLINE",
    "FeeLine", "Found", "Hit", "Query", "competent", "components", "content", "document", "documents", "fee_lines",
    "fee_rule", "fee_summary", "in_force", "limit_of", "limit_summary", "load", "offer", "offer_all", "offerings",
    "offers", "prove", "prove_all", "published", "reindex", "result", "route_for", "search", "suggestions", "taking",
    "terms", "version",
]  # fmt: skip
