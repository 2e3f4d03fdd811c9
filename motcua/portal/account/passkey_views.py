"""Passkeys on the screen: the task for the browser, signing in with its answer."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from motcua.people import passkeys, throttle
from motcua.people.errors import OfficerNeedsPassword, PasskeyRefused, TooMany
from motcua.people.models import Account
from motcua.portal.account import second, signing_in, steps
from motcua.portal.addresses import ip_of
from motcua.portal.problems import Problem

TASKS_FROM_ADDRESS = 120
WINDOW = 15 * 60


@never_cache
@require_POST
def options(request: HttpRequest) -> HttpResponse:
    """What the browser is to sign: for a new key of one's own, for an officer's second step, or for signing in."""
    if wait := throttle.hit(f"passkey-from:{ip_of(request)}", TASKS_FROM_ADDRESS, WINDOW):
        return signing_in.answered(JsonResponse({}), [1], wait)
    task = request.POST.get("task", "")
    if task == "register":
        if not isinstance(request.user, Account):
            return JsonResponse({}, status=403)
        return JsonResponse(passkeys.registration_options(request, request.user))
    if task == "second":
        account = second.asked(request)
        if account is None:
            return JsonResponse({}, status=403)
        return JsonResponse(passkeys.sign_in_options(request, account))
    return JsonResponse(passkeys.sign_in_options(request))


@never_cache
@require_POST
def sign_in(request: HttpRequest) -> HttpResponse:
    """Open the account whose key signed. An officer's key is only a second step, after the password."""
    address = steps.wanted(request)
    try:
        key = passkeys.sign_in(request, request.POST.get("credential", ""))
        account = key.account
        if account.kind == Account.Kind.OFFICER:
            return signing_in.officers_door(request, account.phone or "", OfficerNeedsPassword())
    except (PasskeyRefused, TooMany) as error:
        return signing_in.ask_phone(request, "", address, [Problem("", error.message)])
    steps.enter(request, account, "passkey", key.assurance)
    return steps.go_on(account, address)
