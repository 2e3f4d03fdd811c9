"""Official names as headings: the long list between parentheses goes, what tells procedures apart stays."""

from motcua.kit.titles import brief, heading_size

HOUSE = (
    "Cấp giấy phép xây dựng mới đối với công trình cấp III, cấp IV (Công trình không theo tuyến/Theo tuyến trong đô "
    "thị/Tín ngưỡng, tôn giáo/Dự án) và nhà ở riêng lẻ"
)


def test_a_list_between_parentheses_goes_from_a_long_name() -> None:
    assert brief(HOUSE) == "Cấp giấy phép xây dựng mới đối với công trình cấp III, cấp IV và nhà ở riêng lẻ"


def test_short_names_and_short_asides_stay() -> None:
    for name in ("Thủ tục đăng ký khai sinh", "x " * 60 + "(cấp xã)", f"({'x' * 120})", "Tên ngắn (" + "x" * 60 + ")"):
        assert brief(name) == name


def test_what_stays_long_is_set_smaller() -> None:
    assert (heading_size(HOUSE), heading_size("Giao đất, cho thuê đất " * 5)) == ("l", "m")
