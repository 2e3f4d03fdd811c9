"""Lists that the database puts in the order of the Vietnamese alphabet: a ă â … d đ e ê …, then tones.

The same order as `motcua.kit.vietnamese.sort_key`, in functions every PostgreSQL has: the embedded one is built
without ICU and knows no Vietnamese collation.
"""

from django.db.models import CharField, Func, TextField, Value
from django.db.models.functions import Collate, Lower, Replace

from motcua.kit.vietnamese import IN_ORDER, SPREAD_D, TONE_IN_SYLLABLE

_BYTES = "C"


def alphabetical(names: str | Value) -> Collate:
    """What to order rows by: a column of names, or one name to compare that column with."""
    spread: Func = Lower(Func(names, template="normalize(%(expressions)s, NFD)", output_field=TextField()))
    for letter in ("Đ", "đ"):  # a database whose locale is "C" makes only ASCII small
        spread = Replace(spread, Value(letter), Value(SPREAD_D))
    pushed = Func(
        spread, Value(TONE_IN_SYLLABLE), Value(r"\2\1"), Value("g"), function="regexp_replace", output_field=TextField()
    )
    marks = Value("".join(IN_ORDER)), Value("".join(IN_ORDER.values()))
    return Collate(Func(pushed, *marks, function="translate", output_field=CharField()), _BYTES)
