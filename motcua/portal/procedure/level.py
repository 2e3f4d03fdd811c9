"""The level of the service in plain words: what it means, why it is so, what the next one lacks (R5–R15)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from motcua.kit.words import N_
from motcua.portal.procedure.gathering import ONLINE, Shown

HIGHEST = 4
HAVE = {
    "download": N_("Có mẫu đơn để tải về"),
    "verified": N_("Thông tin đã được kiểm tra"),
    "online": N_("Được phép nộp trên mạng"),
    "form": N_("Điền tờ khai ngay trên trang"),
    "attachments": N_("Gửi ảnh giấy tờ trên mạng"),
    "dossier": N_("Hồ sơ được lưu lại để bạn xem"),
    "route": N_("Cơ quan giải quyết hồ sơ trên mạng"),
    "notices": N_("Báo tin qua tin nhắn và thư điện tử"),
    "payment": N_("Không phải đến để trả tiền"),
    "delivery": N_("Nhận kết quả không phải đến"),
    "presence": N_("Luật không buộc có mặt"),
}
"""What is there already, by condition, as a neighbour would say it; the eleven items go without saying."""


@dataclass(frozen=True, slots=True)
class Level:
    """`have`: what is there already; `lacking`: what the level `next` still needs; `legal`: the law's own name."""

    number: int
    means: str
    legal: str
    have: tuple[str, ...]
    next: int
    lacking: tuple[str, ...]


def level(shown: Shown) -> Level:
    """The level at the chosen office, else the highest at which some office offers it."""
    proof = shown.proof
    number = shown.offices.level or min(proof.level, 2)
    have = tuple(
        _(HAVE[finding.condition.key])
        for finding in proof.findings
        if finding.ok and finding.condition.level <= number and finding.condition.key in HAVE
    )
    following = number + 1 if number < HIGHEST else 0
    lacking = [_(finding.condition.lacking) for finding in proof.lacking(following)] if following else []
    if following and not lacking:
        lacking = [_("Đã đủ điều kiện, nhưng cơ quan chưa mở ở mức này.")]
    return Level(number, _means(number), _legal(shown, number), have, following, tuple(lacking))


def _means(number: int) -> str:
    return {
        0: _("Thông tin về thủ tục chưa đầy đủ."),
        1: _("Bạn xem được thông tin. Hồ sơ nộp tại cơ quan."),
        2: _("Bạn xem thông tin và tải được mẫu đơn. Hồ sơ nộp tại cơ quan."),
        3: _("Bạn điền và nộp hồ sơ trên mạng. Trả tiền, nhận kết quả có thể phải đến cơ quan."),
        4: _("Bạn nộp hồ sơ, trả tiền và nhận kết quả mà không phải đến cơ quan."),
    }[number]


def _legal(shown: Shown, number: int) -> str:
    if number < ONLINE:
        return _("Dịch vụ cung cấp thông tin trực tuyến")
    if shown.offices.visits == 0:
        return _("Dịch vụ công trực tuyến toàn trình")
    return _("Dịch vụ công trực tuyến một phần")
