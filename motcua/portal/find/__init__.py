"""From the first page to the right procedure: search, what to prepare, where to hand in."""
