"""Many rows at once: PostgreSQL's COPY, which needs a tenth of the time of INSERT."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models


def copy(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Write `rows` (values of `columns`, in their order) into the table of `model`; gives how many."""
    count = 0
    quoted = ", ".join(connection.ops.quote_name(name) for name in columns)
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor_of_driver: Any = cursor
        with cursor_of_driver.copy(f"COPY {table} ({quoted}) FROM STDIN") as target:
            for row in rows:
                target.write_row(row)
                count += 1
    return count
