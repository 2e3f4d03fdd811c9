"""Officers from a sheet: every row is looked at first, all mistakes are said, and all rows come in or none."""

import binascii
import csv
import io
from dataclasses import dataclass, field
from datetime import date
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
from motcua.backstage.people import asking, hiring, sheet
from motcua.backstage.people.asking import Form, Seat
from motcua.backstage.people.sheet import COLUMNS, MOST_BYTES, MOST_ROWS
from motcua.dossiers import roles, session
from motcua.kit import dates
from motcua.kit.actor import Actor
from motcua.kit.spreadsheets import harmless
from motcua.kit.vietnamese import clean, fold
from motcua.kit.words import Invalid

SALT = "officers.import"
VALID_SECONDS = 2 * 60 * 60
FIELDS = {"full_name": sheet.NAME, "phone": sheet.PHONE, "personal_id": sheet.ID, "email": sheet.MAIL}
"""What is asked of a person → its column."""
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
    table = csv.writer(answer)
    table.writerow([_(title) for title in COLUMNS])
    line = ("Nguyễn Thị Lan", "0912 345 678", "036185000001", "lan@xa.gov.vn", "H42.37.117", "Cán bộ tiếp nhận",
            "Cán bộ tiếp nhận; Văn thư", "01/12/2026")  # fmt: skip
    table.writerow([harmless(cell) for cell in line])
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
        rows, guessed = read(data, session.actor(request))
    except Invalid as error:
        return _choose(request, asking.said(error))
    if not why:
        return _choose(request, _("Hãy ghi lý do, ví dụ số quyết định phân công."), "why")
    faulty = [row for row in rows if row.faults]
    kept = "" if faulty else signing.dumps({"data": data.hex(), "why": why}, salt=SALT, compress=True)
    context: dict[str, Any] = {
        "rows": rows, "faulty": len(faulty), "kept": kept, "again": again, "columns": [_(one) for one in COLUMNS],
        "guessed": guessed, "why": why, "cells": "" if kept else _as_cells(rows),
    }  # fmt: skip
    status = 422 if faulty or again else 200
    return render(request, "backstage/people/import_preview.html", context, status=status)


def _as_cells(rows: list[Row]) -> str:
    """The table to correct on the page, cells apart by tabs as a spreadsheet program copies them."""
    text = io.StringIO()
    table = csv.writer(text, delimiter="\t", lineterminator="\n")
    table.writerows([[_(title) for title in COLUMNS], *(row.cells for row in rows)])
    return text.getvalue()


def _keep(request: HttpRequest) -> HttpResponse:
    try:
        kept = signing.loads(request.POST["kept"], salt=SALT, max_age=VALID_SECONDS)
        data = bytes.fromhex(kept["data"])
    except (signing.BadSignature, ValueError, KeyError, TypeError, binascii.Error):
        return _choose(request, _("Bảng đã chờ quá lâu hoặc bị hỏng. Hãy chọn lại."))
    actor = session.actor(request)
    rows, _guessed = read(data, actor)
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


def read(data: bytes, actor: Actor) -> tuple[list[Row], bool]:
    """Every row with its meaning or its faults; whether the encoding was guessed. Invalid when it is no sheet."""
    lines, guessed = sheet.lines(data)
    offices = {one.code: one for one in reach.offices(actor).filter(is_active=True).prefetch_related("posts")}
    seen: dict[str, int] = {}
    return [_row(number, cells, offices, seen) for number, cells in lines], guessed


def _row(number: int, cells: list[str], offices: dict[str, Agency], seen: dict[str, int]) -> Row:
    spoiled = sheet.spoiled(cells)
    row = Row(number, cells[: len(COLUMNS)], faults=list(spoiled.values()))
    name, phone, number_, email, code, title, wanted, start = row.cells
    form = Form({})
    row.who = hiring.checked(form, {"full_name": name, "phone": phone, "email": email, "personal_id": number_})
    wrong = {FIELDS[one.field]: one.message for one in form.problems}
    row.faults += [sheet.at(column, message) for column, message in wrong.items() if column not in spoiled]
    for key in (row.who.phone, row.who.personal_id) if row.who else ():
        if key in seen:
            row.faults.append(_("Trùng số với dòng %(number)d của bảng.") % {"number": seen[key]})
        seen.setdefault(key, row.number)
    row.office = offices.get(code.upper())
    if row.office is None:
        told = _("Mã cơ quan không thuộc phạm vi quản trị của bạn. Hãy xem lại mã.")
        row.faults.append(sheet.at(sheet.OFFICE, told))
    _seat(row, title, wanted, start)
    return row


def _seat(row: Row, title: str, wanted: str, start: str) -> None:
    usual = next((one.roles for one in row.office.posts.all() if one.title == title), []) if row.office else []
    given = [_ROLES.get(fold(words), words) for words in map(str.strip, wanted.split(";")) if words]
    if not title:
        row.faults.append(sheet.at(sheet.TITLE, _(proposals.NO_TITLE)))
    checked, day = _read_functions(row, given or usual), _day(row, start)
    if not row.faults and checked:
        row.seat = Seat(title, checked, day, None)


def _read_functions(row: Row, given: list[str]) -> list[str]:
    if unknown := [words for words in given if words not in functions.ALL]:
        known = ", ".join(sorted((_(roles.TITLES[one]) for one in functions.ALL), key=fold))
        told = _("Không có chức năng “%(name)s”. Hãy ghi một trong: %(known)s.")
        row.faults.append(sheet.at(sheet.FUNCTIONS, told % {"name": unknown[0][:60], "known": known}))
        return []
    try:
        return functions.check(given)
    except Invalid as error:
        row.faults.append(sheet.at(sheet.FUNCTIONS, asking.said(error)))
        return []


def _day(row: Row, start: str) -> date | None:
    try:
        return dates.parse_date(start) if start else None
    except Invalid as error:
        row.faults.append(sheet.at(sheet.START, asking.said(error)))
        return None
