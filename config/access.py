"""Closed by default: who may reach each address. An address missing here is refused to everyone.

Two gates stand one behind the other: this table opens the door of an address to a kind of person, and
`dossiers.policy` decides about the object behind it (a stranger is told that it does not exist).
"""

from collections.abc import Callable
from enum import Enum
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from config import refusals
from motcua.dossiers import session
from motcua.people import parking


class Rule(Enum):
    """Who may reach an address."""

    PUBLIC = "everyone"
    OWN = "everyone, but the dossier policy must show the object to them"
    SIGNED_IN = "whoever has signed in"
    STAFF = "officers, also while on leave: only what is their own"
    OFFICE = "officers with a role at the one-stop shop"
    ADMINISTRATION = "administrators"


TABLE: dict[str, Rule] = {
    "healthz": Rule.PUBLIC,
    "readyz": Rule.PUBLIC,
    "home": Rule.PUBLIC,
    "set_language": Rule.PUBLIC,
    "help": Rule.PUBLIC,
    "procedure_search": Rule.PUBLIC,
    "places": Rule.PUBLIC,
    "places_of_province": Rule.PUBLIC,
    "places_of_district": Rule.PUBLIC,
    "places_departments": Rule.PUBLIC,
    "procedure": Rule.PUBLIC,
    "procedure_checklist": Rule.PUBLIC,
    "procedure_edition": Rule.PUBLIC,
    "procedure_poster": Rule.PUBLIC,
    "procedure_blank": Rule.PUBLIC,
    "procedure_form_file": Rule.PUBLIC,
    "site_tree": Rule.PUBLIC,
    "sitemap": Rule.PUBLIC,
    "sitemap_part": Rule.PUBLIC,
    "robots": Rule.PUBLIC,
    "sign_up": Rule.PUBLIC,
    "sign_up_confirm": Rule.PUBLIC,
    "sign_in": Rule.PUBLIC,
    "sign_in_confirm": Rule.PUBLIC,
    "officer_sign_in": Rule.PUBLIC,
    "officer_first": Rule.PUBLIC,
    "officer_first_password": Rule.PUBLIC,
    "sign_out": Rule.PUBLIC,
    "proof_challenge": Rule.PUBLIC,
    "account": Rule.SIGNED_IN,
    "account_details": Rule.SIGNED_IN,
    "organisations": Rule.SIGNED_IN,
    "organisation_add": Rule.SIGNED_IN,
    "organisation": Rule.SIGNED_IN,
    "staff_invite": Rule.SIGNED_IN,
    "staff_end": Rule.SIGNED_IN,
    "invitation_withdraw": Rule.SIGNED_IN,
    "acting_for": Rule.SIGNED_IN,
    "invitation_answer": Rule.SIGNED_IN,
    "certificate_sign_in": Rule.PUBLIC,
    "certificate_link": Rule.SIGNED_IN,
    "certificate_challenge": Rule.PUBLIC,
    "sso_start": Rule.PUBLIC,
    "sso_return": Rule.PUBLIC,
    "sso_join": Rule.PUBLIC,
    "identities": Rule.SIGNED_IN,
    "identity_unlink": Rule.SIGNED_IN,
    "account_merge": Rule.SIGNED_IN,
    "devices": Rule.SIGNED_IN,
    "devices_end_all": Rule.SIGNED_IN,
    "device_end": Rule.SIGNED_IN,
    "security": Rule.SIGNED_IN,
    "passkey_add": Rule.SIGNED_IN,
    "passkey_remove": Rule.SIGNED_IN,
    "factor_again": Rule.SIGNED_IN,
    "security_app": Rule.SIGNED_IN,
    "security_paper": Rule.SIGNED_IN,
    "security_password": Rule.SIGNED_IN,
    "phone_change": Rule.SIGNED_IN,
    "phone_change_confirm": Rule.SIGNED_IN,
    "phone_change_cancel": Rule.SIGNED_IN,
    "phone_change_stop": Rule.PUBLIC,
    "passkey_sign_in": Rule.PUBLIC,
    "passkey_options": Rule.PUBLIC,
    "step_up": Rule.PUBLIC,
    "officer_second": Rule.PUBLIC,
    "officer_enrol": Rule.PUBLIC,
    "start": Rule.PUBLIC,
    "draft": Rule.OWN,
    "draft_agency": Rule.OWN,
    "draft_section": Rule.OWN,
    "draft_autosave": Rule.OWN,
    "draft_paper": Rule.OWN,
    "draft_contact": Rule.OWN,
    "draft_delivery": Rule.OWN,
    "draft_review": Rule.OWN,
    "draft_code": Rule.OWN,
    "draft_discard": Rule.OWN,
    "draft_renew": Rule.OWN,
    "submitted": Rule.OWN,
    "my_dossiers": Rule.PUBLIC,
    "dossier": Rule.OWN,
    "dossier_act": Rule.OWN,
    "supplement": Rule.OWN,
    "supplement_paper": Rule.OWN,
    "supplement_section": Rule.OWN,
    "supplement_consent": Rule.OWN,
    "declaration_file": Rule.OWN,
    "print_start": Rule.PUBLIC,
    "receipt_pdf": Rule.OWN,
    "result_pdf": Rule.OWN,
    "paper_file": Rule.OWN,
    "pin_renew": Rule.OWN,
    "track": Rule.PUBLIC,
    "track_code": Rule.PUBLIC,
    "track_open": Rule.PUBLIC,
    "track_pin": Rule.PUBLIC,
    "search_redirect": Rule.PUBLIC,
    "check": Rule.PUBLIC,
    "check_result": Rule.PUBLIC,
    "help_invite": Rule.OWN,
    "help_open": Rule.PUBLIC,
    "draft_cosign": Rule.OWN,
    "agree_open": Rule.PUBLIC,
    "children": Rule.SIGNED_IN,
    "authorisations": Rule.SIGNED_IN,
    "claim": Rule.SIGNED_IN,
    "direct_confirm": Rule.OFFICE,
    "paper_authorisations": Rule.OFFICE,
    "counter_phone": Rule.OFFICE,
    "inbox": Rule.OFFICE,
    "paper_forms": Rule.OFFICE,
    "direct_drafts": Rule.OFFICE,
    "direct_draft": Rule.OFFICE,
    "direct_renew": Rule.OFFICE,
    "direct_section": Rule.OFFICE,
    "direct_autosave": Rule.OFFICE,
    "direct_declaration": Rule.OFFICE,
    "direct_paper": Rule.OFFICE,
    "direct_file": Rule.OFFICE,
    "direct_applicant": Rule.OFFICE,
    "direct_discard": Rule.OFFICE,
    "direct_supplement": Rule.OFFICE,
    "direct_supplement_paper": Rule.OFFICE,
    "direct_supplement_section": Rule.OFFICE,
    "direct_supplement_file": Rule.OFFICE,
    "desk_declaration": Rule.OFFICE,
    "desk": Rule.OFFICE,
    "desk_act": Rule.OFFICE,
    "desk_paper": Rule.OFFICE,
    "desk_receipt": Rule.OFFICE,
    "desk_result": Rule.OFFICE,
    "data": Rule.SIGNED_IN,
    "data_seen": Rule.SIGNED_IN,
    "dossier_seen": Rule.OWN,
    "data_consents": Rule.SIGNED_IN,
    "data_pack": Rule.SIGNED_IN,
    "data_pack_file": Rule.SIGNED_IN,
    "data_close": Rule.SIGNED_IN,
    "data_close_confirm": Rule.SIGNED_IN,
    "administration": Rule.ADMINISTRATION,
    "administration_rights": Rule.ADMINISTRATION,
    "administration_retry": Rule.ADMINISTRATION,
    "administration_rights_file": Rule.ADMINISTRATION,
    "officers": Rule.ADMINISTRATION,
    "officer_new": Rule.ADMINISTRATION,
    "officer_import": Rule.ADMINISTRATION,
    "officer_import_sample": Rule.ADMINISTRATION,
    "officer_proposals": Rule.ADMINISTRATION,
    "officer_proposal_withdraw": Rule.ADMINISTRATION,
    "officer": Rule.ADMINISTRATION,
    "officer_another": Rule.ADMINISTRATION,
    "officer_act": Rule.ADMINISTRATION,
    "officer_change": Rule.ADMINISTRATION,
    "officer_end": Rule.ADMINISTRATION,
    "officer_leave": Rule.ADMINISTRATION,
    "offices": Rule.ADMINISTRATION,
    "office_new": Rule.ADMINISTRATION,
    "office": Rule.ADMINISTRATION,
    "office_edit": Rule.ADMINISTRATION,
    "office_close": Rule.ADMINISTRATION,
    "office_post": Rule.ADMINISTRATION,
    "my_leave": Rule.STAFF,
    "my_leave_enter": Rule.STAFF,
    "leave_end": Rule.STAFF,
    "work_place": Rule.STAFF,
    "gallery": Rule.ADMINISTRATION,
    "catalogue_list": Rule.ADMINISTRATION,
    "catalogue_new": Rule.ADMINISTRATION,
    "catalogue_import": Rule.ADMINISTRATION,
    "catalogue_offer_set": Rule.ADMINISTRATION,
    "catalogue_procedure": Rule.ADMINISTRATION,
    "catalogue_confirm": Rule.ADMINISTRATION,
    "catalogue_preview": Rule.ADMINISTRATION,
    "catalogue_changes": Rule.ADMINISTRATION,
    "catalogue_missing": Rule.ADMINISTRATION,
    "catalogue_publish": Rule.ADMINISTRATION,
    "catalogue_rehearse": Rule.ADMINISTRATION,
    "catalogue_withdraw": Rule.ADMINISTRATION,
    "catalogue_discard": Rule.ADMINISTRATION,
    "catalogue_offer": Rule.ADMINISTRATION,
    "catalogue_stop": Rule.ADMINISTRATION,
    "catalogue_export": Rule.ADMINISTRATION,
    "catalogue_form_file": Rule.ADMINISTRATION,
    "catalogue_form_download": Rule.ADMINISTRATION,
    "catalogue_edit": Rule.ADMINISTRATION,
    "catalogue_section": Rule.ADMINISTRATION,
    "catalogue_item": Rule.ADMINISTRATION,
    "form_list": Rule.ADMINISTRATION,
    "form_new": Rule.ADMINISTRATION,
    "form": Rule.ADMINISTRATION,
    "form_edit": Rule.ADMINISTRATION,
    "form_trial": Rule.ADMINISTRATION,
    "form_report": Rule.ADMINISTRATION,
    "form_export": Rule.ADMINISTRATION,
    "form_publish": Rule.ADMINISTRATION,
    "form_discard": Rule.ADMINISTRATION,
    "api": Rule.PUBLIC,
    "api_schema": Rule.PUBLIC,
    "api_unknown": Rule.PUBLIC,
    "api_procedures": Rule.PUBLIC,
    "api_procedure": Rule.PUBLIC,
    "api_form": Rule.PUBLIC,
    "api_procedure_offices": Rule.PUBLIC,
    "api_offices": Rule.PUBLIC,
    "api_office": Rule.PUBLIC,
    "api_office_procedures": Rule.PUBLIC,
    "api_progress": Rule.PUBLIC,
    "api_check": Rule.PUBLIC,
    "api_mine": Rule.SIGNED_IN,
    "api_dossier": Rule.SIGNED_IN,
    "api_account": Rule.SIGNED_IN,
    "vault": Rule.SIGNED_IN,
    "vault_add": Rule.SIGNED_IN,
    "vault_item": Rule.SIGNED_IN,
    "vault_edit": Rule.SIGNED_IN,
    "vault_remove": Rule.SIGNED_IN,
    "vault_file": Rule.SIGNED_IN,
    "draft_paper_vault": Rule.OWN,
    "supplement_paper_vault": Rule.OWN,
}


class AccessMiddleware:
    """Applies the table before any view runs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if unreadable(request):
            raise BadRequest("NUL in the request")
        name = request.resolver_match.view_name if request.resolver_match else ""
        rule = TABLE.get(name)
        if rule is None:
            raise PermissionDenied
        if rule in (Rule.PUBLIC, Rule.OWN):
            return None
        actor = session.actor(request)
        if actor.account is None:
            if (told := refusals.sign_in_first(request)) is not None:
                return told
            parking.park(request)
            return HttpResponseRedirect(f"{_door(rule)}?{urlencode({'next': request.get_full_path()})}")
        if rule is Rule.STAFF and actor.kind != "officer":
            raise PermissionDenied
        if rule is Rule.OFFICE and not actor.roles - {"administrator"}:
            raise PermissionDenied
        if rule is Rule.ADMINISTRATION and "administrator" not in actor.roles:
            raise PermissionDenied
        return None


def unreadable(request: HttpRequest) -> bool:
    """Whether something sent holds a NUL: no keyboard makes one, and PostgreSQL has no place for it."""
    sent = (request.GET, request.POST)
    return any("\0" in text for fields in sent for name, values in fields.lists() for text in (name, *values))


def _door(rule: Rule) -> str:
    return settings.LOGIN_URL if rule is Rule.SIGNED_IN else reverse("officer_sign_in")
