"""The acts of the office: each is done once, says what happened, and keeps what was typed when it cannot be done."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from motcua.dossiers.actions.return_result import fee_due
from motcua.dossiers.models import Dossier, Result, SupplementRequest
from motcua.journal import api as journal
from motcua.kit.money import dong
from tests.apps.counter import page
from tests.support import dossiers, world

pytestmark = pytest.mark.django_db
Sit = Callable[[str], Client]


def _address(dossier: Dossier, act: str) -> str:
    return reverse("desk_act", args=[dossier.id, act])


def _press(client: Client, dossier: Dossier, act: str, **typed: str) -> Any:
    dossier.refresh_from_db()
    return client.post(_address(dossier, act), {"seen": str(dossier.last_entry), **typed})


def _home(client: Client, answer: HttpResponse) -> str:
    assert answer.status_code == 302, getattr(answer, "text", "")
    return client.get(answer.headers["Location"]).text


def _state(dossier: Dossier) -> str:
    return Dossier.objects.values_list("state", flat=True).get(pk=dossier.pk)


def test_receiving_promises_a_date_before_and_after(sit: Sit) -> None:
    dossier, client = dossiers.submitted(), sit("clerk")
    before = client.get(_address(dossier, "receive")).text
    assert "Hẹn trả kết quả: 17 giờ 00, thứ Hai ngày 23/11/2026." in before
    told = _home(client, _press(client, dossier, "receive"))
    dossier.refresh_from_db()
    assert dossier.state == "accepted"
    assert f"Mã hồ sơ {dossier.code}. Hẹn trả 17 giờ 00, thứ Hai ngày 23/11/2026." in told
    assert "Hệ thống đang gửi tin tới 0900 000 301" in told


def test_two_clerks_receive_once_and_the_second_is_told_by_whom(sit: Sit) -> None:
    dossier = dossiers.submitted()
    seen = str(dossier.last_entry)
    _press(sit("clerk"), dossier, "receive")
    colleague = world.account("seal_clerk").posts.get()
    colleague.roles = ["clerk"]
    colleague.save()
    client = sit("seal_clerk")
    answer = client.post(_address(dossier, "receive"), {"seen": seen})
    assert answer.status_code == 409
    assert "Việc này đã có người làm" in answer.text
    assert world.account("clerk").full_name in answer.text
    assert reverse("desk", args=[dossier.id]) in answer.text
    assert len(journal.entries(dossier.subject)) == 2
    assert client.get(_address(dossier, "receive")).status_code == 409


def test_a_double_click_does_it_once_and_ends_well(sit: Sit) -> None:
    dossier, client = dossiers.submitted(), sit("clerk")
    seen = str(dossier.last_entry)
    for _click in range(2):
        answer = client.post(_address(dossier, "receive"), {"seen": seen})
        assert answer.status_code == 302
    assert client.get(answer.headers["Location"]).text.count("Mã hồ sơ H42") == 1
    assert len(journal.entries(dossier.subject)) == 2


def test_a_page_older_than_the_dossier_asks_to_look_again_and_keeps_the_words(sit: Sit) -> None:
    dossier, client = dossiers.processing(), sit("leader")
    seen = str(dossier.last_entry)
    dossiers.act(dossier, "ask_correction", "citizen", note="Ngày sinh là 27/3.")
    typed = {"seen": seen, "reason": "Không đủ điều kiện.", "basis": "Điều 16"}
    answer = client.post(_address(dossier, "refuse-merits"), typed)
    assert answer.status_code == 409
    assert "Hồ sơ vừa thay đổi" in answer.text
    assert "Không đủ điều kiện." in answer.text
    assert _state(dossier) == "processing"
    again = _press(client, dossier, "refuse-merits", reason="Không đủ điều kiện.", basis="Điều 16")
    assert again.status_code == 302


def test_a_supplement_names_each_defect_the_law_and_the_day(sit: Sit) -> None:
    dossier, client = dossiers.processing(), sit("officer")
    name = page.first_question(client.get(_address(dossier, "request-supplement")))
    typed = {name: "1", f"{name}-problem": "Ảnh mờ. Hãy chụp lại.", "basis": "Điều 16", "until": "3/12/2026"}
    told = _home(client, _press(client, dossier, "request-supplement", **typed))
    assert "Hạn bổ sung: 17 giờ 00, thứ Năm ngày 03/12/2026." in told
    request = SupplementRequest.objects.get(dossier=dossier)
    assert request.items[0]["problem"] == "Ảnh mờ. Hãy chụp lại."
    assert request.items[0]["label"] in told
    assert _state(dossier) == "merit_supplement"


def test_a_supplement_without_words_says_where_and_keeps_the_rest(sit: Sit) -> None:
    dossier, client = dossiers.submitted(), sit("clerk")
    name = page.first_question(client.get(_address(dossier, "request-intake-supplement")))
    answer = _press(client, dossier, "request-intake-supplement", **{name: "1", "basis": "Điều 16", "until": "mai"})
    assert answer.status_code == 422
    assert page.problems(answer) == [name, "until"]
    assert "Điều 16</textarea>" in answer.text
    assert f'name="{name}" value="1" checked' in answer.text
    nothing = _press(client, dossier, "request-intake-supplement", basis="Điều 16", until="3/12/2026")
    assert "Hãy đánh dấu ít nhất một mục cần bổ sung." in nothing.text
    far = _press(client, dossier, "request-intake-supplement",
                 **{name: "1", f"{name}-problem": "Mờ", "basis": "Điều 16", "until": "3/12/2027"})  # fmt: skip
    assert "90 ngày tới" in far.text
    assert _state(dossier) == "submitted"


@pytest.mark.parametrize(
    ("stage", "who", "act", "state"),
    [("submitted", "clerk", "reject", "rejected"), ("processing", "leader", "refuse-merits", "refused_merits")],
)
def test_saying_no_needs_a_reason_and_the_law(sit: Sit, stage: str, who: str, act: str, state: str) -> None:
    dossier, client = getattr(dossiers, stage)(), sit(who)
    answer = _press(client, dossier, act, reason="Sai thẩm quyền.")
    assert answer.status_code == 422
    assert "Hãy ghi căn cứ pháp lý" in answer.text
    assert "Sai thẩm quyền.</textarea>" in answer.text
    told = _home(client, _press(client, dossier, act, reason="Sai thẩm quyền.", basis="Điều 13"))
    assert _state(dossier) == state
    assert "Căn cứ: Điều 13" in told


def test_a_result_with_faulty_data_is_not_proposed_and_nothing_typed_is_lost(sit: Sit) -> None:
    dossier, client = dossiers.processing(), sit("officer")
    typed = {f"result-{key}": text for key, text in dossiers.result_data(dossier).items()}
    faulty = {**typed, "result-ngay_dang_ky": "35/13/2026"}
    answer = _press(client, dossier, "propose", **faulty)
    assert answer.status_code == 422
    assert page.problems(answer) == ["result-ngay_dang_ky"]
    assert 'value="35/13/2026"' in answer.text
    assert not Result.objects.exists()
    _home(client, _press(client, dossier, "propose", **typed))
    assert _state(dossier) == "awaiting_signature"


def test_a_draft_sent_back_comes_with_the_comment_and_what_was_typed(sit: Sit) -> None:
    dossier = dossiers.proposed()
    _press(sit("leader"), dossier, "send-back", reason="Sai quyển số.")
    client = sit("officer")
    assert "Sai quyển số." in client.get(reverse("desk", args=[dossier.id])).text
    assert 'value="21/11/2026"' in client.get(_address(dossier, "propose")).text


def test_a_withdrawal_is_answered(sit: Sit) -> None:
    dossier = dossiers.received()
    dossiers.act(dossier, "request_withdrawal", "citizen", reason="Nộp nhầm nơi.")
    client = sit("clerk")
    assert "Nộp nhầm nơi." in client.get(reverse("desk", args=[dossier.id])).text
    assert _press(client, dossier, "decline-withdrawal").status_code == 422
    _home(client, _press(client, dossier, "approve-withdrawal"))
    assert _state(dossier) == "withdrawn"


def test_stopping_waits_for_the_applicants_day(sit: Sit) -> None:
    dossier, client = dossiers.supplementing(), sit("leader")
    answer = _press(client, dossier, "stop", reason="Quá hạn bổ sung.", basis="Điều 19")
    assert answer.status_code == 422
    assert "Người nộp còn hạn bổ sung." in answer.text
    assert "Quá hạn bổ sung.</textarea>" in answer.text


def test_the_wrong_role_the_wrong_office_and_an_unknown_act_find_nothing(sit: Sit) -> None:
    dossier = dossiers.submitted()
    for who in ("officer", "leader", "seal_clerk", "other_clerk"):
        assert sit(who).get(_address(dossier, "receive")).status_code == 404
        assert _press(sit(who), dossier, "receive").status_code == 404
    for act in ("submit", "take-back", "request_supplement", "nothing"):
        assert sit("clerk").get(_address(dossier, act)).status_code == 404
    assert _state(dossier) == "submitted"


def test_who_proposed_does_not_sign(sit: Sit) -> None:
    dossier = dossiers.proposed()
    post = world.account("officer").posts.get()
    post.roles = ["civil_status_officer", "leader"]
    post.save()
    assert sit("officer").get(_address(dossier, "sign")).status_code == 404
    assert sit("leader").get(_address(dossier, "sign")).status_code == 200


def _pdf(answer: Any) -> bytes:
    data = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert answer.headers["Content-Type"] == "application/pdf"
    return bytes(data)


def test_the_officer_sees_the_draft_before_proposing_and_the_leader_before_signing(sit: Sit) -> None:
    dossier, client = dossiers.processing(), sit("officer")
    typed = {f"result-{key}": text for key, text in dossiers.result_data(dossier).items()}
    assert _pdf(_press(client, dossier, "propose", preview="1", **typed)).startswith(b"%PDF")
    assert _state(dossier) == "processing"
    assert _press(client, dossier, "propose", preview="1").status_code == 422
    _press(client, dossier, "propose", **typed)
    assert page.link(sit("leader").get(_address(dossier, "sign")), "Xem văn bản trước")
    assert _pdf(sit("leader").get(reverse("desk_result", args=[dossier.id]))).startswith(b"%PDF")


def test_from_signature_to_hand_over(sit: Sit) -> None:
    dossier = dossiers.proposed(delivery="counter")
    _home(sit("leader"), _press(sit("leader"), dossier, "sign"))
    told = _home(sit("seal_clerk"), _press(sit("seal_clerk"), dossier, "seal"))
    assert "Xem kết quả đã ký" in told
    assert _pdf(sit("clerk").get(reverse("desk_result", args=[dossier.id]))).startswith(b"%PDF")
    client = sit("clerk")
    refused = _press(client, dossier, "return-result")
    assert page.problems(refused)[0] == "identity"
    _home(client, _press(client, dossier, "return-result", identity="1", paid=str(fee_due(dossier) or 0)))
    assert _state(dossier) == "returned"


def test_form_01_exists_once_the_dossier_is_received(sit: Sit) -> None:
    dossier, client = dossiers.submitted(), sit("clerk")
    address = reverse("desk_receipt", args=[dossier.id])
    assert client.get(address).status_code == 404
    _press(client, dossier, "receive")
    assert _pdf(client.get(address)).startswith(b"%PDF")


def test_the_fee_that_is_due_is_counted_at_hand_over(sit: Sit) -> None:
    dossier = dossiers.resolved("2.000635", delivery="counter")
    client, due = sit("clerk"), fee_due(dossier)
    assert due
    wrong = _press(client, dossier, "return-result", identity="1", paid="1")
    assert "Số tiền đã thu phải bằng số tiền phải thu" in wrong.text
    assert 'value="1"' in wrong.text
    told = _home(client, _press(client, dossier, "return-result", identity="1", paid=f"{dong(due)}"))
    assert f"Đã thu {dong(due)}" in told
