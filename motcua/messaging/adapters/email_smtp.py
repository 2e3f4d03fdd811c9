"""E-mail by SMTP; the Message-ID is made of the message's id, so a mail handed over twice is one mail."""

import re
import smtplib
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr

from django.conf import settings
from django.utils.translation import gettext as _

from motcua.kit import clock
from motcua.messaging.channels import Outgoing, PermanentFailure, TemporaryFailure

PATIENCE = 10  # seconds


def _mail(message: Outgoing) -> EmailMessage:
    """Raises ValueError for an address or subject that cannot be one."""
    if not re.fullmatch(r"[^@\s<>]+@[^@\s<>]+", message.recipient):
        raise ValueError("no e-mail address")
    mail = EmailMessage()
    mail["From"] = settings.MOTCUA_MAIL_FROM
    mail["To"] = message.recipient
    mail["Subject"] = message.subject_line
    mail["Date"] = format_datetime(clock.now())
    mail["Message-ID"] = f"<{message.id}@{parseaddr(settings.MOTCUA_MAIL_FROM)[1].rpartition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(message.body)
    return mail


def _failure(code: int, told: str) -> Exception:
    return PermanentFailure(told) if code >= 500 else TemporaryFailure(told)


class EmailSmtp:
    def send(self, message: Outgoing) -> str:
        try:
            mail = _mail(message)
        except ValueError as problem:
            raise PermanentFailure(f"e-mail: {problem}") from problem
        try:
            with self._server() as server:
                server.send_message(mail, to_addrs=[message.recipient])
        except smtplib.SMTPRecipientsRefused as problem:
            code, said = next(iter(problem.recipients.values()))
            raise _failure(code, f"SMTP: {code} {said!r}") from problem
        except smtplib.SMTPDataError as problem:
            raise _failure(problem.smtp_code, f"SMTP: {problem.smtp_code}") from problem
        except (smtplib.SMTPNotSupportedError, UnicodeError) as problem:
            raise PermanentFailure(f"SMTP: {problem}") from problem
        except (smtplib.SMTPException, OSError) as problem:
            raise TemporaryFailure(f"SMTP: {type(problem).__name__}") from problem
        return str(mail["Message-ID"])

    def _server(self) -> smtplib.SMTP:
        """A connection, encrypted and signed in as the settings say."""
        kind = smtplib.SMTP_SSL if settings.MOTCUA_SMTP_SECURITY == "tls" else smtplib.SMTP
        server = kind(settings.MOTCUA_SMTP_HOST, settings.MOTCUA_SMTP_PORT, timeout=PATIENCE)
        try:
            if settings.MOTCUA_SMTP_SECURITY == "starttls":
                server.starttls()
            if settings.MOTCUA_SMTP_USER:
                server.login(settings.MOTCUA_SMTP_USER, settings.MOTCUA_SMTP_PASSWORD)
        except BaseException:
            server.close()
            raise
        return server

    def check_config(self) -> list[tuple[bool, str]]:
        try:
            with self._server() as server:
                server.noop()
        except (smtplib.SMTPException, OSError) as problem:
            return [(False, _("Máy chủ thư không trả lời: %(why)s") % {"why": type(problem).__name__})]
        return [(True, _("Máy chủ thư trả lời"))]
