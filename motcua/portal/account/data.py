"""Dữ liệu của tôi: one page that leads to what the law on personal data promises (Law 91/2025/QH15 Art 4)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from motcua.dossiers import keeping
from motcua.people.models import Account
from motcua.portal.account.signed_in import me


@never_cache
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """The four things to do, and how long what is kept."""
    rules = [{"label": title, "value": [years, basis]} for title, years, basis in keeping.told()]
    context = {"officer": me(request).kind == Account.Kind.OFFICER, "rules": rules}
    return render(request, "portal/account/data/overview.html", context)
