"""Owns the append-only record of what happened: timeline, audit, source of statistics and outbox in one.
Offers `api.record`, `api.entries`, reactions that follow an entry, and jobs that commit with the data.
Never changes or deletes an entry, and never knows what an entry is about."""
