"""Tên và thư điện tử: correct what one typed when the account was opened."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.people import details
from motcua.people.models import Account
from motcua.portal.account import reading
from motcua.portal.account.signed_in import me


@never_cache
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """The form; officers' names and addresses are kept by their office."""
    account = me(request)
    if account.kind == Account.Kind.OFFICER:
        raise Http404
    free = details.may_rename(account)
    read = reading.Reading({"full_name": account.full_name, "email": account.email})
    if request.method == "POST":
        read = reading.details(request.POST if free else {**request.POST.dict(), "full_name": account.full_name})
        if not read.problems:
            email = read.values.get("email", "")
            if details.change(account, full_name=read.values["full_name"], email=email):
                messages.success(request, _("Đã sửa. Hồ sơ đã nộp giữ nguyên như lúc nộp."))
            return redirect("account")
    context = {"typed": read.typed, "problems": read.problems, "free": free, "name": account.full_name}
    return render(request, "portal/account/details.html", context, status=422 if read.problems else 200)
