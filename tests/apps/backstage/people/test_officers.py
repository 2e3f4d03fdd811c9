"""Officers and offices for administrators: a person, never a desk; two for a change; all rows of a sheet or none."""

import io
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from motcua.agencies import first_sign_in, functions, persons
from motcua.agencies.models import Agency, FirstSignIn, Officer, Post, Proposal
from motcua.backstage.people.sheet import COLUMNS
from motcua.journal import api as journal
from motcua.kit import clock, dates
from motcua.people.models import Account
from tests.apps.backstage.reading import controls
from tests.support import world

pytestmark = pytest.mark.django_db
NEW = {
    "full_name": "Nguyễn Thị Lan Chi", "phone": "0912 345 678", "personal_id": "036185000001",
    "email": "chi@xa.example", "post": "Cán bộ tiếp nhận", "why": "QĐ 12/QĐ-UBND", "valid_from": "",
}  # fmt: skip


def browser(who: str) -> Client:
    client = Client()
    client.force_login(world.account(who))
    return client


@pytest.fixture
def boss() -> Client:
    return browser("administrator")


def added(boss: Client, **other: str) -> Account:
    today = dates.short_date(clock.now().date())
    answer = boss.post(reverse("officer_new"), {**NEW, "valid_from": today, **other})
    assert answer.status_code == 302, answer.text
    return Account.objects.get(phone="0912345678")


def test_a_new_officer_has_no_function_until_another_administrator_approves(boss: Client) -> None:
    made = added(boss)
    assert not made.has_usable_password() and made.kind == "officer"
    assert not Officer.objects.filter(account=made).exists()
    page = boss.get(reverse("officer_proposals")).text
    assert "Nguyễn Thị Lan Chi" in page and "Bạn đã đề nghị việc này" in page
    proposal = Proposal.objects.get(account=made)
    own = boss.post(reverse("officer_proposals"), {"id": str(proposal.pk), "decision": "approve"})
    assert own.status_code == 422 and "quản trị viên khác" in own.text
    other = browser("province").post(reverse("officer_proposals"), {"id": str(proposal.pk), "decision": "approve"})
    assert other.status_code == 302
    assert Officer.objects.get(account=made).roles == ["clerk"]
    assert "Đã duyệt: Tạ Diệu Linh" in boss.get(reverse("officer_proposals")).text


def test_who_proposed_takes_it_back_and_nobody_else(boss: Client) -> None:
    made = added(boss)
    proposal = Proposal.objects.get(account=made)
    address = reverse("officer_proposal_withdraw", args=[proposal.pk])
    assert address in boss.get(reverse("officer_proposals")).text
    for who, answer in (("province", 404), ("clerk", 403), ("citizen", 403)):
        assert browser(who).post(address).status_code == answer, who
    assert address not in browser("province").get(reverse("officer_proposals")).text
    assert boss.get(address).status_code == 405
    page = boss.post(address, follow=True).text
    assert "Đã rút đề nghị về Nguyễn Thị Lan Chi" in page and "đã rút đề nghị lúc" in page
    late = browser("province").post(reverse("officer_proposals"), {"id": str(proposal.pk), "decision": "approve"})
    assert late.status_code == 422 and not Officer.objects.filter(account=made).exists()
    assert "đã được xử lý" in boss.post(address, follow=True).text
    kinds = [fact.kind for fact in journal.entries(persons.subject(made))]
    assert kinds[-2:] == ["officer.role_proposed", "officer.role_withdrawn"]


def test_every_mistake_stands_beside_its_input_and_nothing_typed_is_lost(boss: Client) -> None:
    wrong = {**NEW, "full_name": "Một cửa", "phone": "0900000301", "personal_id": "1", "why": ""}
    answer = boss.post(reverse("officer_new"), wrong)
    assert answer.status_code == 422
    for words in ("là tên bộ phận", "có 12 chữ số", "Hãy ghi ngày"):
        assert words in answer.text
    assert controls(answer.text)["email"] == "chi@xa.example"
    today = dates.short_date(clock.now().date())
    taken = boss.post(reverse("officer_new"), {**NEW, "phone": "0900000301", "valid_from": today})
    assert "Số điện thoại này đã có tài khoản" in taken.text
    assert not Account.objects.filter(full_name="Nguyễn Thị Lan Chi").exists()


def test_the_officer_sets_the_password_with_a_code_that_nobody_else_gets(boss: Client) -> None:
    made = added(boss)
    client = Client()
    given = {"phone": "0912345678", "personal_id": "036185000001"}
    assert client.post(reverse("officer_first"), given)["Location"] == reverse("officer_first_password")
    code = _code_to("0912345678")
    page = client.post(reverse("officer_first_password"), {"code": code, "password": "ngắn", "again": "ngắn"})
    assert page.status_code == 422 and "12" in page.text
    long = {"code": code, "password": "sông Đáy chảy về đâu", "again": "sông Đáy chảy về đâu"}
    assert client.post(reverse("officer_first_password"), long)["Location"] == reverse("officer_sign_in")
    made.refresh_from_db()
    assert made.check_password("sông Đáy chảy về đâu")
    assert first_sign_in.invited("0912345678") is None, "an invitation is good once"


def test_a_stranger_learns_nothing_at_the_first_sign_in(boss: Client) -> None:
    added(boss)
    pages = set()
    for phone, number in (
        ("0912345678", "036185000002"),
        ("0900000101", "036185000001"),
        ("0987654321", "036185000001"),
    ):
        client = Client()
        sent = client.post(reverse("officer_first"), {"phone": phone, "personal_id": number}, follow=True)
        assert _code_to(phone) == ""
        tried = {"code": "123456", "password": "sông Đáy chảy về đâu", "again": "sông Đáy chảy về đâu"}
        wrong = client.post(reverse("officer_first_password"), tried)
        assert wrong.status_code == 422 and "Mã chưa đúng hoặc đã hết hạn" in wrong.text
        pages.add(len(sent.text.replace(phone, "")))
    assert len(pages) == 1


def test_an_invitation_ends_after_two_weeks(boss: Client) -> None:
    made = added(boss)
    FirstSignIn.objects.filter(account=made).update(expires_at=clock.now() - timedelta(minutes=1))
    Client().post(reverse("officer_first"), {"phone": "0912345678", "personal_id": "036185000001"})
    assert _code_to("0912345678") == ""


def _code_to(phone: str) -> str:
    from motcua.messaging.models import Message

    found = Message.objects.filter(recipient=phone, purpose="one_time_code").order_by("-created_at").first()
    return "".join(sign for sign in found.body.split("là ")[1][:7] if sign.isdigit()) if found else ""


def test_suspending_is_immediate_and_opening_again_takes_two(boss: Client) -> None:
    clerk, working = world.account("clerk"), browser("clerk")
    assert working.get(reverse("inbox")).status_code == 200
    answer = boss.post(reverse("officer_act", args=[clerk.pk, "khoa"]), {"why": "Mất điện thoại"})
    assert answer.status_code == 302
    assert working.get(reverse("inbox")).status_code == 302, "the session is over"
    boss.post(reverse("officer_act", args=[clerk.pk, "mo-lai"]), {"why": "Đã có máy mới"})
    clerk.refresh_from_db()
    assert not clerk.is_active
    id = str(Proposal.objects.get(account=clerk).pk)
    browser("province").post(reverse("officer_proposals"), {"id": id, "decision": "approve"})
    clerk.refresh_from_db()
    assert clerk.is_active
    own = boss.post(reverse("officer_act", args=[world.account("administrator").pk, "khoa"]), {"why": "x"})
    assert own.status_code == 422


def test_an_officer_hands_over_for_some_days_and_comes_back_early() -> None:
    client, post = browser("clerk"), Officer.objects.get(account=world.account("clerk"))
    day = _working_day()
    substitute = Officer.objects.get(account=world.account("officer"))
    form = {"valid_from": day, "valid_to": day, "substitute": str(substitute.pk)}
    assert client.post(reverse("my_leave_enter", args=[post.pk]), form).status_code == 302
    page = client.get(reverse("my_leave")).text
    assert "Người thay: Hoàng Minh Tuệ" in page
    twice = client.post(reverse("my_leave_enter", args=[post.pk]), form)
    assert twice.status_code == 422 and "Đã ghi nghỉ" in twice.text
    leave = post.leaves.get()
    assert browser("leader").post(reverse("leave_end", args=[leave.pk])).status_code == 404
    assert client.post(reverse("leave_end", args=[leave.pk])).status_code == 302
    leave.refresh_from_db()
    assert leave.ended_at is not None


def test_leave_entered_by_an_administrator_waits_for_another(boss: Client) -> None:
    post = Officer.objects.get(account=world.account("clerk"))
    substitute = Officer.objects.get(account=world.account("officer"))
    day = _working_day()
    form = {"valid_from": day, "valid_to": day, "substitute": str(substitute.pk), "why": "Ốm"}
    answer = boss.post(reverse("officer_leave", args=[post.account_id, post.pk]), form)
    assert answer.status_code == 302
    assert not post.leaves.exists()
    id = str(Proposal.objects.get(kind="leave").pk)
    browser("province").post(reverse("officer_proposals"), {"id": id, "decision": "approve"})
    assert post.leaves.get().substitute == substitute


def _working_day() -> str:
    day = clock.now().date() + timedelta(days=1)
    while day.weekday() > 4 or (day.month, day.day) in ((11, 24), (1, 1)):
        day += timedelta(days=1)
    return dates.short_date(day)


def test_the_one_who_works_at_two_offices_says_where() -> None:
    account, other = world.account("clerk"), Agency.objects.get(code="H42.37.118")
    Officer.objects.create(
        account=account, agency=other, post_title="Văn thư", roles=["seal_clerk"], valid_from="2025-07-02"
    )
    client = browser("clerk")
    assert "Đổi nơi làm việc" in client.get(reverse("my_leave")).text
    assert client.get(reverse("paper_forms")).status_code in (403, 404)
    assert client.post(reverse("work_place"), {"office": str(world.commune().pk)}).status_code == 302
    page = client.get(reverse("paper_forms"))
    assert page.status_code == 200 and "Đổi nơi làm việc" in page.text
    assert "Đổi nơi làm việc" not in browser("officer").get(reverse("inbox")).text
    foreign = str(Agency.objects.get(code="H42").pk)
    assert client.post(reverse("work_place"), {"office": foreign}).status_code == 422


SHEET = "\t".join(COLUMNS) + "\n"
LINE = "{name}\t{phone}\t{id}\t\tH42.37.117\tCán bộ tiếp nhận\t\t01/12/2026\n"


def test_a_sheet_with_one_fault_brings_nobody(boss: Client) -> None:
    good = LINE.format(name="Đỗ Minh Châu", phone="0911222333", id="036185000011")
    bad = LINE.format(name="Văn thư", phone="0911222333", id="036185000012").replace("H42.37.117", "H42.37.118")
    page = boss.post(reverse("officer_import"), {"cells": SHEET + good + bad, "why": "QĐ 9"})
    assert page.status_code == 422
    assert "1 dòng cần sửa" in page.text and "là tên bộ phận" in page.text and "phạm vi quản trị" in page.text
    assert "kept" not in controls(page.text)
    assert not Account.objects.filter(phone="0911222333").exists()


def test_a_good_sheet_waits_for_approval_as_a_whole(boss: Client) -> None:
    lines = [("Đỗ Minh Châu", "0911222333", "036185000011"), ("Lê Hà Vân", "0911222334", "036185000013")]
    file = io.BytesIO("\ufeff".encode() + (SHEET + "".join(
        LINE.format(name=name, phone=phone, id=id) for name, phone, id in lines)).encode())  # fmt: skip
    file.name = "can-bo.csv"
    page = boss.post(reverse("officer_import"), {"file": file, "why": "QĐ 9"})
    assert page.status_code == 200, page.text
    kept = controls(page.text)["kept"]
    assert boss.post(reverse("officer_import"), {"kept": kept}).status_code == 302
    ids = [str(one.pk) for one in Proposal.objects.filter(account__phone__startswith="091122233")]
    assert len(ids) == 2
    answer = browser("province").post(reverse("officer_proposals"), {"id": ids, "decision": "approve"}, follow=True)
    assert "Đã duyệt 2 đề nghị" in answer.text and "Hết hạn lúc" not in answer.text
    again = boss.post(reverse("officer_import"), {"kept": kept})
    assert again.status_code == 422 and "đã có tài khoản" in again.text
    spoiled = boss.post(reverse("officer_import"), {"kept": kept[:-3] + "xyz"})
    assert spoiled.status_code == 422


def test_a_commune_finds_only_its_own_people_and_offices(boss: Client) -> None:
    theirs = world.account("other_clerk")
    for name, args in (
        ("officer", [theirs.pk]),
        ("officer_act", [theirs.pk, "khoa"]),
        ("officer_another", [theirs.pk]),
    ):
        assert boss.get(reverse(name, args=args)).status_code == 404
    other = Agency.objects.get(code="H42.37.118")
    assert boss.get(reverse("office", args=[other.pk])).status_code == 404
    assert "Vũ Đức Lâm" not in boss.get(reverse("officers")).text
    assert "Vũ Đức Lâm" in browser("province").get(reverse("officers") + f"?tim={quote('Vũ Đức')}").text
    assert boss.get(reverse("office_new")).status_code == 403


def test_the_tree_and_the_list_cost_the_same_however_many_sit_there() -> None:
    client = browser("province")
    office, costs = world.commune(), []
    pages = (("offices", []), ("office", [office.pk]), ("officers", []))
    for name, args in pages:  # what a process remembers for a minute is remembered
        client.get(reverse(name, args=args))
    for many in (0, 25):
        for number in range(many):
            account = Account.objects.make(phone=f"09877000{number:02d}", full_name=f"Lê Văn {number}", kind="officer")
            Officer.objects.create(
                account=account, agency=office, post_title="Cán bộ", roles=["clerk"], valid_from="2025-07-01"
            )
        for name, args in pages:
            with CaptureQueriesContext(connection) as seen:
                assert client.get(reverse(name, args=args)).status_code == 200
            costs.append((name, len(seen)))
    assert costs[:3] == costs[3:], costs
    assert max(cost for _name, cost in costs) <= 20, costs


def test_the_province_opens_renames_moves_and_closes_an_office() -> None:
    client, parent = browser("province"), Agency.objects.get(code="H42")
    card = {
        "name": "Sở Tư pháp tỉnh Ninh Bình", "short_name": "Sở Tư pháp", "address": "Số 1", "phone": "02290000199",
        "hours_text": "Giờ hành chính", "official_in_charge": "Chị Lan", "email": "",
    }  # fmt: skip
    form = {**card, "code": "H42.19", "kind": "department", "parent": str(parent.pk)}
    assert client.post(reverse("office_new"), form).status_code == 302
    office = Agency.objects.get(code="H42.19")
    assert client.post(reverse("office_new"), form).status_code == 422
    moved = {**card, "name": "Sở Tư pháp", "parent": str(Agency.objects.get(code="H42.12").pk)}
    assert client.post(reverse("office_edit", args=[office.pk]), moved).status_code == 302
    office.refresh_from_db()
    assert (office.name, office.parent.code) == ("Sở Tư pháp", "H42.12")
    busy = client.post(reverse("office_close", args=[world.commune().pk]))
    assert busy.status_code == 422 and "cán bộ đang có vị trí" in busy.text
    assert client.post(reverse("office_close", args=[office.pk])).status_code == 302
    office.refresh_from_db()
    assert not office.is_active
    circle = {**card, "parent": str(office.pk)}
    assert client.post(reverse("office_edit", args=[parent.pk]), circle).status_code == 422


def test_a_post_says_what_usually_goes_with_it_and_gives_nobody_anything(boss: Client) -> None:
    office = world.commune()
    address = reverse("office_post", args=[office.pk])
    given = {"title": "Cán bộ tiếp nhận", "roles": ["clerk", "seal_clerk"]}
    assert boss.post(address, given).status_code == 302
    assert Post.objects.get(agency=office, title="Cán bộ tiếp nhận").roles == ["clerk", "seal_clerk"]
    assert world.actor("clerk").roles == {"clerk"}
    both = boss.post(address, {"title": "Mọi việc", "roles": ["leader", "police_chief"]})
    assert both.status_code == 422 and "cả việc của Ủy ban và việc của Công an" in both.text
    assert functions.ALL
