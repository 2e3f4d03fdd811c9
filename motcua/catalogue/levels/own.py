"""What the catalogue itself can show: the eleven items, downloads, doubts, channels, fees, presence."""

from django.utils.translation import gettext as _

from motcua.catalogue.levels.registry import Case, Evidence, provide
from motcua.catalogue.titles import DOUBTED
from motcua.kit.vietnamese import fold


def _present(value: object, said: str = "") -> Evidence:
    return Evidence(bool(value), said)


@provide("name")
def name(case: Case) -> Evidence:
    return _present(case.document.name.strip(), case.document.name)


@provide("steps")
def steps(case: Case) -> Evidence:
    count = len(case.document.content.steps)
    return _present(count, _("%(count)d bước") % {"count": count})


@provide("methods")
def methods(case: Case) -> Evidence:
    channels = {method.channel for method in case.document.content.methods}
    words = {"direct": _("trực tiếp"), "online": _("trực tuyến"), "post": _("bưu chính")}
    return _present(channels, ", ".join(word for channel, word in words.items() if channel in channels))


@provide("components")
def components(case: Case) -> Evidence:
    """Papers and the number of sets; a procedure without any paper says so in `form_text`."""
    papers = [paper for paper in case.document.components if paper.duty != "note"]
    told = papers or case.document.form or fold(case.document.content.form_text).startswith("khong")
    said = _("%(count)d giấy tờ, %(sets)s bộ") % {"count": len(papers), "sets": case.document.content.sets or "?"}
    return Evidence(bool(told and case.document.content.sets), said)


@provide("limit")
def limit(case: Case) -> Evidence:
    return _present(case.document.content.limit_text, case.document.content.limit_text)


@provide("subjects")
def subjects(case: Case) -> Evidence:
    return _present(case.document.content.subjects, ", ".join(case.document.content.subjects))


@provide("agency")
def agency(case: Case) -> Evidence:
    return _present(case.document.content.agency_text, case.document.content.agency_text)


@provide("result")
def result(case: Case) -> Evidence:
    return _present(case.document.content.result_text, case.document.content.result_text)


@provide("forms")
def forms(case: Case) -> Evidence:
    """Forms, requirements and fee: each written, or "không có" (item ix)."""
    content = case.document.content
    lacking = [
        word
        for word, value in (
            (_("mẫu đơn"), content.form_text), (_("yêu cầu, điều kiện"), content.requirements),
            (_("phí, lệ phí"), content.fee_text),
        )
        if not value
    ]  # fmt: skip
    return Evidence(not lacking, _("Thiếu: %(what)s") % {"what": ", ".join(lacking)} if lacking else content.fee_text)


@provide("receipt")
def receipt(case: Case) -> Evidence:
    return _present(case.document.content.receipt_ways, _("%(count)d cách") % {"count": _ways(case)})


def _ways(case: Case) -> int:
    return len(case.document.content.receipt_ways)


@provide("laws")
def laws(case: Case) -> Evidence:
    """At least one law, and the decision that published the procedure."""
    content = case.document.content
    known = case.document.decision or case.document.kind == "other_service"
    said = _("%(count)d văn bản; quyết định %(decision)s") % {
        "count": len(content.legal_basis), "decision": case.document.decision or "–",
    }  # fmt: skip
    return Evidence(bool(content.legal_basis and known), said)


@provide("download")
def download(case: Case) -> Evidence:
    """Each declared form can be had: generated from a form definition, or a file the office keeps."""
    missing = [form.name for form in case.document.content.forms if not form.definition and form.name not in case.files]
    if missing:
        return Evidence(False, _("Chưa có tệp: %(names)s") % {"names": "; ".join(missing[:5])})
    count = len(case.document.content.forms)
    return Evidence(True, _("%(count)d mẫu") % {"count": count} if count else _("Thủ tục không có mẫu"))


@provide("verified")
def verified(case: Case) -> Evidence:
    doubts = dict.fromkeys(_(DOUBTED.get(item, item)) for item in case.open_doubts())
    return Evidence(not doubts, _("Chưa xác minh: %(items)s") % {"items": "; ".join(doubts)} if doubts else "")


@provide("online")
def online(case: Case) -> Evidence:
    return _present(any(method.channel == "online" for method in case.document.content.methods))


@provide("signature")
def signature(case: Case) -> Evidence:
    """A citizen's signature is demanded only by a law, named here; then it stays at level 3 with the post."""
    demanded = case.document.content.signature
    return Evidence(not demanded.demanded or bool(demanded.basis), demanded.basis or _("Không đòi chữ ký số"))


@provide("payment")
def no_fee(case: Case) -> Evidence:
    """Nothing to pay, by a law. Zero is not free, and a council's fee is not free either."""
    fee = case.document.fee
    free = fee is not None and fee.rule == "free" and not fee.amount and "fee" not in case.open_doubts()
    return Evidence(free, _("Không thu phí, lệ phí") if free else "")


@provide("presence")
def presence(case: Case) -> Evidence:
    demanded = case.document.content.presence
    return Evidence(not demanded.required, f"{demanded.who} ({demanded.basis})" if demanded.required else "")
