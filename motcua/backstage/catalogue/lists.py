"""The list of procedures."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from motcua.backstage.catalogue import reach, stock
from motcua.catalogue import policy
from motcua.dossiers import session
from motcua.kit.vietnamese import clean

LONGEST = 200


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """`tim` words, `loc` a state, `sau` the key of the page."""
    actor = session.actor(request)
    publishes = policy.may_publish(actor)
    text = clean(request.GET.get("tim", ""))[:LONGEST]
    choices = stock.states(publishes)
    state = request.GET.get("loc", "")
    state = state if state in dict(choices) else ""
    after = request.GET.get("sau", "")[:LONGEST]
    found = stock.page(text, state, actor.agency, after, publishes)
    context = {
        "page": found, "text": text, "state": state, "publishes": publishes, "office": reach.office(actor),
        "filters": [{"text": words, "href": _address(text, key), "current": key == state} for key, words in choices],
        "first": _address(text, state) if after else None,
        "next": _address(text, state, found.next) if found.next else None,
        "notices": list(messages.get_messages(request)),
    }  # fmt: skip
    return render(request, "backstage/catalogue/list.html", context)


def _address(text: str, state: str, after: str = "") -> str:
    given = {"tim": text, "loc": state, "sau": after}
    query = urlencode({name: value for name, value in given.items() if value})
    return reverse("catalogue_list") + (f"?{query}" if query else "")
