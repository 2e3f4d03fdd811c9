"""An address as an old paper writes it leads to the commune of today, whatever stands before the commune."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.agencies import api

pytestmark = pytest.mark.django_db
Places = api.Places


@pytest.mark.usefixtures("whole")
@pytest.mark.parametrize(
    "text",
    [
        "Xóm 5, xã Yên Khang, huyện Ý Yên, tỉnh Nam Định",
        "xã Yên Khang, huyện Ý Yên, tỉnh Nam Định",
        "Số 12 ngõ 3 xã Yên Khang huyện Ý Yên tỉnh Nam Định",
        "thon Tan Thanh, xa Yen Khang, huyen Y Yen, tinh Nam Dinh",
        "Tân Thành, Yên Khang, Ý Yên, Nam Định",
    ],
)
def test_an_old_address_belongs_to_one_commune_of_today(text: str) -> None:
    found = Places().today_of(text)
    assert [one.label for one in found] == [api.Places().name(found[0].commune) + ", Tỉnh Ninh Bình"]
    assert Places().province_of(found[0].commune) == found[0].province == "37"
    assert not found[0].same


@pytest.mark.usefixtures("whole")
def test_a_hospital_of_before_stands_in_a_ward_of_today() -> None:
    found = Places().today_of("Bệnh viện Phụ sản Hà Nội, phường Ngọc Khánh, quận Ba Đình, thành phố Hà Nội")
    assert found and all(one.label.endswith("Thành phố Hà Nội") for one in found)


@pytest.mark.usefixtures("whole")
@pytest.mark.parametrize(
    "text", ["", "Xóm 5", "tỉnh Nam Định", "xã Tân Thành", "hoa sữa", "x" * 5000, ", , ,", "xã xã xã xã xã xã xã"]
)
def test_what_names_no_place_for_certain_leads_nowhere(text: str) -> None:
    assert Places().today_of(text) == ()


@pytest.mark.usefixtures("whole")
def test_an_address_of_today_is_itself() -> None:
    assert [one.same for one in Places().today_of("Xóm 2, xã Phong Doanh, tỉnh Ninh Bình")] == [True]


@pytest.mark.usefixtures("whole")
def test_asking_is_bounded_and_remembered() -> None:
    api.forget()
    with CaptureQueriesContext(connection) as seen:
        Places().today_of("Xóm 5, xã Yên Khang, huyện Ý Yên, tỉnh Nam Định")
        Places().today_of("Xóm 5, xã Yên Khang, huyện Ý Yên, tỉnh Nam Định")
    assert len(seen) <= 3
    with CaptureQueriesContext(connection) as seen:
        Places().today_of("một, hai, ba, bốn, năm, sáu, bảy, xã tám, xã chín, xã mười")
    assert len(seen) <= 16
