"""What was published stays as it was; a change is a new version; fees follow the answers."""

from datetime import date
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from motcua.agencies.models import Agency, Unit, WorkCalendar
from motcua.catalogue import api, library, shipping
from motcua.catalogue.drafts import FormMissing
from motcua.catalogue.models import Procedure, ProcedureVersion
from tests.support import world

pytestmark = pytest.mark.django_db
Shipped = list[ProcedureVersion]


def office(code: str, unit: Unit) -> Agency:
    calendar, _ = WorkCalendar.objects.get_or_create(name="lịch", defaults={"hours": [["07:00", "17:00"]]})
    return Agency.objects.create(
        code=code, name=f"UBND {code}", short_name=code, unit=unit, kind="peoples_committee", address="a",
        phone="0900000101", hours_text="giờ", official_in_charge="A", code_prefix=code, calendar=calendar,
    )  # fmt: skip


def test_loading_again_makes_no_new_version(shipped: Shipped, root: Path) -> None:
    again = api.load(root / "library")
    assert [one.id for one in again] == [one.id for one in shipped]
    assert {one.number for one in again} == {1}


def test_a_changed_file_makes_a_new_version_and_keeps_the_old(shipped: Shipped, root: Path) -> None:
    old = api.published("2.000635")
    file = library.read(root / "library" / "procedures" / "2.000635.yaml")
    [new] = shipping.ship([file.model_copy(update={"min_assurance": 2})])
    assert new.number == 2 and api.published("2.000635").id == new.id
    kept = ProcedureVersion.objects.get(id=old.id)
    assert kept.withdrawn_at is not None and kept.min_assurance == 1
    assert api.version(old.id).min_assurance == 1
    assert len(api.components(new.id)) == len(api.components(old.id))


REFUSED = [
    "UPDATE catalogue_procedureversion SET min_assurance = 0",
    "UPDATE catalogue_procedureversion SET fee = '{}'",
    "UPDATE catalogue_procedureversion SET published_at = NULL",
    "DELETE FROM catalogue_component",
    "UPDATE catalogue_component SET must = false",
    'INSERT INTO catalogue_component (id, code, name, note, "group", duty, originals, copies, electronic, must,'
    " \"when\", form, database, position, legal_source, version_id) SELECT gen_random_uuid(), 'x', name, note,"
    ' "group", duty, originals, copies, electronic, must, "when", form, database, 99, legal_source, version_id'
    " FROM catalogue_component LIMIT 1",
]


def test_the_database_refuses_to_change_what_was_published(shipped: Shipped) -> None:
    for statement in REFUSED:
        with (
            pytest.raises(DatabaseError, match="never change"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def test_withdrawing_is_the_only_change_allowed(shipped: Shipped) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE catalogue_procedureversion SET withdrawn_at = now()")
        assert cursor.rowcount == len(shipped)


def test_a_published_version_costs_nothing_once_known(shipped: Shipped) -> None:
    api.version(shipped[0].id), api.components(shipped[0].id)
    with CaptureQueriesContext(connection) as seen:
        version = api.version(shipped[0].id)
        assert version.code and version.name and api.components(version.id)
    assert len(seen) == 0


def test_copies_cost_eight_thousand_each(shipped: Shipped) -> None:
    copy = api.published("2.000635")
    for count, total in ((0, 0), (1, 8000), (20, 160000)):
        lines = api.fee_lines(copy, {"copies": {"count": count}})
        assert sum(line.total for line in lines) == total
        assert bool(lines) == bool(count)
    unanswered: list[dict[str, object]] = [{}, {"copies": {}}, {"copies": {"count": None}}, {"copies": "x"}]
    assert [api.fee_lines(copy, answers) for answers in unanswered] == [[], [], [], []]


def test_birth_on_time_is_free_and_late_is_the_councils(shipped: Shipped) -> None:
    birth = api.published("1.001193")
    born = {"child": {"birth_date": "2026-09-01"}}
    assert api.fee_rule(birth, born, date(2026, 10, 31)) == "free"
    assert api.fee_rule(birth, born, date(2026, 11, 1)) == "council"
    assert api.fee_rule(birth, {}) == "council"


def test_death_on_time_is_free_and_marital_status_is_the_councils(shipped: Shipped) -> None:
    died = {"death": {"date": {"y": 2026, "m": 11, "d": 1}}}
    death = api.published("1.000656")
    assert api.fee_rule(death, died, date(2026, 11, 16)) == "free"
    assert api.fee_rule(death, died, date(2026, 11, 17)) == "council"
    assert api.fee_rule(api.published("1.004873"), {}) == "council"


def test_the_competent_office_is_the_one_of_that_commune_or_none(shipped: Shipped) -> None:
    here, there = (
        Unit.objects.create(code=code, name=f"Xã {code}", folded=code, kind="commune", source="thử")
        for code in ("1", "2")
    )
    mine, other = office("A", here), office("B", there)
    procedure = Procedure.objects.get(code="1.001193")
    assert api.competent(procedure, here) is None
    api.offer(mine, procedure)
    api.offer(mine, procedure)
    assert api.competent(procedure, here) == mine and api.competent(procedure, there) is None
    assert mine in [one.agency for one in api.offerings(procedure)]
    assert other not in [one.agency for one in api.offerings(procedure)]
    Agency.objects.filter(id=mine.id).update(is_active=False)
    assert api.competent(procedure, here) is None and mine not in [one.agency for one in api.offerings(procedure)]


def test_an_office_takes_dossiers_only_where_level_three_is_proven(shipped: Shipped) -> None:
    procedure = Procedure.objects.get(code="1.001193")
    here = Unit.objects.create(code="1", name="Xã 1", folded="1", kind="commune", source="thử")
    empty, staffed = office("A", here), world.commune()
    assert api.offer(empty, procedure).level == 2, "nobody works there"
    assert not api.offers(empty.id, procedure.id) and api.offers(staffed.id, procedure.id)
    assert empty not in [one.agency for one in api.taking(procedure)]


def test_a_procedure_without_its_form_is_refused(shipped: Shipped, root: Path) -> None:
    file = library.read(root / "library" / "procedures" / "2.000635.yaml")
    with pytest.raises(FormMissing, match="khong-co"):
        shipping.ship([file.model_copy(update={"form": "khong-co"})])
