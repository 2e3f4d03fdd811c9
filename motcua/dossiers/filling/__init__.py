"""The pages on which a draft is worked on, as far as citizens at home and clerks at the counter share them.

What a page reads, keeps and shows is here; addresses, frames and who may come are each face's own.
"""
