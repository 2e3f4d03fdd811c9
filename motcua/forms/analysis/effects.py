"""Which rule makes what: for each question the rules that show, require, fill, work out and check it, in words."""

from collections import defaultdict

from django.utils.translation import gettext as _

from motcua.forms.analysis.reasoning import Reasoning
from motcua.forms.analysis.report import Effect, Made
from motcua.forms.analysis.walk import Spot
from motcua.forms.analysis.words import Words
from motcua.kit.words import N_

ACCOUNT = {
    "full_name": N_("họ tên"), "phone": N_("số điện thoại"), "email": N_("thư điện tử"), "address": N_("địa chỉ"),
    "personal_id": N_("số định danh"), "birth_date": N_("ngày sinh"), "tax_code": N_("mã số thuế"),
    "organisation_name": N_("tên tổ chức"), "id_paper": N_("giấy tờ tùy thân"), "sex": N_("giới tính"),
    "residence_kind": N_("loại nơi cư trú"), "ethnic_group": N_("dân tộc"), "nationality": N_("quốc tịch"),
}  # fmt: skip


def effects(reasoning: Reasoning) -> tuple[Made, ...]:
    """One entry for every question, in the order of the form; those no rule touches have no lines."""
    words = Words(reasoning.index)
    checks: dict[str, list[Effect]] = defaultdict(list)
    for check in reasoning.form.checks:
        section, field, sub = check.place
        said = words.rule(check.rule, section, field if sub else "")
        line = _("Kiểm tra: %(rule)s. Nếu không thì báo: “%(message)s”") % {"rule": said, "message": check.message}
        checks[check.at].append(Effect("check", line, check.rule))
    return tuple(
        Made(spot.key, spot.label, (*_of(spot, words), *checks.get(spot.key, ()))) for spot in reasoning.index.spots
    )


def _of(spot: Spot, words: Words) -> list[Effect]:
    found: list[Effect] = []
    page, field = spot.section.show_when, spot.field
    if page and spot.within is None:
        said = _("Cả phần chỉ hiện khi %(rule)s") % {"rule": words.rule(page, spot.section.key)}
        found.append(Effect("show", said, page))
    if field.show_when:
        said = _("Chỉ hiện khi %(rule)s") % {"rule": words.of_spot(spot, field.show_when)}
        found.append(Effect("show", said, field.show_when))
    if field.required is True:
        found.append(Effect("require", _("Luôn bắt buộc"), ""))
    elif field.required:
        said = _("Bắt buộc khi %(rule)s") % {"rule": words.of_spot(spot, str(field.required))}
        found.append(Effect("require", said, str(field.required)))
    found += _filled(spot, words)
    for case in field.derive:
        value = field.of_kind.shown(field, case.value)
        when = words.of_spot(spot, case.when) if case.when else _("không có trường hợp nào ở trên")
        said = _("Tự điền “%(value)s” khi %(rule)s") % {"value": value, "rule": when}
        found.append(Effect("compute", said, case.when))
    if field.compute:
        said = _("Tự tính: %(rule)s") % {"rule": words.worked_out(spot, field.compute)}
        found.append(Effect("compute", said, field.compute))
    return found


def _filled(spot: Spot, words: Words) -> list[Effect]:
    given = spot.field.prefill
    if given is None:
        return []
    origin, _dot, key = given.source.partition(".")
    if origin == "account":
        said = _("Điền sẵn %(what)s từ tài khoản") % {"what": _(ACCOUNT.get(key, key))}
    elif given.source:
        said = _("Điền sẵn từ mục %(name)s") % {"name": words.expression(given.source, spot.section.key)}
    else:
        shown = spot.field.of_kind.shown(spot.field, given.value) if given.value is not None else ""
        said = _("Điền sẵn “%(value)s”") % {"value": shown}
    if given.when:
        said = _("%(said)s khi %(rule)s") % {"said": said, "rule": words.of_spot(spot, given.when)}
    return [Effect("fill", said, given.source or given.when)]
