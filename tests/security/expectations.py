"""Who may open what, written down by hand: what is not here is refused. Compared with the running product.

An answer is a status, or "door" (to sign in), or "moved" (on to another page of this site).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from tests.security import areas, people

Answer = int | str
Pair = tuple[str, str]
"""Who, and which dossier; the dossier is "" for an address that names none."""

STAGES = ("submitted", "processing", "supplementing", "resolved", "ended")


def _with(who: Iterable[str], things: Iterable[str]) -> frozenset[Pair]:
    return frozenset((one, thing) for one in who for thing in things)


ALL = _with(people.EVERYBODY, [""])
NOBODY = _with(people.NOBODY, [""])
SIGNED_IN = _with(people.SIGNED_IN, [""])
ADMINISTRATORS = _with(people.ADMINISTRATORS, [""])
COMMUNE, PROVINCE = _with(["administrator"], [""]), _with(["province"], [""])
DRAFTS = frozenset({("owner", "draft"), ("beginner", "begun")})
DELEGATE = ("delegate", "organisation")
OWNERS = _with(["owner"], STAGES) | {("clerk", "colleague"), DELEGATE}
PIN = _with(["pin"], people.OPENED_BY_PIN)
READERS = OWNERS | PIN
COLLEAGUES = _with(("officer", "leader", "seal_clerk"), ["colleague"])
DESK = _with(people.OFFICE, (*STAGES, "organisation")) | COLLEAGUES
CLERKS, TYPED = _with(("clerk", "other_clerk"), [""]), _with(["clerk"], ["counter"])
RECEIVED = _with(["owner"], people.OPENED_BY_PIN) | PIN
SETTLED = ("resolved", "ended")


@dataclass(frozen=True)
class May:
    """These pairs get this answer."""

    answer: Answer
    pairs: frozenset[Pair]


Table = dict[tuple[str, str], list[May]]


def _public(get: Answer, post: Answer) -> dict[str, list[May]]:
    return {"get": [May(get, ALL)], "post": [May(post, ALL)]}


def _draft_page(post: Answer, begun: Answer | None = None) -> dict[str, list[May]]:
    """A page of a draft; a dossier that was handed in leads on to where it is now."""
    away = May("moved", READERS)
    begun_post = May(post if begun is None else begun, frozenset({("beginner", "begun")}))
    return {"get": [May(200, DRAFTS), away], "post": [May(post, frozenset({("owner", "draft")})), begun_post, away]}


def _applicants_act(possible: Iterable[Pair], post: Answer, drafts: Iterable[Pair] = ()) -> dict[str, list[May]]:
    """An act of the applicant: where it cannot be done now, its page leads back to the dossier."""
    now, own = frozenset(possible), OWNERS | DRAFTS
    return {
        "get": [May(200, now), May("moved", (own | PIN) - now)],
        "post": [May(post, now - frozenset(drafts)), May(422, frozenset(drafts)), May("moved", own - now)],
    }


SUBMITTED = frozenset({("owner", "submitted"), ("clerk", "colleague"), DELEGATE})
PROCESSING = _with(["owner"], ["processing"])
SUPPLEMENTING = _with(["owner"], ["supplementing"])

PAGES: dict[str, dict[str, list[May]]] = {
    "healthz": _public(200, 200),
    "readyz": _public(200, 200),
    "home": _public(200, 405),
    "set_language": _public("moved", "moved"),
    "help": _public(200, 405),
    "procedure_search": _public(200, 405),
    "places": _public(200, 405),
    "places_of_province": _public(200, 405),
    "places_of_district": _public(200, 405),
    "places_departments": _public(200, 405),
    "procedure": _public(200, 405),
    "procedure_checklist": _public(200, 405),
    "procedure_edition": _public("moved", 405),  # the version in force has its own page
    "procedure_poster": _public(200, 405),
    "procedure_blank": _public(200, 405),
    "procedure_form_file": _public(404, 405),  # no file of that name
    "site_tree": _public(200, 405),
    "sitemap": _public(200, 405),
    "sitemap_part": _public(200, 405),
    "robots": _public(200, 405),
    "start": _public(200, "moved"),
    "print_start": _public(200, "moved"),
    "sign_up": {"get": [May(200, NOBODY), May("moved", SIGNED_IN)], "post": [May(200, ALL)]},
    "sign_up_confirm": _public("moved", "moved"),
    "sign_in": {"get": [May(200, NOBODY), May("moved", SIGNED_IN)], "post": [May(422, ALL)]},
    "sign_in_confirm": _public("door", "door"),
    "officer_sign_in": {
        "get": [
            May("moved", _with([*people.OFFICERS, *people.ADMINISTRATORS], [""])),
            May(200, _with([*people.CITIZENS, *people.NOBODY], [""])),
        ],
        "post": [May(422, ALL)],
    },
    "sign_out": _public("moved", "moved"),
    "proof_challenge": _public(404, 405),
    "track": _public(200, 422),
    "track_code": _public(405, 200),
    "track_open": _public(200, 422),
    "track_pin": _public(200, 422),
    "search_redirect": _public("moved", "moved"),
    "check": _public(200, 405),
    "check_result": {"get": [May(200, _with(people.EVERYBODY, SETTLED))], "post": []},
    "draft": _draft_page(200),
    "draft_agency": _draft_page(200),
    "draft_section": _draft_page(422),
    "draft_autosave": {"get": [], "post": [May(204, DRAFTS)]},
    "draft_paper": _draft_page("moved"),
    "draft_contact": _draft_page(200),
    "draft_delivery": _draft_page(200),
    "draft_review": _draft_page(422, begun=200),
    "draft_code": {"get": [], "post": [May("moved", DRAFTS | READERS)]},
    "draft_discard": _draft_page("moved"),
    "draft_renew": {"get": [May("moved", DRAFTS | READERS)], "post": [May("moved", DRAFTS | READERS)]},
    "submitted": {
        "get": [May(200, READERS), May("moved", DRAFTS)],
        "post": [May(200, READERS), May("moved", DRAFTS)],
    },
    "my_dossiers": {"get": [May(200, ALL - _with(("anonymous", "pin"), [""]))], "post": []},
    "dossier": {"get": [May(200, READERS), May("moved", DRAFTS)], "post": []},
    "dossier_act:recall": _applicants_act(SUBMITTED, "moved"),
    "dossier_act:take-back": _applicants_act(SUBMITTED | DRAFTS, "moved", drafts=DRAFTS),
    "dossier_act:request-withdrawal": _applicants_act(PROCESSING | SUPPLEMENTING, 422),
    "dossier_act:ask-correction": _applicants_act(PROCESSING, 422),
    "supplement": {
        "get": [May(200, SUPPLEMENTING), May("moved", (READERS | DRAFTS) - SUPPLEMENTING)],
        "post": [May(422, SUPPLEMENTING), May("moved", (READERS | DRAFTS) - SUPPLEMENTING)],
    },
    "supplement_paper": {
        "get": [May(200, SUPPLEMENTING), May("moved", (READERS | DRAFTS) - SUPPLEMENTING)],
        "post": [May("moved", READERS | DRAFTS)],
    },
    "supplement_section": {  # a paper was asked for, no answer: nothing here can be changed
        "get": [May("moved", (READERS | DRAFTS) - SUPPLEMENTING)],
        "post": [May("moved", (READERS | DRAFTS) - SUPPLEMENTING)],
    },
    "declaration_file": {"get": [May(200, READERS | DRAFTS)], "post": []},
    "receipt_pdf": {"get": [May(200, RECEIVED)], "post": []},
    "result_pdf": {"get": [May(200, _with(("owner", "pin"), ["ended"]))], "post": []},  # asked for at the counter
    "paper_file": {"get": [May(200, READERS | DRAFTS)], "post": []},
    "pin_renew": {"get": [], "post": [May("moved", _with(["owner"], people.OPENED_BY_PIN))]},
    "inbox": {"get": [May(200, _with(people.OFFICERS, [""]))], "post": []},
    "paper_forms": {"get": [May(200, CLERKS)], "post": [May(422, CLERKS)]},
    "direct_drafts": {"get": [May(200, CLERKS)], "post": [May(422, CLERKS)]},
    "direct_draft": {"get": [May(200, TYPED)], "post": [May(422, TYPED)]},
    "direct_renew": {"get": [May("moved", TYPED)], "post": [May("moved", TYPED)]},
    "direct_section": {"get": [May(200, TYPED)], "post": [May(422, TYPED)]},
    "direct_autosave": {"get": [], "post": [May(204, TYPED)]},
    "direct_paper": {"get": [May(200, TYPED)], "post": [May("moved", TYPED)]},
    "direct_file": {"get": [May(200, TYPED)], "post": []},
    "direct_declaration": {"get": [May(200, TYPED)], "post": []},
    "direct_applicant": {"get": [May(200, TYPED)], "post": [May(422, TYPED)]},
    "direct_discard": {"get": [May(200, TYPED)], "post": [May("moved", TYPED)]},
    # Nothing that was typed at the counter waits for a supplement here.
    "direct_supplement": {"get": [], "post": []},
    "direct_supplement_paper": {"get": [], "post": []},
    "direct_supplement_section": {"get": [], "post": []},
    "direct_supplement_file": {"get": [], "post": []},
    "desk": {"get": [May(200, DESK | {("clerk", "colleague")})], "post": []},
    "desk_declaration": {"get": [May(200, DESK)], "post": []},
    "desk_paper": {"get": [May(200, DESK)], "post": []},
    "desk_receipt": {"get": [May(200, _with(people.OFFICE, people.OPENED_BY_PIN))], "post": []},
    "desk_result": {"get": [May(200, _with(people.OFFICE, SETTLED))], "post": []},
    "administration": {"get": [May(200, ADMINISTRATORS)], "post": []},
    "administration_rights": {"get": [May(200, ADMINISTRATORS)], "post": []},
    "administration_retry": {"get": [], "post": []},  # an empty order names nothing to run again
    "gallery": {"get": [May(200, ADMINISTRATORS)], "post": [May(200, ADMINISTRATORS)]},
    # The catalogue: the province publishes, the commune adapts. There is no draft here, and no doubt to confirm.
    "catalogue_list": {"get": [May(200, ADMINISTRATORS)], "post": []},
    "catalogue_procedure": {"get": [May(200, ADMINISTRATORS)], "post": []},
    "catalogue_offer": {"get": [May(200, ADMINISTRATORS)], "post": [May(422, ADMINISTRATORS)]},
    "catalogue_stop": {
        "get": [May(200, COMMUNE), May("moved", PROVINCE)],
        "post": [May("moved", ADMINISTRATORS)],
    },
    "catalogue_offer_set": {"get": [May(200, ADMINISTRATORS)], "post": [May("moved", COMMUNE), May(200, PROVINCE)]},
    "catalogue_export": {"get": [May(200, ADMINISTRATORS)], "post": []},
    "catalogue_new": {"get": [May(200, PROVINCE)], "post": [May(422, PROVINCE)]},
    "catalogue_import": {"get": [May(200, PROVINCE)], "post": [May(422, PROVINCE)]},
    "catalogue_edit": {"get": [May(200, PROVINCE)], "post": []},
    "catalogue_section": {"get": [May(200, PROVINCE)], "post": [May(409, PROVINCE)]},
    "catalogue_item": {"get": [May(200, PROVINCE)], "post": [May(409, PROVINCE)]},
    "catalogue_preview": {"get": [May(200, PROVINCE)], "post": []},
    "catalogue_changes": {"get": [May(200, PROVINCE)], "post": []},
    "catalogue_missing": {"get": [May(200, PROVINCE)], "post": []},
    "catalogue_publish": {"get": [May("moved", PROVINCE)], "post": [May("moved", PROVINCE)]},
    "catalogue_rehearse": {"get": [], "post": [May("moved", PROVINCE)]},
    "catalogue_discard": {"get": [May("moved", PROVINCE)], "post": [May("moved", PROVINCE)]},
    "catalogue_withdraw": {"get": [May(200, PROVINCE)], "post": [May(422, PROVINCE)]},
    "catalogue_confirm": {"get": [], "post": []},
    # Forms are written by the province. The one asked for has no draft here.
    "form_list": {"get": [May(200, PROVINCE)], "post": []},
    "form": {"get": [May(200, PROVINCE)], "post": []},
    "form_report": {"get": [May(200, PROVINCE)], "post": []},
    "form_export": {"get": [May(200, PROVINCE)], "post": []},
    "form_new": {"get": [May(200, PROVINCE)], "post": [May(422, PROVINCE)]},
    "form_edit": {"get": [May(200, PROVINCE)], "post": [May(422, PROVINCE)]},
    "form_trial": {"get": [May(200, PROVINCE)], "post": [May(200, PROVINCE)]},
    "form_publish": {"get": [May("moved", PROVINCE)], "post": [May("moved", PROVINCE)]},
    "form_discard": {"get": [May("moved", PROVINCE)], "post": [May("moved", PROVINCE)]},
    "catalogue_form_file": {"get": [May(200, PROVINCE)], "post": [May(422, PROVINCE)]},
    "catalogue_form_download": {"get": [], "post": []},
}

CLERK, OFFICER, LEADER, SEALER = "clerk", "officer", "leader", "seal_clerk"
OFFICE_ACTS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "receive": ((CLERK,), ("submitted", "colleague", "organisation")),
    "request-intake-supplement": ((CLERK,), ("submitted", "colleague", "organisation")),
    "reject": ((CLERK,), ("submitted", "colleague", "organisation")),
    "start-processing": ((OFFICER,), ()),
    "request-supplement": ((OFFICER,), ("processing",)),
    "accept-supplement": ((CLERK, OFFICER), ()),
    "propose": ((OFFICER,), ("processing",)),
    "send-back": ((LEADER, SEALER), ()),
    "sign": ((LEADER,), ()),
    "seal": ((SEALER,), ()),
    "refuse-merits": ((LEADER,), ("processing",)),
    "approve-withdrawal": ((CLERK, LEADER), ()),
    "decline-withdrawal": ((CLERK, LEADER), ()),
    "stop": ((LEADER,), ("supplementing",)),
    "return-result": ((CLERK,), ("resolved",)),
}
"""Act → the roles that may do it, and the dossiers it can be done to now; elsewhere its page says "too late"."""

DONE_BEFORE = {
    "start-processing": (OFFICER, "processing"),
    "request-supplement": (OFFICER, "supplementing"),
    "seal": (SEALER, "resolved"),
    "return-result": (CLERK, "ended"),
}
"""A second click by the one who did the act last leads back to the desk."""


def table() -> Table:
    """(address, method) → what is allowed there."""
    every = {**PAGES, **areas.pages()}
    found: Table = {(name, method): list(rows) for name, both in every.items() for method, rows in both.items()}
    for act, (roles, now) in OFFICE_ACTS.items():
        may = DESK & _with(roles, (*STAGES, "colleague", "organisation"))
        possible = may & _with(roles, now)
        again = frozenset([DONE_BEFORE[act]] if act in DONE_BEFORE else [])
        found[f"desk_act:{act}", "get"] = [May(200, possible), May(409, may - possible)]
        found[f"desk_act:{act}", "post"] = [May(409, may - again), May("moved", again)]
    return found


def expected(found: Table, key: str, method: str, pair: Pair) -> Answer | None:
    """The answer this pair should get; None when it should be refused."""
    return next((may.answer for may in found[key, method] if pair in may.pairs), None)


def refused(who: str, answer: Answer) -> bool:
    """A stranger without an account is asked to sign in, one with an account is told there is nothing."""
    if who in people.NOBODY:
        return answer in ("door", 401, 404, 405)
    return answer in (401, 403, 404, 405)
