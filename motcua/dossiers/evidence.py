"""What this floor can show for the level of a service: form, papers, dossier, route, notices, delivery.

Each function answers one condition of `catalogue.levels.conditions` for one version at one office.
"""

from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from motcua.catalogue.levels.registry import Case, Evidence, provide
from motcua.dossiers import duty, staff
from motcua.dossiers.actions import REGISTRY
from motcua.dossiers.reactions import MESSAGES, SILENT
from motcua.dossiers.roles import TITLES
from motcua.forms import api as forms

WAYS_HOME = ("online", "post")
"""Ways of receiving a result for which nobody has to come."""
WORKING = ("counter", "online")
"""Ways of receiving that this release can carry out; the post comes with its own part."""


@provide("form")
def form(case: Case) -> Evidence:
    """An interactive form with every field the law asks for (Circular 32/2017 Art 3(8))."""
    version = case.version
    if version.form_id is None:
        return Evidence(False, _("Chưa có tờ khai điện tử."))
    wanted = case.document.legal_fields
    if not wanted and (count := _legal(version.form_id)):
        return Evidence(True, _("Đủ %(count)d mục pháp luật yêu cầu") % {"count": count})
    if not wanted:
        return Evidence(False, _("Chưa ghi các mục mà pháp luật yêu cầu trong tờ khai."))
    missing = [path for path in wanted if path not in _paths(version.form_id)]
    if missing:
        return Evidence(False, _("Tờ khai còn thiếu mục: %(paths)s") % {"paths": ", ".join(missing[:5])})
    return Evidence(True, _("Đủ %(count)d mục pháp luật yêu cầu") % {"count": len(wanted)})


@provide("attachments")
def attachments(case: Case) -> Evidence:
    """Every paper of the dossier has its own place to send a file; it needs the form around it."""
    count = sum(paper.duty != "note" for paper in case.document.components)
    return Evidence(case.version.form_id is not None, _("%(count)d giấy tờ, gửi ảnh hoặc tệp") % {"count": count})


@provide("dossier")
def dossier(case: Case) -> Evidence:
    """The electronic dossier is kept with what it becomes: it needs a result the office can write."""
    if case.document.result is None:
        return Evidence(False, _("Chưa có mẫu kết quả điện tử."))
    return Evidence(True, case.document.result.title)


@provide("route")
def route(case: Case) -> Evidence:
    """Each step has somebody in the office, and the clock can reckon the time limit."""
    steps = case.route or case.document.route
    if not steps:
        return Evidence(False, _("Chưa có quy trình xử lý."))
    if case.document.limit is None or case.document.limit.reckoned() is None:
        return Evidence(False, _("Chưa có thời hạn mà hệ thống tính được."))
    usual = [step.model_dump() for step in case.document.route or steps]
    if unable := [step for step in steps if step.role not in duty.able(step.key, usual)]:
        said = _("Bước “%(title)s” giao cho người không làm được bước đó: %(role)s")
        return Evidence(False, said % {"title": unable[0].title, "role": _(TITLES[unable[0].role])})
    held = staff.roles_at(case.agency) if case.agency else frozenset(step.role for step in steps)
    missing = sorted({step.role for step in steps} - held)
    if missing:
        titles = ", ".join(_(TITLES[role]) for role in missing)
        return Evidence(False, _("Cơ quan chưa có người làm việc: %(roles)s") % {"roles": titles})
    return Evidence(True, _("%(count)d bước, đủ người") % {"count": len(steps)})


@provide("notices")
def notices(case: Case) -> Evidence:
    """Every act tells the applicant or is known to be silent, by SMS and e-mail (R47)."""
    told = {act.kind for act in REGISTRY.values()} <= MESSAGES.keys() | SILENT
    channels = {"sms", "email"} <= set(settings.MOTCUA_CHANNELS)
    return Evidence(told and channels, _("Tin nhắn và thư điện tử"))


@provide("delivery")
def delivery(case: Case) -> Evidence:
    """At least one way to receive the result without coming."""
    ways = [way for way in case.document.delivery_methods if way in WAYS_HOME and way in WORKING]
    said = {"online": _("Nhận bản điện tử"), "post": _("Nhận qua bưu chính")}
    return Evidence(bool(ways), ", ".join(said[way] for way in ways) or _("Chỉ nhận tại quầy"))


@lru_cache(maxsize=256)
def _paths(form: UUID) -> frozenset[str]:
    """ "section.field" and "section.rows.sub" of every field of a published form, which never changes."""
    return forms.definition(form).paths


@lru_cache(maxsize=256)
def _legal(form: UUID) -> int:
    """How many things of its legal form a published form says it asks; loading has proven where."""
    return sum(bool(item.at) for item in forms.definition(form).legal)
