"""The table: what each level needs. Circular 32/2017 Art 5 and Decree 43/2011 Art 3(4); seeds S0–S4 (R5–R14).

Pure data. A level holds when every condition of that level and below holds.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from motcua.kit.words import N_


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing a level needs: `title` names it, `lacking` tells a citizen what is not there yet."""

    key: str
    level: int
    title: str
    lacking: str


_C = Condition
CONDITIONS: tuple[Condition, ...] = (
    _C("name", 1, N_("Tên thủ tục"), N_("Chưa có tên thủ tục.")),
    _C("steps", 1, N_("Trình tự thực hiện"), N_("Chưa có trình tự thực hiện.")),
    _C("methods", 1, N_("Cách thức thực hiện"), N_("Chưa có cách thức thực hiện.")),
    _C("components", 1, N_("Thành phần, số lượng hồ sơ"), N_("Chưa rõ thành phần hoặc số lượng hồ sơ.")),
    _C("limit", 1, N_("Thời hạn giải quyết"), N_("Chưa có thời hạn giải quyết.")),
    _C("subjects", 1, N_("Đối tượng thực hiện"), N_("Chưa có đối tượng thực hiện.")),
    _C("agency", 1, N_("Cơ quan giải quyết"), N_("Chưa có cơ quan giải quyết.")),
    _C("result", 1, N_("Kết quả thực hiện"), N_("Chưa có kết quả thực hiện.")),
    _C("forms", 1, N_("Mẫu đơn, tờ khai, yêu cầu, phí, lệ phí"), N_("Chưa rõ mẫu đơn, yêu cầu hoặc phí, lệ phí.")),
    _C("receipt", 1, N_("Hình thức nhận hồ sơ, trả kết quả"), N_("Chưa có hình thức nhận hồ sơ, trả kết quả.")),
    _C("laws", 1, N_("Căn cứ pháp lý, quyết định công bố"), N_("Chưa có căn cứ pháp lý hoặc quyết định công bố.")),
    _C("download", 2, N_("Mẫu để tải về cho từng tờ khai"), N_("Chưa có mẫu tờ khai để tải về.")),
    _C("verified", 3, N_("Không còn giá trị pháp lý chưa xác minh"), N_("Cơ quan còn đang xác minh thông tin.")),
    _C("online", 3, N_("Được nộp trực tuyến"), N_("Thủ tục này chưa cho nộp trực tuyến.")),
    _C("form", 3, N_("Tờ khai điện tử đủ các mục pháp luật yêu cầu"), N_("Chưa có tờ khai để điền trên mạng.")),
    _C("attachments", 3, N_("Gửi kèm được từng giấy tờ"), N_("Chưa gửi kèm giấy tờ trên mạng được.")),
    _C("dossier", 3, N_("Hồ sơ điện tử được lưu giữ"), N_("Chưa lưu hồ sơ điện tử được.")),
    _C("route", 3, N_("Cơ quan xử lý hồ sơ trên mạng"), N_("Cơ quan chưa xử lý hồ sơ này trên mạng.")),
    _C("notices", 3, N_("Báo tin qua tin nhắn và thư điện tử"), N_("Chưa báo tin cho bạn qua tin nhắn được.")),
    _C("signature", 3, N_("Không đòi chữ ký số khi luật không đòi"), N_("Đang đòi chữ ký số mà chưa nêu căn cứ.")),
    _C("rehearsed", 3, N_("Đã chạy thử đủ các nhánh"), N_("Cơ quan chưa thử xong việc nộp trên mạng.")),
    _C("payment", 4, N_("Trả phí không phải đến cơ quan"), N_("Phí, lệ phí còn phải nộp tại cơ quan.")),
    _C("delivery", 4, N_("Nhận kết quả không phải đến cơ quan"), N_("Kết quả còn phải đến nhận tại cơ quan.")),
    _C("presence", 4, N_("Luật không buộc có mặt"), N_("Pháp luật buộc bạn có mặt tại cơ quan.")),
)
BY_KEY: Mapping[str, Condition] = {condition.key: condition for condition in CONDITIONS}
