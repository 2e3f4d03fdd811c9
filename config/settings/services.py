"""Outside services and where they answer; the defaults are the sandbox on this machine."""

from config.settings.environment import HOME, env

MOTCUA_HOME = HOME
MOTCUA_URL = env.str("MOTCUA_URL", default=f"http://localhost:{env.str('PORT', default='8000')}")
MOTCUA_SANDBOX_URL = env.str("MOTCUA_SANDBOX_URL", default="http://127.0.0.1:8025")

MOTCUA_CHANNELS = {
    "sms": "motcua.messaging.adapters.sms_http.SmsHttp",
    "email": "motcua.messaging.adapters.email_smtp.EmailSmtp",
}
MOTCUA_SMS_URL = env.str("MOTCUA_SMS_URL", default=f"{MOTCUA_SANDBOX_URL}/sms")
MOTCUA_SMS_TOKEN = env.str("MOTCUA_SMS_TOKEN", default="sandbox")
MOTCUA_SMS_SENDER = env.str("MOTCUA_SMS_SENDER", default="MOTCUA")
MOTCUA_SMTP_HOST = env.str("MOTCUA_SMTP_HOST", default="127.0.0.1")
MOTCUA_SMTP_PORT = env.int("MOTCUA_SMTP_PORT", default=8026)
MOTCUA_SMTP_SECURITY = env.str("MOTCUA_SMTP_SECURITY", default="none")  # none | starttls | tls
MOTCUA_SMTP_USER = env.str("MOTCUA_SMTP_USER", default="")
MOTCUA_SMTP_PASSWORD = env.str("MOTCUA_SMTP_PASSWORD", default="")
MOTCUA_MAIL_FROM = env.str("MOTCUA_MAIL_FROM", default="motcua@localhost")

MOTCUA_CLAMD = env.str("MOTCUA_CLAMD", default="")
MOTCUA_UPLOAD_LIMIT = env.int("MOTCUA_UPLOAD_LIMIT", default=15 * 1024 * 1024)

MOTCUA_SIGNERS = {"pkcs12": "motcua.signing.adapters.pkcs12.Pkcs12"}

MOTCUA_CERTIFICATES = "motcua.people.adapters.signed_challenges.SignedChallenges"
MOTCUA_TRUST = env.str("MOTCUA_TRUST", default=str(HOME / "trust"))
"""Folder with the roots of the certification authorities that may prove who somebody is (PEM or DER, one a file)."""
MOTCUA_ENTERPRISES = env.str("MOTCUA_ENTERPRISES", default="motcua.people.adapters.enterprises_http.EnterprisesHttp")
"""Who answers what organisation a tax code belongs to; empty = nobody."""
MOTCUA_ENTERPRISES_URL = env.str("MOTCUA_ENTERPRISES_URL", default=f"{MOTCUA_SANDBOX_URL}/enterprises")
MOTCUA_ENTERPRISES_TOKEN = env.str("MOTCUA_ENTERPRISES_TOKEN", default="sandbox")

MOTCUA_SCANNER = "motcua.files.adapters.clamd.Clamd"
MOTCUA_API_PER_MINUTE = env.int("MOTCUA_API_PER_MINUTE", default=120)
"""How many questions a minute programs may ask from one network address."""
MOTCUA_UPLOAD_PAGES = env.int("MOTCUA_UPLOAD_PAGES", default=20)
MOTCUA_VAULT_ITEMS = env.int("MOTCUA_VAULT_ITEMS", default=200)
"""Papers that one account may keep in its store."""
MOTCUA_VAULT_BYTES = env.int("MOTCUA_VAULT_BYTES", default=200 * 1024 * 1024)
MOTCUA_BEHIND_PROXY = env.bool("MOTCUA_BEHIND_PROXY", default=False)

MOTCUA_OFFICE = env.str("MOTCUA_OFFICE", default="")
"""Code of the office whose name stands on the portal; empty = the first one."""
MOTCUA_ENTRY_LABELS: dict[str, str] = env.json("MOTCUA_ENTRY_LABELS", default={})
"""Words of the entry road, see `motcua.portal.labels`."""
MOTCUA_MOST_USED = env.list("MOTCUA_MOST_USED", default=["1.001193", "1.000894", "1.004873", "2.000635", "1.000656"])
"""Codes of the procedures that the first page shows first."""
