"""Passkeys (WebAuthn): a key in the person's telephone or computer, opened by a finger, a face or its own code.

The relying party is the host of the request; the challenge waits in the session, for five minutes and one answer.
"""

import json
import time
from typing import Any
from uuid import UUID

import webauthn
from django.http import HttpRequest
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from motcua.kit import clock
from motcua.people.errors import PasskeyRefused
from motcua.people.models import Account, Passkey

CHALLENGE = "passkey_challenge"
CHALLENGE_SECONDS = 5 * 60
MOST = 10
"""Passkeys one account may have."""
LONGEST_ANSWER = 20_000
REGISTER = "register"
SIGN_IN = "sign-in"
NAME = "Motcua"


def registration_options(request: HttpRequest, account: Account) -> dict[str, Any]:
    """What the browser needs to make a key for `account`; those it has already are left out."""
    made = webauthn.generate_registration_options(
        rp_id=_host(request), rp_name=NAME, user_id=account.pk.bytes, user_name=account.phone or str(account.pk),
        user_display_name=account.display_name, timeout=CHALLENGE_SECONDS * 1000,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, require_resident_key=True,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=_descriptors(account),
    )  # fmt: skip
    _keep(request, REGISTER, made.challenge, account)
    return _plain(made)


def sign_in_options(request: HttpRequest, account: Account | None = None) -> dict[str, Any]:
    """What the browser needs to sign: any key of this site, or those of `account` as a second factor."""
    made = webauthn.generate_authentication_options(
        rp_id=_host(request), timeout=CHALLENGE_SECONDS * 1000,
        allow_credentials=_descriptors(account) if account else None,
        user_verification=UserVerificationRequirement.REQUIRED,
    )  # fmt: skip
    _keep(request, SIGN_IN, made.challenge, account)
    return _plain(made)


def register(request: HttpRequest, account: Account, answer: str, name: str, level: int = 1) -> Passkey:
    """Keep the key the browser made; raises `PasskeyRefused`."""
    challenge = _challenge(request, REGISTER, account)
    if Passkey.objects.filter(account=account)[:MOST].count() >= MOST:
        raise PasskeyRefused
    try:
        proven = webauthn.verify_registration_response(
            credential=_read(answer), expected_challenge=challenge, expected_rp_id=_host(request),
            expected_origin=_origin(request), require_user_verification=True,
        )  # fmt: skip
    except (WebAuthnException, ValueError, KeyError, TypeError) as error:
        raise PasskeyRefused from error
    made, fresh = Passkey.objects.get_or_create(
        credential=proven.credential_id,
        defaults={
            "account": account, "public_key": proven.credential_public_key, "uses": proven.sign_count, "name": name,
            "assurance": level,
        },
    )  # fmt: skip
    if not fresh:
        raise PasskeyRefused
    return made


def sign_in(request: HttpRequest, answer: str, account: Account | None = None) -> Passkey:
    """The key (with its account) that signed the challenge of this session (`account`'s own when given).

    Raises `PasskeyRefused`: unknown key, another's key, false signature, other site, old or used challenge, no
    finger or face shown, or a counter that went backwards (a copy of the key is about).
    """
    challenge = _challenge(request, SIGN_IN, account)
    read = _read(answer)
    try:
        credential = base64url_to_bytes(str(read["rawId"]))
        key = Passkey.objects.select_related("account").filter(credential=credential).first()
        if key is None or (account is not None and key.account_id != account.pk) or not key.account.is_active:
            raise PasskeyRefused
        _same_person(read, key)
        proven = webauthn.verify_authentication_response(
            credential=read, expected_challenge=challenge, expected_rp_id=_host(request),
            expected_origin=_origin(request), credential_public_key=bytes(key.public_key),
            credential_current_sign_count=key.uses, require_user_verification=True,
        )  # fmt: skip
    except (WebAuthnException, ValueError, KeyError, TypeError) as error:
        raise PasskeyRefused from error
    moved = Passkey.objects.filter(pk=key.pk, uses=key.uses).update(uses=proven.new_sign_count, used_at=clock.now())
    if not moved:
        raise PasskeyRefused
    return key


def of(account: Account) -> list[Passkey]:
    """The keys of an account, oldest first."""
    return list(Passkey.objects.filter(account=account).order_by("made_at", "id")[:MOST])


def remove(account: Account, key: UUID) -> bool:
    """Forget a key of this account; False when it is none of its own."""
    return Passkey.objects.filter(account=account, pk=key).delete()[0] > 0


def _same_person(read: dict[str, Any], key: Passkey) -> None:
    """A key that names its person must name the one it was made for."""
    handle = read["response"].get("userHandle")
    if handle and base64url_to_bytes(str(handle)) != key.account_id.bytes:
        raise PasskeyRefused


def _keep(request: HttpRequest, purpose: str, challenge: bytes, account: Account | None) -> None:
    request.session[CHALLENGE] = {
        "purpose": purpose, "value": bytes_to_base64url(challenge), "until": int(time.time()) + CHALLENGE_SECONDS,
        "account": str(account.pk) if account else "",
    }  # fmt: skip


def _challenge(request: HttpRequest, purpose: str, account: Account | None) -> bytes:
    """The challenge of this session, taken out whatever comes of it; raises `PasskeyRefused`."""
    kept = request.session.pop(CHALLENGE, None)
    wanted = str(account.pk) if account else ""
    if not kept or kept["purpose"] != purpose or kept["account"] != wanted or kept["until"] < time.time():
        raise PasskeyRefused
    return base64url_to_bytes(kept["value"])


def _read(answer: str) -> dict[str, Any]:
    if not answer or len(answer) > LONGEST_ANSWER:
        raise PasskeyRefused
    try:
        read = json.loads(answer)
    except (ValueError, RecursionError) as error:
        raise PasskeyRefused from error
    if not isinstance(read, dict) or not isinstance(read.get("response"), dict):
        raise PasskeyRefused
    return read


def _descriptors(account: Account) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=bytes(one.credential)) for one in of(account)]


def _plain(options: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(webauthn.options_to_json(options))
    return found


def _host(request: HttpRequest) -> str:
    return request.get_host().rsplit(":", 1)[0] if not request.get_host().endswith("]") else request.get_host()


def _origin(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"
