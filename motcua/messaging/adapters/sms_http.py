"""SMS by JSON over HTTP with a bearer token, as brand-name gateways in Viet Nam offer it."""

import httpx
from django.conf import settings
from django.utils.translation import gettext as _

from motcua.messaging.channels import Outgoing, PermanentFailure, TemporaryFailure

PATIENCE = httpx.Timeout(10, connect=3)  # seconds
# Our token, our speed, our luck: nothing is wrong with the message.
_LATER = {401, 403, 408, 409, 425, 429}


class SmsHttp:
    def send(self, message: Outgoing) -> str:
        try:
            answer = httpx.post(
                settings.MOTCUA_SMS_URL,
                json={"to": message.recipient, "text": message.body, "sender": settings.MOTCUA_SMS_SENDER},
                headers={
                    "Authorization": f"Bearer {settings.MOTCUA_SMS_TOKEN}",
                    "Idempotency-Key": str(message.id),
                },
                timeout=PATIENCE,
            )
        except httpx.HTTPError as problem:
            raise TemporaryFailure(f"SMS: {type(problem).__name__}") from problem
        return self._reference(answer)

    def _reference(self, answer: httpx.Response) -> str:
        try:
            content = answer.json()
            status, reference = str(content["status"]), str(content.get("id", ""))
        except (ValueError, KeyError, TypeError, AttributeError):
            status, reference = "", ""
        if answer.is_success and status == "accepted":
            return reference
        told = f"SMS: HTTP {answer.status_code} {status}"
        if 400 <= answer.status_code < 500 and answer.status_code not in _LATER:
            raise PermanentFailure(told)
        raise TemporaryFailure(told)

    def check_config(self) -> list[tuple[bool, str]]:
        """Any answer of the host will do: asking costs nothing and sends nothing."""
        try:
            httpx.get(settings.MOTCUA_SMS_URL, timeout=PATIENCE)
        except httpx.HTTPError as problem:
            why = {"why": f"{type(problem).__name__}"}
            return [(False, _("Cổng tin nhắn SMS không trả lời: %(why)s") % why)]
        return [(True, _("Cổng tin nhắn SMS trả lời"))]
