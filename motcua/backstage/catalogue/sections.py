"""The sections in which people edit a procedure, as a table: what each holds and in which words.

A section with `items` is a list; each of its items has a page of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from motcua.backstage.catalogue import choices as c
from motcua.backstage.catalogue.fields import Field, Raw, value_at
from motcua.kit.words import N_

F = Field


@dataclass(frozen=True, slots=True)
class Section:
    """`items`: path of the list it edits, `titled`: what of an item its line shows, `conditions`: what it proves."""

    key: str
    title: str
    hint: str
    fields: tuple[Field, ...]
    items: str = ""
    one: str = ""
    titled: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()

    def value(self, raw: Raw) -> Any:
        """What this section holds of a document: its list, or its values by path."""
        if self.items:
            return value_at(raw, self.items) or []
        return {one.path: value_at(raw, one.path) for one in self.fields}

    def title_of(self, item: Raw) -> str:
        """An item in one line of a list."""
        words = []
        for path in self.titled:
            value = value_at(item, path)
            field = next(one for one in self.fields if one.path == path)
            words.append(_(dict(field.options).get(value, str(value or ""))) if field.options else str(value or ""))
        return " – ".join(word for word in words if word) or _("(chưa có tên)")


def limit(path: str, label: str, hint: str = "") -> Field:
    """A statutory limit as the clock reads it."""
    return F(path, label, "group", hint, columns=(
        F("kind", N_("Tính theo"), "choice", options=c.LIMITS),
        F("count", N_("Bao nhiêu"), "decimal", N_("Chỉ gõ số, ví dụ 15.")),
        F("least", N_("Nhanh nhất là (nếu luật ghi một khoảng)"), "decimal", N_("Ví dụ luật ghi 10–25 ngày thì gõ 10."),
          optional_number=True),
        F("cutoff", N_("Nhận trước mấy giờ thì trả trong ngày"), "line",
          N_("Chỉ dùng khi trả trong ngày. Ví dụ 15:00.")),
        F("text", N_("Tùy trường hợp: ghi rõ"), "line"),
    ))  # fmt: skip


CHARGES = F("charges", N_("Phí, lệ phí theo cách nộp này"), "rows",
    N_("Để trống “Cách tính” thì dòng đó được bỏ đi."), columns=(
        F("rule", N_("Cách tính"), "choice", options=c.CHARGE_RULES),
        F("kind", N_("Loại tiền"), "choice", options=c.CHARGE_KINDS),
        F("amount", N_("Số tiền (đồng)"), "amount"),
        F("unit", N_("Tính trên"), "line", N_("Ví dụ: bản, hồ sơ, mét vuông.")),
        F("text", N_("Công thức hoặc lời giải thích"), "line"),
        F("exemption", N_("Ai được miễn, giảm"), "line"),
        F("authority", N_("Văn bản quy định"), "line"),
    ))  # fmt: skip

SECTIONS: tuple[Section, ...] = (
    Section("ten", N_("Tên, lĩnh vực"), N_("Người dân đọc phần này đầu tiên."), (
        F("name", N_("Tên thủ tục"), "text", N_("Đúng như trong quyết định công bố."), required=True),
        F("content.summary", N_("Tóm tắt cho người dân"), "text",
          N_("Một hai câu dễ hiểu: làm để được gì, ai cần làm.")),
        F("field_name", N_("Lĩnh vực"), "line", required=True),
        F("field_code", N_("Mã lĩnh vực"), "line"),
        F("tiers", N_("Cấp giải quyết"), "ticks", options=c.TIERS),
        F("kind", N_("Loại dịch vụ"), "choice", options=c.SERVICES),
        F("origin", N_("Do ai quy định"), "choice", options=c.ORIGINS),
        F("content.promulgator", N_("Cơ quan ban hành"), "line"),
    ), conditions=("name",)),
    Section("trinh-tu", N_("Trình tự thực hiện"), N_("Các bước người dân và cơ quan lần lượt làm."), (
        F("content.steps", N_("Các bước"), "blocks",
          N_("Mỗi bước một dòng. Bước dài nhiều dòng thì cách các bước bằng một dòng trống.")),
    ), conditions=("steps",)),
    Section("cach-thuc", N_("Cách thức thực hiện"), N_("Mỗi cách nộp có thể có thời hạn và lệ phí riêng."), (
        F("channel", N_("Cách nộp"), "choice", options=c.CHANNELS, required=True),
        F("text", N_("Hướng dẫn cho cách nộp này"), "text"),
        F("case", N_("Chỉ dùng cho trường hợp (mã)"), "line"),
        limit("limit", N_("Thời hạn riêng của cách nộp này"), N_("Bỏ trống nếu dùng thời hạn chung.")),
        CHARGES,
    ), "content.methods", N_("cách nộp"), ("channel", "text"), ("methods", "online")),
    Section("truong-hop", N_("Các trường hợp"), N_("Khi thời hạn hoặc giấy tờ khác nhau theo từng trường hợp."), (
        F("name", N_("Tên trường hợp"), "text", required=True),
        F("code", N_("Mã trường hợp"), "line", N_("Chữ ngắn để giấy tờ và cách nộp nhắc đến.")),
        limit("limit", N_("Thời hạn riêng")),
    ), "content.cases", N_("trường hợp"), ("name",)),
    Section("giay-to", N_("Thành phần hồ sơ"), N_("Từng giấy tờ người dân phải nộp hoặc xuất trình."), (
        F("name", N_("Tên giấy tờ"), "text", required=True),
        F("duty", N_("Người dân làm gì với giấy này"), "choice", options=c.DUTIES),
        F("must", N_("Bắt buộc phải có"), "tick"),
        F("originals", N_("Số bản chính"), "number"),
        F("copies", N_("Số bản sao"), "number"),
        F("electronic", N_("Số bản điện tử"), "number"),
        F("note", N_("Ghi chú cho người dân"), "text"),
        F("group", N_("Thuộc trường hợp"), "line"),
        F("form", N_("Viết theo mẫu"), "line", N_("Tên mẫu đơn, tờ khai, nếu giấy này viết theo mẫu.")),
        F("database", N_("Cơ quan tự tra được ở"), "line", N_("Tên cơ sở dữ liệu. Có thì người dân không phải nộp.")),
        F("legal_source", N_("Văn bản đòi giấy này"), "line"),
        F("code", N_("Mã giấy tờ"), "line", N_("Bỏ trống thì hệ thống tự đặt.")),
        F("when", N_("Điều kiện theo tờ khai điện tử"), "line",
          N_("Người lập tờ khai ghi mục này. Bỏ trống là luôn cần.")),
    ), "components", N_("giấy tờ"), ("name", "duty"), ("components", "attachments")),
    Section("ho-so", N_("Số bộ, mẫu đơn, thứ cần mang theo"), "", (
        F("content.sets", N_("Số bộ hồ sơ"), "number", optional_number=True),
        F("content.form_text", N_("Mẫu đơn, tờ khai"), "text", N_("Không có mẫu nào thì ghi: Không có.")),
        F("content.bring", N_("Khi đến cơ quan, mang theo"), "blocks", N_("Mỗi thứ một dòng.")),
    ), conditions=("components", "forms")),
    Section("bieu-mau", N_("Mẫu để tải về"), N_("Mỗi mẫu đơn, tờ khai mà pháp luật quy định."), (
        F("name", N_("Tên mẫu"), "text", required=True),
        F("number", N_("Số hiệu mẫu"), "line"),
        F("definition", N_("Lấy từ tờ khai điện tử"), "choice", N_("Hệ thống tự tạo tệp để tải về từ tờ khai này."),
          choices=c.published_forms),
    ), "content.forms", N_("mẫu"), ("name", "number"), ("download",)),
    Section("thoi-han", N_("Thời hạn giải quyết"), "", (
        F("content.limit_text", N_("Thời hạn, viết cho người dân"), "text"),
        limit("limit", N_("Thời hạn để hệ thống tính ngày hẹn trả")),
        F("supplement_effect", N_("Khi người dân bổ sung giấy tờ"), "choice", options=c.EFFECTS),
    ), conditions=("limit",)),
    Section("doi-tuong", N_("Đối tượng, cơ quan giải quyết"), "", (
        F("content.subjects", N_("Ai được làm thủ tục này"), "lines", N_("Mỗi đối tượng một dòng.")),
        F("content.agency_text", N_("Cơ quan giải quyết"), "text"),
        F("content.authorities", N_("Cơ quan có thẩm quyền"), "lines", N_("Mỗi cơ quan một dòng.")),
        F("content.territory", N_("Nộp ở nơi nào"), "choice", options=c.TERRITORIES),
        F("content.territory_question", N_("Câu hỏi để biết nơi nộp"), "line",
          N_("Ví dụ: Cha hoặc mẹ của bé cư trú ở xã nào?")),
        F("content.presence.required", N_("Pháp luật buộc có mặt tại cơ quan"), "tick"),
        F("content.presence.who", N_("Ai phải có mặt"), "line"),
        F("content.presence.basis", N_("Văn bản buộc có mặt"), "line"),
        F("content.signature.demanded", N_("Pháp luật buộc người dân ký số"), "tick"),
        F("content.signature.basis", N_("Văn bản buộc ký số"), "line"),
    ), conditions=("subjects", "agency", "presence", "signature")),
    Section("ket-qua", N_("Kết quả, cách nhận"), "", (
        F("content.result_text", N_("Kết quả, viết cho người dân"), "text"),
        F("content.results", N_("Từng kết quả"), "rows", N_("Xóa tên thì dòng đó được bỏ đi."), columns=(
            F("name", N_("Tên kết quả"), "line"), F("code", N_("Mã kết quả quốc gia"), "line"))),
        F("content.receipt_ways", N_("Hình thức nhận hồ sơ, trả kết quả"), "blocks", N_("Mỗi cách một dòng.")),
        F("delivery_methods", N_("Người dân chọn nhận kết quả bằng"), "ticks", options=c.DELIVERIES),
        F("content.visits_text", N_("Số lần phải đến, viết cho người dân"), "text"),
    ), conditions=("result", "receipt", "delivery")),
    Section("le-phi", N_("Phí, lệ phí"), N_("Không biết thì chọn “Chưa rõ”. Không biết không có nghĩa là miễn phí."), (
        F("content.fee_text", N_("Phí, lệ phí, viết cho người dân"), "text"),
        F("fee", N_("Tiền thu tại quầy"), "group", columns=(
            F("rule", N_("Cách tính"), "choice", options=c.FEE_RULES),
            F("amount", N_("Số tiền (đồng)"), "amount"),
            F("at_counter", N_("Số tiền khi nộp trực tiếp, nếu khác"), "amount"),
            F("label", N_("Tên khoản thu"), "line", N_("Có số tiền thì phải có tên. Ví dụ: Bản sao trích lục.")),
            F("per", N_("Tính trên"), "choice", options=c.FEE_UNITS),
            F("field", N_("Mục của tờ khai cho biết số bản hoặc tổng tiền"), "line",
              N_("Chỉ dùng khi tính theo bản hoặc khi tờ khai tính ra.")),
            F("free_when", N_("Điều kiện được miễn theo tờ khai"), "line", N_("Người lập tờ khai ghi mục này.")),
            F("note", N_("Văn bản quy định"), "text", N_("Miễn phí thì phải ghi luật nào cho miễn.")),
        )),
    ), conditions=("forms", "payment")),
    Section("yeu-cau", N_("Yêu cầu, điều kiện"), "", (
        F("content.requirements", N_("Yêu cầu, điều kiện"), "blocks",
          N_("Mỗi điều kiện một dòng. Không có thì ghi: Không có.")),
    ), conditions=("forms",)),
    Section("can-cu", N_("Căn cứ pháp lý"), N_("Từng luật, nghị định, thông tư của thủ tục."), (
        F("number", N_("Số hiệu"), "line", N_("Ví dụ: 123/2015/NĐ-CP.")),
        F("title", N_("Tên văn bản"), "text"),
        F("articles", N_("Điều, khoản"), "line"),
        F("issuer", N_("Cơ quan ban hành"), "line"),
        F("issued", N_("Ngày ban hành"), "date"),
        F("valid_from", N_("Có hiệu lực từ"), "date"),
        F("valid_to", N_("Hết hiệu lực từ"), "date", N_("Bỏ trống nếu còn hiệu lực.")),
    ), "content.legal_basis", N_("văn bản"), ("number", "title"), ("laws",)),
    Section("tim-kiem", N_("Từ để tìm thấy"), N_("Những từ người dân hay dùng khi tìm thủ tục này."), (
        F("content.keywords", N_("Từ hay dùng"), "lines", N_("Mỗi dòng một từ hoặc một câu ngắn.")),
        F("content.life_events", N_("Việc trong đời"), "lines", N_("Ví dụ: Sinh con. Mỗi dòng một việc.")),
        F("content.related", N_("Mã thủ tục liên quan"), "lines", N_("Mỗi dòng một mã.")),
    )),
    Section("dien-tu", N_("Tờ khai điện tử, quy trình"), N_("Cần có để người dân nộp hồ sơ trên mạng."), (
        F("form", N_("Tờ khai điện tử"), "choice", choices=c.published_forms),
        F("legal_fields", N_("Các mục pháp luật yêu cầu"), "paths",
          N_("Chọn những mục mà mẫu tờ khai của pháp luật bắt buộc phải có.")),
        F("min_assurance", N_("Người nộp phải đăng nhập"), "choice", options=c.ASSURANCES),
        F("route", N_("Các bước xử lý trong cơ quan"), "rows", N_("Đủ năm bước, theo đúng thứ tự này."), columns=(
            F("key", N_("Bước"), "choice", options=c.ROUTE), F("title", N_("Tên bước"), "line"),
            F("role", N_("Ai làm"), "choice", choices=c.roles), F("hours", N_("Số giờ làm việc"), "decimal"))),
    ), conditions=("form", "route")),
    Section("mau-ket-qua", N_("Mẫu kết quả điện tử"), N_("Giấy mà cơ quan soạn, ký và trả cho người dân."), (
        F("result", N_("Kết quả"), "group", columns=(
            F("title", N_("Tên kết quả"), "line", N_("Ví dụ: Giấy khai sinh. Muốn bỏ mẫu này thì xóa hết các mục."),
              required=True),
            F("code", N_("Mã kết quả quốc gia"), "line", N_("Ví dụ: KQ.G15.000031. Chưa biết thì bỏ trống.")),
            F("fields", N_("Số liệu cán bộ ghi vào sổ"), "rows", N_("Xóa tên thì dòng đó được bỏ đi."), columns=(
                F("label", N_("Tên số liệu"), "line", N_("Ví dụ: Quyển số.")),
                F("kind", N_("Kiểu"), "choice", options=c.RESULT_KINDS),
                F("required", N_("Bắt buộc ghi"), "tick"),
                F("key", N_("Mã số liệu"), "line", N_("Bỏ trống thì hệ thống tự đặt.")))),
            F("repeats", N_("Lấy lại từ tờ khai"), "repeats", N_("Chọn những mục được in lên kết quả.")),
        )),
    ), conditions=("dossier",)),
    Section("nghi-ngo", N_("Giá trị chưa xác minh"), N_("Điều chưa chắc đúng. Người dân không thấy phần này."), (
        F("item", N_("Về mục nào"), "choice", options=c.ITEMS, required=True),
        F("value", N_("Giá trị đang ghi"), "text"),
        F("why", N_("Vì sao chưa chắc"), "text", required=True),
        F("source", N_("Lấy từ đâu"), "line"),
    ), "doubts", N_("điều chưa xác minh"), ("item", "why"), ("verified",)),
)  # fmt: skip
BY_KEY: Mapping[str, Section] = {section.key: section for section in SECTIONS}


def section_of(condition: str) -> Section | None:
    """Where a condition of the proof is put right; None when it is not in the document (notices, posts)."""
    return next((section for section in SECTIONS if condition in section.conditions), None)
