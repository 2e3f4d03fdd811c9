"""Numbers that are never given twice: one counter per prefix and local day, advanced by one statement."""

from datetime import date

from django.db import connection

from motcua.kit.references import format_dossier_code


def next_code(prefix: str, day: date) -> str:
    """The next official dossier code of an agency on a local day (mã số hồ sơ, Circular 01/2018 Art 19).

    Atomic across processes; a rolled-back receipt leaves a gap, never a repeat.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO dossiers_sequence (prefix, day, last) VALUES (%s, %s, 1) "
            "ON CONFLICT (prefix, day) DO UPDATE SET last = dossiers_sequence.last + 1 RETURNING last",
            [prefix, day],
        )
        return format_dossier_code(prefix, day, int(cursor.fetchone()[0]))
