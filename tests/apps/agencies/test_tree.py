"""Offices above and below each other: every kind, found from above, never in a circle."""

import threading
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, OperationalError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from motcua.agencies import api, tree
from motcua.agencies.models import Agency, Unit, WorkCalendar
from motcua.kit.words import Invalid


def office(code: str, parent: Agency | None = None, kind: str = "department", unit: Unit | None = None) -> Agency:
    calendar, _ = WorkCalendar.objects.get_or_create(name="thử", defaults={"hours": []})
    if unit is None:
        unit, _ = Unit.objects.get_or_create(kind="province", code="37", defaults={"name": "Tỉnh Thử"})
    return Agency.objects.create(
        code=code, name=f"Cơ quan {code}", short_name=code, unit=unit, parent=parent, kind=kind, address="Nhà số 1",
        phone="0900000101", hours_text="giờ", official_in_charge="Chị A", code_prefix=code, calendar=calendar,
    )  # fmt: skip


@pytest.mark.django_db
def test_a_province_its_departments_and_authorised_bodies_form_one_tree() -> None:
    committee = office("Z1", kind=Agency.Kind.PEOPLES_COMMITTEE)
    parts = [office(f"Z1.{number}", committee, kind) for number, kind in enumerate(Agency.Kind.values[1:])]
    desk = office("Z1.0.1", parts[0])
    with CaptureQueriesContext(connection) as seen:
        found = api.under(committee.id)
    assert len(seen) == 1
    assert found[0] == committee.id and found[-1] == desk.id
    assert set(found) == {committee.id, desk.id, *(part.id for part in parts)}
    assert api.under(desk.id) == [desk.id]
    assert api.under(uuid4()) == []


@pytest.mark.django_db
def test_the_tier_of_an_office_is_that_of_its_unit() -> None:
    assert api.tier(office("Z1")) == "province"
    commune = Unit.objects.filter(kind="commune").first()
    assert api.tier(office("Z2", unit=commune)) == "commune"
    ended = Unit.objects.filter(kind="old_district").first()
    with pytest.raises(ValueError, match="has ended"):
        api.tier(office("Z3", unit=ended))


@pytest.mark.django_db
def test_a_circle_is_refused_in_words() -> None:
    top = office("Z1")
    middle = office("Z1.1", top)
    low = office("Z1.1.1", middle)
    with pytest.raises(Invalid, match=r"Cơ quan Z1\.1\.1 đang ở dưới Cơ quan Z1\. Hãy chọn"):
        api.place_under(top.id, low.id)
    with pytest.raises(Invalid, match="chính mình"):
        api.place_under(top.id, top.id)
    with pytest.raises(Invalid, match="Hãy tải lại trang"):
        api.place_under(top.id, uuid4())
    api.place_under(low.id, top.id)
    api.place_under(middle.id, low.id)
    assert api.under(top.id) == [top.id, low.id, middle.id]
    assert api.place_under(low.id, None).parent is None


@pytest.mark.django_db
def test_a_tree_has_a_bounded_depth() -> None:
    chain = [office("Z0")]
    for number in range(1, tree.DEEPEST):
        chain.append(office(f"Z{number}", chain[-1]))
    pair = office("Y1")
    office("Y1.1", pair)
    with pytest.raises(Invalid, match="tối đa 6 cấp"):
        api.place_under(pair.id, chain[-2].id)
    api.place_under(pair.id, chain[-3].id)
    assert len(api.under(chain[0].id)) == tree.DEEPEST + 2


@pytest.mark.django_db
def test_the_database_refuses_a_circle_too() -> None:
    top = office("Z1")
    low = office("Z1.1", top)
    for parent in (top.id, low.id):
        with pytest.raises(IntegrityError, match="under itself"), transaction.atomic():
            Agency.objects.filter(id=top.id).update(parent=parent)
    own = uuid4()
    fields = {name: getattr(top, name) for name in ("name", "short_name", "address", "phone", "hours_text", "kind")}
    with pytest.raises(IntegrityError, match="under itself"), transaction.atomic():
        Agency.objects.create(id=own, parent_id=own, code="Z9", unit=top.unit, calendar=top.calendar, **fields)


@pytest.fixture
def pair(transactional_db: None) -> tuple[UUID, UUID]:
    return office("Z1").id, office("Z2").id


@pytest.mark.parametrize("careful", [True, False], ids=["by code", "by hand"])
def test_two_moves_at_once_cannot_make_a_circle(pair: tuple[UUID, UUID], careful: bool) -> None:
    """Each alone is right; together they would put each office under the other. One must lose: by name, or by hand
    also as the victim of a deadlock, since each row is locked before the guard is asked."""
    begun, lost = threading.Barrier(2), []

    def move(one: UUID, other: UUID) -> None:
        try:
            with transaction.atomic():
                Agency.objects.filter(id=one).exists()
                begun.wait(20)
                if careful:
                    api.place_under(one, other)
                else:
                    Agency.objects.filter(id=one).update(parent=other)
        except (Invalid, IntegrityError, OperationalError) as refusal:
            lost.append(type(refusal))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=move, args=way) for way in (pair, pair[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(lost) == 1 and (lost == [Invalid] if careful else lost[0] in (IntegrityError, OperationalError))
    assert Agency.objects.filter(id__in=pair, parent=None).count() == 1
