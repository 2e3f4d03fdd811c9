"""The sorts of paper people keep, and by which words a procedure asks for each.

A component of a procedure is prose ("Bản chụp Giấy khai sinh của trẻ"): a sort fits when one of its folded phrases
stands in the folded name. The order decides which sort a new paper is taken for; "other" fits nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from motcua.kit.vietnamese import fold
from motcua.kit.words import N_


@dataclass(frozen=True, slots=True)
class Kind:
    """`code` is stored for ever; `phrases` are folded."""

    code: str
    title: str
    phrases: tuple[str, ...] = ()


OTHER = "other"
IDENTITY = "e_identity"
TABLE = (
    Kind("marital_status", N_("Giấy xác nhận tình trạng hôn nhân"), ("tinh trang hon nhan",)),
    Kind("marriage", N_("Giấy chứng nhận kết hôn"), ("chung nhan ket hon", "dang ky ket hon", "quan he hon nhan")),
    Kind("birth_notice", N_("Giấy chứng sinh"), ("chung sinh",)),
    Kind("birth", N_("Giấy khai sinh"), ("khai sinh",)),
    Kind("death", N_("Trích lục khai tử, giấy báo tử"), ("khai tu", "bao tu", "chung tu")),
    Kind(
        "identity_card",
        N_("Thẻ căn cước, căn cước công dân"),
        ("can cuoc", "cccd", "cmnd", "chung minh nhan dan", "giay to tuy than", "dinh danh ca nhan"),
    ),
    Kind("passport", N_("Hộ chiếu"), ("ho chieu",)),
    Kind("residence", N_("Giấy xác nhận cư trú"), ("cu tru", "noi thuong tru", "noi tam tru", "so ho khau")),
    Kind(
        "land",
        N_("Sổ đỏ, sổ hồng (quyền sử dụng đất, nhà ở)"),
        ("quyen su dung dat", "so do", "so hong", "cho o hop phap", "quyen so huu nha"),
    ),
    Kind("driving", N_("Giấy phép lái xe"), ("giay phep lai xe", "bang lai")),
    Kind("vehicle", N_("Giấy đăng ký xe"), ("dang ky xe", "chung nhan dang ky phuong tien")),
    Kind("health_insurance", N_("Thẻ bảo hiểm y tế"), ("bao hiem y te", "bhyt")),
    Kind("social_insurance", N_("Sổ bảo hiểm xã hội"), ("bao hiem xa hoi", "bhxh")),
    Kind(
        "business",
        N_("Giấy chứng nhận đăng ký kinh doanh"),
        ("dang ky kinh doanh", "dang ky doanh nghiep", "dang ky ho kinh doanh"),
    ),
    Kind("criminal_record", N_("Phiếu lý lịch tư pháp"), ("ly lich tu phap",)),
    Kind("health", N_("Giấy khám sức khỏe"), ("kham suc khoe", "giay chung nhan suc khoe")),
    Kind("diploma", N_("Bằng tốt nghiệp, chứng chỉ"), ("van bang", "bang tot nghiep", "chung chi", "bang cap")),
    Kind("disability", N_("Giấy xác nhận khuyết tật"), ("khuyet tat",)),
    Kind("poor_household", N_("Giấy xác nhận hộ nghèo, hộ cận nghèo"), ("ho ngheo", "ho can ngheo")),
    Kind("authorisation", N_("Giấy ủy quyền"), ("uy quyen",)),
    Kind("portrait", N_("Ảnh chân dung"), ("anh chan dung", "anh 3x4", "anh 4x6", "anh mau", "anh the")),
    Kind(IDENTITY, N_("Định danh điện tử")),
    Kind(OTHER, N_("Giấy tờ khác")),
)
BY_CODE = {kind.code: kind for kind in TABLE}
CHOSEN = tuple(kind for kind in TABLE if kind.code != IDENTITY)
"""What a person may say a paper is; an electronic identity comes only from its provider."""


def title(code: str) -> str:
    """The name of a sort in the reader's language; a sort that is no longer listed keeps its code."""
    return _(BY_CODE[code].title) if code in BY_CODE else code


def matching(component: str) -> list[str]:
    """Codes of the sorts that a component's name asks for, in the table's order; none when no word is known."""
    return list(_matching(fold(component)))


def _matching(folded: str) -> Iterator[str]:
    for kind in TABLE:
        if any(phrase in folded for phrase in kind.phrases):
            yield kind.code


def guessed(name: str) -> str:
    """What a paper of this name most likely is."""
    return next(_matching(fold(name)), OTHER)
