"""The words by which the catalogue sorts procedures, for readers of another language.

They are data, so a new one may come at any time: what is not listed here is shown as it stands.
"""

from django.utils.translation import gettext as _

from motcua.kit.words import N_

EVENTS = (
    N_("Sinh con"), N_("Kết hôn"), N_("Ly hôn"), N_("Nuôi con"), N_("Đi học"), N_("Mua bán nhà đất"), N_("Làm nhà"),
    N_("Đi nước ngoài"), N_("Người nước ngoài"), N_("Người thân qua đời"), N_("Môi trường, nước"), N_("Đất đai"),
    N_("Giấy tờ tùy thân, hộ tịch"), N_("Gặp khó khăn"), N_("Làm doanh nghiệp"), N_("Mở cửa hàng"), N_("Hợp tác xã"),
    N_("Ốm đau, khuyết tật"), N_("Chuyển nơi ở"), N_("Chứng thực giấy tờ"), N_("Tìm việc, lao động"), N_("Nghỉ hưu"),
    N_("Chăn nuôi, trồng trọt"), N_("Khiếu nại, tố cáo, hòa giải"), N_("Mua bán, tặng cho đất"), N_("Người có công"),
    N_("Tàu thuyền, xe cộ"), N_("Rừng, biển, thủy sản"), N_("Nghĩa vụ quân sự"), N_("Tín ngưỡng, tôn giáo"),
    N_("Văn hóa, khen thưởng"),
)  # fmt: skip
FIELDS = (
    N_("An toàn thực phẩm"), N_("Bảo trợ xã hội"), N_("Cấp, quản lý căn cước"), N_("Chứng thực"),
    N_("Dân quân tự vệ"), N_("Đăng ký, quản lý cư trú"), N_("Định danh và xác thực điện tử"), N_("Đường bộ"),
    N_("Gia đình"), N_("Giảm nghèo"), N_("Hoạt động xây dựng"), N_("Hộ tịch"), N_("Khiếu nại, tố cáo"),
    N_("Kinh doanh bất động sản"), N_("Lâm nghiệp"), N_("Môi trường"), N_("Nhà ở và công sở"), N_("Nuôi con nuôi"),
    N_("Quy hoạch đô thị và nông thôn"), N_("Thủy sản"), N_("Tài nguyên nước"),
    N_("Thành lập và hoạt động của tổ hợp tác, hợp tác xã, liên hiệp hợp tác xã"),
    N_("Thành lập và hoạt động doanh nghiệp (hộ kinh doanh)"), N_("Trẻ em"), N_("Văn hóa"), N_("Việc làm"),
)  # fmt: skip
"""The fields with most procedures at a commune."""


def told(name: str) -> str:
    """The name of an event of life or of a field, in the reader's language where it is known."""
    return _(name)
