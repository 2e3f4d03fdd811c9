"""`python -m tests.security.attacks http://localhost:8000 [seconds] [session cookie]`: attack one's own installation.

Only what the product's own table of addresses names is asked; nothing is changed but what hostile forms can begin
(drafts, codes sent). Ends with 1 when an answer was wrong.
"""

import os
import sys


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from tests.security.addresses import patterns
    from tests.security.attacks import aiming, shooting

    url, *more = sys.argv[1:] or ["http://localhost:8000"]
    seconds = float(more[0]) if more else 600.0
    outcome = shooting.fire(url, aiming.shots(patterns(), {}), seconds=seconds, cookie=more[1] if len(more) > 1 else "")
    print(outcome)
    print("\n".join(outcome.wrong[:100]))
    return 1 if outcome.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
