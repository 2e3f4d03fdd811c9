"""What people call the items of a procedure that a doubt may be about (`schema.ITEMS`). Pure data."""

from collections.abc import Mapping

from motcua.kit.words import N_

DOUBTED: Mapping[str, str] = {
    "name": N_("Tên thủ tục"), "steps": N_("Trình tự thực hiện"), "methods": N_("Cách thức thực hiện"),
    "components": N_("Thành phần hồ sơ"), "limit": N_("Thời hạn giải quyết"), "subjects": N_("Đối tượng thực hiện"),
    "agency": N_("Cơ quan giải quyết"), "result": N_("Kết quả"), "forms": N_("Mẫu đơn, tờ khai"),
    "requirements": N_("Yêu cầu, điều kiện"), "fee": N_("Phí, lệ phí"),
    "receipt": N_("Hình thức nhận hồ sơ, trả kết quả"), "laws": N_("Căn cứ pháp lý"),
    "decision": N_("Quyết định công bố"), "presence": N_("Buộc có mặt"), "signature": N_("Buộc ký số"),
}  # fmt: skip
