"""Chứng thư số: sign in, or prove whom one works for, by signing a small page with a digital certificate."""

import hashlib
import secrets
from datetime import datetime
from io import BytesIO
from typing import Any

import pikepdf
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from motcua.dossiers import session
from motcua.kit import clock
from motcua.kit.clock import HANOI
from motcua.kit.dates import weekday_date
from motcua.people import certificates, mandates, sessions, throttle
from motcua.people.certificates import CertificateRefused, Challenge, Holder
from motcua.people.models import Account
from motcua.portal.account import steps
from motcua.portal.account.signing_in import answered
from motcua.portal.addresses import ip_of
from motcua.portal.problems import Problem
from motcua.ui import pdf

CHALLENGE, SHOWN = "certificate_challenge", "certificate_shown"
TRIES_PER_ADDRESS = 60
TRIES_PER_SESSION = 20
WINDOW = 15 * 60
FILE = "signed"
KINDS = {"pdf": "application/pdf", "txt": "text/plain; charset=utf-8"}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def certificate_sign_in(request: HttpRequest) -> HttpResponse:
    """The page to download, and the place to send it back signed."""
    if _officer(request):
        raise Http404
    if request.method != "POST":
        return _page(request, [])
    if wait := _tries(request):
        return _page(request, [Problem(FILE, _("Bạn đã thử nhiều lần. Hãy đợi một lúc rồi thử lại."))], wait)
    upload = request.FILES.get(FILE)
    if upload is None:
        return _page(request, [Problem(FILE, _("Hãy chọn tệp đã ký."))])
    challenge = Challenge.from_json(request.session.get(CHALLENGE))
    try:
        if challenge is None:
            raise CertificateRefused("used")
        if upload.size is None or upload.size > certificates.LARGEST:
            raise CertificateRefused("too_large")
        holder = certificates.check(upload.read(certificates.LARGEST + 1), challenge)
        del request.session[CHALLENGE]
        return _proven(request, holder)
    except CertificateRefused as error:
        return _page(request, [Problem(FILE, error.message)])


def _tries(request: HttpRequest) -> int:
    rules = [throttle.Rule(f"certificate-from:{ip_of(request)}", TRIES_PER_ADDRESS, WINDOW)]
    if request.session.session_key:
        rules.append(throttle.Rule(f"certificate-in:{request.session.session_key}", TRIES_PER_SESSION, WINDOW))
    return throttle.hit_all(rules)


def _proven(request: HttpRequest, holder: Holder) -> HttpResponse:
    """Raises `CertificateRefused`."""
    user, actor = request.user, session.actor(request)
    if user.is_authenticated and user.kind == Account.Kind.CITIZEN:
        mandate = certificates.prove(holder, user, actor=actor)
        if mandate is None:
            sessions.show(request, certificates.SIGNATURE)
            messages.success(request, _("Đã xác nhận bạn bằng chứng thư chữ ký số."))
            return steps.go_on(user, steps.wanted(request) or reverse("account"))
        mandates.act_under(request, mandate)
        sessions.show_for(request, mandate.principal_id, certificates.SIGNATURE)
        messages.success(request, _("Đã xác nhận. Từ bây giờ bạn làm việc cho tổ chức này."))
        return steps.go_on(user, steps.wanted(request) or reverse("organisation", args=[mandate.principal_id]))
    try:
        account = certificates.sign_in(holder, actor=actor)
    except CertificateRefused as error:
        if error.reason != "unsure_person" or user.is_authenticated:
            raise
        return _later(request, holder)
    steps.enter(request, account, "certificate", certificates.SIGNATURE)
    return steps.go_on(account, steps.wanted(request))


def _later(request: HttpRequest, holder: Holder) -> HttpResponse:
    """A person nobody knows so far: what was proven waits until they sign in or register, ten minutes at most."""
    until = clock.now().timestamp() + certificates.MINUTES * 60
    request.session[SHOWN] = {
        "until": until, "valid_to": holder.valid_to.isoformat(),
        **{name: getattr(holder, name) for name in ("fingerprint", "name", "issuer", "serial", "personal_id")},
    }  # fmt: skip
    messages.info(request, CertificateRefused("unsure_person").message)
    return HttpResponseRedirect(f"{reverse('sign_in')}?{urlencode({'next': reverse('certificate_link')})}")


@never_cache
@require_GET
def certificate_link(request: HttpRequest) -> HttpResponse:
    """After signing in: the certificate shown a moment ago becomes this person's."""
    kept: dict[str, Any] = request.session.pop(SHOWN, None) or {}
    user = request.user
    over = not kept or kept["until"] < clock.now().timestamp()
    if over or not isinstance(user, Account) or user.kind != Account.Kind.CITIZEN:
        return redirect("certificate_sign_in")
    said = {name: value for name, value in kept.items() if name != "until"}
    holder = Holder(**{**said, "valid_to": datetime.fromisoformat(kept["valid_to"])})
    try:
        certificates.prove(holder, user, actor=session.actor(request))
        sessions.show(request, certificates.SIGNATURE)
    except CertificateRefused as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("Đã xác nhận bạn bằng chứng thư chữ ký số."))
    return redirect("account")


@never_cache
@require_GET
def certificate_challenge(request: HttpRequest, kind: str) -> HttpResponse:
    """The page to sign: of this session only, once, for ten minutes."""
    if kind not in KINDS or _officer(request):
        raise Http404
    kept = Challenge.from_json(request.session.get(CHALLENGE))
    challenge, page = _fresh() if kept is None else (kept, _drawn(kept))
    if hashlib.sha256(page).hexdigest() != challenge.pdf_digest:  # another edition of the page was installed since
        challenge, page = _fresh()
    request.session[CHALLENGE] = challenge.as_json()
    content = page if kind == "pdf" else challenge.text.encode()
    response = HttpResponse(content, content_type=KINDS[kind])
    response["Content-Disposition"] = f'attachment; filename="motcua-xac-nhan.{kind}"'
    return response


def _fresh() -> tuple[Challenge, bytes]:
    nonce = "-".join(secrets.token_hex(4).upper() for _part in range(8))
    until = int(clock.now().timestamp()) + certificates.MINUTES * 60
    text = "\n".join([*_words(until), nonce, ""])
    begun = Challenge(nonce, until, text, 0, "")
    page = _drawn(begun)
    return Challenge(nonce, until, text, len(page), hashlib.sha256(page).hexdigest()), page


def _drawn(challenge: Challenge) -> bytes:
    """The PDF of a challenge, the same bytes every time, with an empty form: signing then only adds to it."""
    until = datetime.fromtimestamp(challenge.until, HANOI)
    data = {"words": _words(challenge.until), "nonce": challenge.nonce}
    drawn = pdf.render("portal/challenge.typ", data, at=until, title="Xác nhận bằng chữ ký số")
    ready = BytesIO()
    with pikepdf.open(BytesIO(drawn)) as document:
        document.Root.AcroForm = document.make_indirect(pikepdf.Dictionary(Fields=pikepdf.Array(), SigFlags=0))
        document.save(ready, deterministic_id=True)
    return ready.getvalue()


def _words(until: float) -> list[str]:
    """What is signed, in Vietnamese for everybody: it is the paper that counts, not the reader's screen."""
    return [
        "Tôi ký để xác nhận với cổng dịch vụ công rằng tôi giữ chứng thư chữ ký số này.",
        "Chữ ký này không thay cho chữ ký trên hồ sơ nào.",
        f"Chỉ có giá trị đến {weekday_date(datetime.fromtimestamp(until, HANOI))}.",
    ]


def _officer(request: HttpRequest) -> bool:
    return request.user.is_authenticated and request.user.kind == Account.Kind.OFFICER


def _page(request: HttpRequest, found: list[Problem], wait: int = 0) -> HttpResponse:
    context = {
        "problems": found, "minutes": certificates.MINUTES, "next": steps.wanted(request), "field": FILE,
        "signed_in": request.user.is_authenticated,
    }  # fmt: skip
    return answered(render(request, "portal/account/certificate.html", context), found, wait)
