"""Điều tôi đã đồng ý: each purpose in the words that were shown, with a button to take it back; made to be printed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.kit import clock
from motcua.people import consents as purposes
from motcua.people.sessions import actor_of
from motcua.portal.account.signed_in import me


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def consents(request: HttpRequest) -> HttpResponse:
    """GET lists; POST says yes (`dong-y`) or no (`rut`) to one purpose. Always one's own: never the principal's."""
    user = me(request)
    if request.method == "POST":
        yes, no = request.POST.get("dong-y", ""), request.POST.get("rut", "")
        if (yes or no) not in purposes.PURPOSES:
            return HttpResponseBadRequest()
        if yes:
            purposes.give(user.pk, yes, actor=actor_of(user))
            messages.success(request, _("Đã ghi lại: bạn đồng ý."))
        else:
            purposes.withdraw(user.pk, no, actor=actor_of(user))
            messages.success(request, _("Đã ghi lại. Từ giờ chúng tôi không làm việc này nữa."))
        return HttpResponseRedirect(reverse("data_consents"))
    context = {"me": user, "rows": purposes.standing(user.pk), "printed_at": clock.now()}
    return render(request, "portal/account/data/consents.html", context)
