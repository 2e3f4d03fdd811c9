"""Work of the citizens' pages that is done later; imported here so that every worker knows it."""

from motcua.portal.account import data_packing

__all__ = ["data_packing"]
