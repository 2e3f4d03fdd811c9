"""The texts: whole, short, in words people know, with whom to ask."""

import re
from pathlib import Path

import pytest
from pydantic import ValidationError

from motcua.messaging import rendering
from motcua.messaging.purposes import PURPOSES, AboutDossier
from tests.apps.messaging.words import CONTEXTS, DOSSIER

FOLDER = Path(rendering.__file__).parent / "jinja2" / "messages"
DOSSIER_PURPOSES = sorted(name for name, words in PURPOSES.items() if issubclass(words, AboutDossier))


def text(purpose: str, channel: str, **more: object) -> str:
    words = PURPOSES[purpose](**{**CONTEXTS[purpose], **more})
    return "\n".join(rendering.render(purpose, channel, words))


@pytest.mark.parametrize("purpose", DOSSIER_PURPOSES)
@pytest.mark.parametrize("channel", ["sms", "email"])
def test_every_text_names_the_dossier_the_office_and_its_phone(purpose: str, channel: str) -> None:
    said = text(purpose, channel)
    assert CONTEXTS[purpose]["code"] in said
    assert "UBND xã Nam Trực" in said
    assert "0228 312 3456" in said
    assert "Đăng ký khai sinh" in said or (purpose in ("supplement", "pin_renewed") and channel == "sms")


@pytest.mark.parametrize("purpose", PURPOSES)
def test_an_sms_stays_short(purpose: str, capsys: pytest.CaptureFixture[str]) -> None:
    said = text(purpose, "sms", **({"link": ""} if "link" in CONTEXTS[purpose] else {})).strip()
    count = rendering.segments(said)
    with capsys.disabled():
        print(f"{purpose}: {len(said)} characters, {count} parts")
    assert count <= PURPOSES[purpose].sms_segments


@pytest.mark.parametrize("purpose", PURPOSES)
@pytest.mark.parametrize("channel", ["sms", "email"])
def test_texts_are_tidy_and_sentences_short(purpose: str, channel: str) -> None:
    said = text(purpose, channel)
    assert not re.search(r"\.\.|  | \.|None|\{|\n{3}|&#|&amp;", said.strip())
    for sentence in re.split(r"[.!?:]\s|\n", said):
        assert len(sentence.split()) <= 30, sentence


def test_a_supplement_says_which_what_why_and_until_when() -> None:
    for channel in ("sms", "email"):
        said = text("supplement", channel)
        for part in (
            "1. Giấy chứng sinh: ảnh mờ, không đọc được ngày sinh",
            "2. Giấy chứng nhận kết hôn: thiếu trang có dấu",
            "Căn cứ: Điều 16 Luật Hộ tịch.",
            "Hạn bổ sung: 17 giờ 00, thứ Tư ngày 25/11/2026.",
        ):
            assert part in said


def test_received_says_when_in_words_and_where() -> None:
    for channel in ("sms", "email"):
        said = text("received", channel)
        assert "17 giờ 00, thứ Tư ngày 25/11/2026" in said
        assert "Trung tâm Phục vụ hành chính công xã Nam Trực" in said
        assert "8.000 đồng" in said
    assert "ngày 25 tháng 11 năm 2026" in text("received", "email")


def test_a_result_says_how_to_get_it() -> None:
    assert "trong giờ làm việc tại UBND xã Nam Trực, thôn Trung" in text("result_ready", "sms")
    assert "tải về trên Cổng dịch vụ công" in text("result_ready", "sms", online=True, bring=[], fee=0)


def test_a_text_too_long_for_the_gateway_says_where_the_rest_is() -> None:
    items = [{"label": f"Giấy tờ {n}", "problem": "mờ quá không đọc được " * 4} for n in range(30)]
    said = text("supplement", "sms", items=items)
    assert len(said) <= rendering.LONGEST_SMS + 1
    assert said.endswith("gọi 02283123456.")
    assert "Giấy tờ 29" in text("supplement", "email", items=items)


def test_markup_in_words_is_text_in_a_message() -> None:
    assert "Lý do: a < b & “c”." in text("refused", "sms", reason="a < b & “c”")


def test_a_line_break_in_a_word_does_not_make_a_second_subject() -> None:
    subject, body = rendering.render("refused", "email", PURPOSES["refused"](**CONTEXTS["refused"]))
    assert subject == "Hồ sơ H42.37.01-261123-0001 bị từ chối"
    assert body.startswith("UBND xã Nam Trực từ chối hồ sơ của bạn.\n\n")


@pytest.mark.parametrize("change", [{"code": ""}, {"name": "Nguyễn Văn A"}, {"language": "fr"}])
def test_missing_and_unknown_words_are_errors(change: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        PURPOSES["withdrawn"](**{**DOSSIER, **change})


def test_every_purpose_has_its_texts_and_no_text_is_left_over() -> None:
    wanted = {f"{purpose}.{channel}.txt" for purpose in PURPOSES for channel in ("sms", "email")}
    found = {path.name for path in FOLDER.iterdir() if not path.name.startswith("_")}
    assert found == wanted


@pytest.mark.parametrize(("length", "parts"), [(1, 1), (70, 1), (71, 2), (134, 2), (135, 3)])
def test_parts_are_counted_as_networks_do(length: int, parts: int) -> None:
    assert rendering.segments("ă" * length) == parts
