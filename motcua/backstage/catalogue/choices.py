"""What one may choose for a value of a procedure, in words; an empty value means "not said"."""

from django.db.models import Max

from motcua.backstage.catalogue.fields import Options
from motcua.catalogue.titles import DOUBTED
from motcua.dossiers.roles import OFFICE, TITLES
from motcua.forms.models import FormVersion
from motcua.kit.vietnamese import sort_key
from motcua.kit.words import N_

NOTHING = ("", N_("Chưa ghi"))
TIERS: Options = (
    ("commune", N_("Cấp xã")), ("province", N_("Cấp tỉnh")), ("ministry", N_("Cấp bộ")),
    ("vertical", N_("Ngành dọc")), ("other", N_("Cơ quan khác")),
)  # fmt: skip
SERVICES: Options = (
    ("procedure", N_("Thủ tục hành chính")), ("other_service", N_("Dịch vụ khác của cơ quan nhà nước")),
)  # fmt: skip
ORIGINS: Options = (
    ("national", N_("Trung ương")), ("provincial", N_("Tỉnh")), ("internal", N_("Nội bộ cơ quan nhà nước")),
)  # fmt: skip
CHANNELS: Options = (("direct", N_("Trực tiếp")), ("online", N_("Trực tuyến")), ("post", N_("Bưu chính")))
LIMITS: Options = (
    NOTHING, ("same_day", N_("Trong ngày")), ("working_days", N_("Ngày làm việc")), ("calendar_days", N_("Ngày")),
    ("working_hours", N_("Giờ làm việc")), ("months", N_("Tháng")), ("years", N_("Năm")),
    ("none", N_("Luật không quy định")), ("varies", N_("Tùy trường hợp")),
)  # fmt: skip
CHARGE_RULES: Options = (
    NOTHING, ("fixed", N_("Số tiền cố định")), ("council", N_("Hội đồng nhân dân tỉnh quy định")),
    ("formula", N_("Theo công thức")), ("free", N_("Luật cho miễn")), ("unknown", N_("Chưa rõ")),
)  # fmt: skip
CHARGE_KINDS: Options = (("charge", N_("Lệ phí")), ("fee", N_("Phí")), ("service", N_("Giá dịch vụ")))
FEE_RULES: Options = (
    NOTHING, ("fixed", N_("Số tiền cố định")), ("formula", N_("Tờ khai tính ra")),
    ("council", N_("Hội đồng nhân dân tỉnh quy định")), ("free", N_("Luật cho miễn")), ("unknown", N_("Chưa rõ")),
)  # fmt: skip
FEE_UNITS: Options = (("dossier", N_("Mỗi hồ sơ")), ("copy", N_("Mỗi bản")), ("form", N_("Tổng do tờ khai tính")))
DUTIES: Options = (
    ("submit", N_("Nộp")), ("present", N_("Xuất trình")), ("note", N_("Chỉ là lời giải thích")),
)  # fmt: skip
EFFECTS: Options = (
    ("resume", N_("Tính tiếp thời hạn còn lại")), ("restart", N_("Tính lại thời hạn từ đầu")),
    ("none", N_("Không dừng tính thời hạn")),
)  # fmt: skip
TERRITORIES: Options = (
    ("anywhere", N_("Nơi nào cũng được")), ("residence", N_("Nơi cư trú")), ("event", N_("Nơi xảy ra sự việc")),
)  # fmt: skip
DELIVERIES: Options = (("counter", N_("Nhận tại quầy")), ("online", N_("Nhận bản điện tử")), ("post", N_("Bưu chính")))
ASSURANCES: Options = (
    ("0", N_("Không cần")), ("1", N_("Bằng số điện thoại")), ("2", N_("Bằng tài khoản đã xác minh")),
    ("3", N_("Bằng chữ ký số")),
)  # fmt: skip
ROUTE: Options = (
    NOTHING, ("receive", N_("Tiếp nhận")), ("process", N_("Thẩm tra")), ("sign", N_("Ký")), ("seal", N_("Đóng dấu")),
    ("return", N_("Trả kết quả")),
)  # fmt: skip
RESULT_KINDS: Options = (
    ("text", N_("Chữ, số")), ("date", N_("Ngày")), ("personal_id", N_("Số định danh cá nhân")),
)  # fmt: skip
ITEMS: Options = tuple(DOUBTED.items())


def published_forms() -> Options:
    """The interactive forms of this installation: key, title; by title (one statement)."""
    found = FormVersion.objects.filter(published_at__isnull=False).values("key").annotate(title=Max("title"))
    titles = sorted(found.values_list("key", "title"), key=lambda row: (sort_key(row[1]), row[0]))
    return (("", N_("Chưa có")), *titles)


def roles() -> Options:
    """Who may do a step of the route."""
    return tuple((role, TITLES[role]) for role in OFFICE)
