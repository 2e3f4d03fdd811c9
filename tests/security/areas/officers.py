"""Officers and offices: administrators look after their own reach; everybody else finds no such place."""

from typing import Any

from motcua.agencies.models import Officer, Proposal
from motcua.kit.references import uuid7
from tests.security.expectations import ADMINISTRATORS, ALL, COMMUNE, PROVINCE, May, _with
from tests.security.people import ADMINISTRATORS as WHO
from tests.security.people import OFFICERS
from tests.support import world

STAFF = _with([*OFFICERS, *WHO], [""])
LEADER = _with(["leader"], [""])
FORM = {"get": [May(200, ADMINISTRATORS)], "post": [May(422, ADMINISTRATORS)]}
LIST = {"get": [May(200, ADMINISTRATORS)], "post": []}
OF_PROVINCE = {"get": [May(200, PROVINCE)], "post": [May(422, PROVINCE)]}
"""An empty form is answered with what is missing; who is not named is told that nothing is there."""

PAGES = {
    "administration_rights_file": LIST,
    "officers": LIST,
    "officer_new": FORM,
    "officer_import": FORM,
    "officer_import_sample": LIST,
    "officer_proposals": FORM,
    "officer_proposal_withdraw": {"get": [], "post": [May("moved", COMMUNE)]},
    "officer": LIST,
    "officer_another": FORM,
    "officer_act": FORM,
    "officer_change": FORM,
    "officer_end": FORM,
    "officer_leave": FORM,
    "offices": LIST,
    "office": LIST,
    "office_new": OF_PROVINCE,
    "office_edit": OF_PROVINCE,
    "office_close": OF_PROVINCE,
    "office_post": FORM,
    "work_place": {"get": [May(200, STAFF)], "post": [May(422, STAFF)]},
    "my_leave": {"get": [May(200, STAFF)], "post": []},
    "my_leave_enter": {"get": [May(200, LEADER)], "post": [May(422, LEADER)]},
    "leave_end": {"get": [], "post": [May("moved", LEADER | COMMUNE | PROVINCE)]},
    "officer_first": {"get": [May(200, ALL)], "post": [May(422, ALL)]},
    "officer_first_password": {"get": [May("door", ALL)], "post": [May("door", ALL)]},
}


def build() -> dict[str, Any]:
    """The leader of the commune with a leave: administrators of the commune and the province look after both."""
    post = Officer.objects.get(account=world.account("leader"))
    today = "2026-11-22"
    leave = post.leaves.create(
        id=uuid7(), valid_from=today, valid_to=today, ended_at="2026-11-22T00:00:00+07:00", entered_by=post.account
    )
    proposal = Proposal.objects.create(
        kind="change", account=post.account, agency=post.agency, officer=post, title="Lãnh đạo", roles=["leader"],
        why="QĐ 12", made_by=world.account("administrator"),
    )  # fmt: skip
    person, seat, office = {"id": post.account_id}, {"id": post.account_id, "post": post.pk}, {"id": post.agency_id}
    return {
        "officer": person, "officer_another": person, "officer_act": {**person, "deed": "khoa"},
        "officer_change": seat, "officer_end": seat, "officer_leave": seat, "office": office, "office_edit": office,
        "office_close": office, "office_post": office, "my_leave_enter": {"post": post.pk},
        "leave_end": {"id": leave.pk}, "officer_proposal_withdraw": {"id": proposal.pk},
    }  # fmt: skip
