"""Officers from a sheet: every row is looked at first, all mistakes are said, and all rows come in or none."""

import binascii
import csv
import io
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.core import signing
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.agencies import functions, persons, proposals, reach
from motcua.agencies.models import Agency
from motcua.agencies.persons import Person
from motcua.backstage.catalogue.problems import Problem
from motcua.backstage.people import asking, hiring
from motcua.backstage.people.asking import Form, Seat
from motcua.dossiers import roles, session
from motcua.kit import dates
from motcua.kit.actor import Actor
from motcua.kit.spreadsheets import harmless
from motcua.kit.vietnamese import clean, fold
from motcua.kit.words import N_, Invalid

SALT = "officers.import"
VALID_SECONDS = 2 * 60 * 60
MOST_BYTES = 200_000
MOST_ROWS = 200
COLUMNS = (
    N_("Họ và tên"), N_("Số di động"), N_("Số định danh cá nhân"), N_("Thư điện tử"), N_("Mã cơ quan"), N_("Chức danh"),
    N_("Chức năng"), N_("Từ ngày"),
)  # fmt: skip
"""The columns of the sheet in their order; functions are separated by semicolons, empty = those of the post."""
_ROLES = {fold(title): role for role, title in roles.TITLES.items() if role in functions.ALL}


@dataclass
class Row:
    """One line of the sheet: its number, cells, what it means and what is wrong with it."""

    number: int
    cells: list[str]
    who: Person | None = None
    office: Agency | None = None
    seat: Seat | None = None
    faults: list[str] = field(default_factory=list)


@require_safe
def sample(request: HttpRequest) -> HttpResponse:
    """An empty sheet with the headings and one line to follow."""
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="can-bo.csv"'
    answer.write("\ufeff")
    sheet = csv.writer(answer)
    sheet.writerow([_(title) for title in COLUMNS])
    line = ("Nguyễn Thị Lan", "0912 345 678", "036185000001", "lan@xa.gov.vn", "H42.37.117", "Cán bộ tiếp nhận",
            "Cán bộ tiếp nhận; Văn thư", "01/12/2026")  # fmt: skip
    sheet.writerow([harmless(cell) for cell in line])
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: HttpRequest) -> HttpResponse:
    """Choose a file or paste the cells, look at every row, propose them all. The sheet waits in the page, signed."""
    if request.method != "POST":
        return _choose(request, "")
    if "kept" in request.POST:
        return _keep(request)
    upload = request.FILES.get("file")
    data = upload.read(MOST_BYTES + 1) if upload else request.POST.get("cells", "").encode()[: MOST_BYTES + 1]
    return _shown(request, data, clean(request.POST.get("why", ""))[:300])


def _choose(request: HttpRequest, problem: str, place: str = "file") -> HttpResponse:
    context = {
        "problems": [Problem(place, problem)] if problem else [], "columns": [_(title) for title in COLUMNS],
        "cells": request.POST.get("cells", "")[:MOST_BYTES], "why": request.POST.get("why", "")[:300],
        "most": MOST_ROWS,
    }  # fmt: skip
    return render(request, "backstage/people/import.html", context, status=422 if problem else 200)


def _shown(request: HttpRequest, data: bytes, why: str, *, again: str = "") -> HttpResponse:
    try:
        rows = read(data, session.actor(request))
    except Invalid as error:
        return _choose(request, asking.said(error))
    if not why:
        return _choose(request, _("Hãy ghi lý do, ví dụ số quyết định phân công."), "why")
    faulty = [row for row in rows if row.faults]
    kept = "" if faulty else signing.dumps({"data": data.hex(), "why": why}, salt=SALT, compress=True)
    context: dict[str, Any] = {
        "rows": rows, "faulty": len(faulty), "kept": kept, "again": again, "columns": [_(one) for one in COLUMNS],
    }  # fmt: skip
    status = 422 if faulty or again else 200
    return render(request, "backstage/people/import_preview.html", context, status=status)


def _keep(request: HttpRequest) -> HttpResponse:
    try:
        kept = signing.loads(request.POST["kept"], salt=SALT, max_age=VALID_SECONDS)
        data = bytes.fromhex(kept["data"])
    except (signing.BadSignature, ValueError, KeyError, TypeError, binascii.Error):
        return _choose(request, _("Bảng đã chờ quá lâu hoặc bị hỏng. Hãy chọn lại."))
    actor = session.actor(request)
    rows = read(data, actor)
    if any(row.faults for row in rows):
        return _shown(request, data, kept["why"])
    try:
        with transaction.atomic():
            for row in rows:
                _propose(row, kept["why"], actor)
    except Invalid as error:
        return _shown(request, data, kept["why"], again=asking.said(error))
    messages.success(request, _("Đã tạo %(count)d tài khoản. Quản trị viên khác duyệt xong thì có hiệu lực.") % {
        "count": len(rows),
    })  # fmt: skip
    return HttpResponseRedirect(reverse("officers"))


def _propose(row: Row, why: str, actor: Actor) -> None:
    assert row.who and row.office and row.seat
    account = persons.open_account(row.who, row.office, actor=actor)
    proposals.propose(hiring.appointment(account, row.office, row.seat, why), actor=actor)


def read(data: bytes, actor: Actor) -> list[Row]:
    """Every row with its meaning or its faults. Raises Invalid when it is no sheet at all."""
    lines = _lines(data)
    if not lines:
        raise Invalid(N_("Bảng chưa có dòng nào. Hãy chọn tệp, hoặc dán các ô vào."))
    if len(lines) > MOST_ROWS:
        raise Invalid(N_("Bảng có quá %(most)s dòng. Hãy chia thành nhiều tệp."), most=MOST_ROWS)
    offices = {one.code: one for one in reach.offices(actor).filter(is_active=True).prefetch_related("posts")}
    seen: dict[str, int] = {}
    return [_row(number, cells, offices, seen) for number, cells in lines]


def _lines(data: bytes) -> list[tuple[int, list[str]]]:
    if len(data) > MOST_BYTES:
        raise Invalid(N_("Tệp nặng quá 200 KB. Hãy chia thành nhiều tệp."))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Invalid(N_("Tệp không phải CSV mã UTF-8. Trong bảng tính, hãy lưu lại dạng “CSV UTF-8”.")) from error
    first = text.split("\n", 1)[0]
    separator = max("\t;,", key=first.count)
    try:
        found = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise Invalid(N_("Tệp CSV viết chưa đúng cách. Hãy lưu lại từ bảng tính.")) from error
    rows = [(number, [clean(cell)[:300] for cell in cells[:20]]) for number, cells in enumerate(found, 1)]
    full = [(number, cells) for number, cells in rows if any(cells)]
    return full[1:] if full and fold(full[0][1][0]) == fold(COLUMNS[0]) else full


def _row(number: int, cells: list[str], offices: dict[str, Agency], seen: dict[str, int]) -> Row:
    row = Row(number, (cells + [""] * len(COLUMNS))[: len(COLUMNS)])
    if len(cells) > len(COLUMNS) and any(cells[len(COLUMNS) :]):
        row.faults.append(_("Dòng có nhiều cột hơn mẫu. Hãy xem lại dấu phẩy."))
    name, phone, number_, email, code, title, wanted, start = row.cells
    form = Form({})
    row.who = hiring.checked(
        form, {"full_name": name, "phone": phone.lstrip("'"), "email": email, "personal_id": number_.lstrip("'")}
    )
    row.faults += [problem.message for problem in form.problems]
    for key in (row.who.phone, row.who.personal_id) if row.who else ():
        if key in seen:
            row.faults.append(_("Trùng số với dòng %(number)d của bảng.") % {"number": seen[key]})
        seen.setdefault(key, row.number)
    row.office = offices.get(code.upper())
    if row.office is None:
        row.faults.append(_("Mã cơ quan không thuộc phạm vi quản trị của bạn. Hãy xem lại mã."))
    _seat(row, title, wanted, start)
    return row


def _seat(row: Row, title: str, wanted: str, start: str) -> None:
    usual = next((one.roles for one in row.office.posts.all() if one.title == title), []) if row.office else []
    given = [_ROLES.get(fold(words), words) for words in map(str.strip, wanted.split(";")) if words]
    if not title:
        row.faults.append(_(proposals.NO_TITLE))
    try:
        checked = functions.check(given or usual)
        day = dates.parse_date(start) if start else None
    except Invalid as error:
        row.faults.append(asking.said(error))
        return
    row.seat = Seat(title, checked, day, None)
