"""Owns the case file (hồ sơ): its lifecycle, deadline, numbers, papers and result.
Offers one class per business act in `actions`, one queryset of who may see what, and read-side queries.
Never renders a page, never talks to the outside world, never changes state outside an action."""
