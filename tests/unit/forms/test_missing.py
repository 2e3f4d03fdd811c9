"""What is said of a mandatory question left empty: what to write, where it stands, and why it is asked here."""

from datetime import date

from motcua.forms import engine
from motcua.forms.schema import FormDefinition
from tests.unit.forms.places import TwoProvinces
from tests.unit.forms.test_engine import CHOICES, asked, section

FORM = FormDefinition.model_validate({
    "key": "thu", "title": "Tờ khai thử", "legal_source": "thử",
    "sections": [section(
        "one",
        asked("way", "choice", label="Nhận ở đâu?", required=True, options=CHOICES),
        asked("number", "personal_id", label="Số định danh", required="way == 'two'"),
        asked("paper", "id_paper", label="Giấy tờ", required="way == 'two' and not present(number)"),
        asked("people", "rows", item="Người", fields=[
            asked("name", "person_name", label="Họ và tên"),
            asked("call", "phone", label="Điện thoại", required="present(item.name)"),
        ]),
    )],
})  # fmt: skip


def told(**answers: object) -> list[str]:
    found = engine.problems(FORM, {"one": answers}, date(2026, 11, 23), TwoProvinces())  # type: ignore[dict-item]
    return [problem.message for problem in found]


def test_it_says_what_to_write_where_to_find_it_and_because_of_which_answer() -> None:
    assert told(way="one") == []
    number, paper = told(way="two")
    assert number == (
        "Hãy điền mục “Số định danh”. Gõ 12 chữ số ở mặt trước thẻ căn cước. Trẻ chưa có thẻ: xem giấy khai sinh. "
        "Cần mục này vì câu trả lời ở “Nhận ở đâu?”."
    )
    assert paper.endswith("Cần mục này vì câu trả lời ở “Nhận ở đâu?”, khi chưa điền “Số định danh”.")


def test_in_a_row_the_reason_is_in_the_same_row() -> None:
    [call] = told(way="one", people=[{"name": "Trần Văn An"}])
    assert call.endswith("Hãy điền mục “Điện thoại”. Ví dụ: 0912 345 678. Cần mục này vì câu trả lời ở “Họ và tên”.")


def test_what_is_always_asked_needs_no_reason() -> None:
    assert told() == ["Hãy chọn ở mục “Nhận ở đâu?”."]
