"""The database every other test stands on."""

import pytest
from django.db import connection


@pytest.mark.django_db
def test_each_run_has_a_database_of_its_own() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database(), current_setting('server_encoding'), lower('ĐẤT')")
        name, encoding, lowered = cursor.fetchone()
    assert name.startswith("motcua_test")
    assert (encoding, lowered) == ("UTF8", "đất")
