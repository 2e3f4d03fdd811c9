"""What the browser is allowed to do, and how long a session lives."""

from csp.constants import NONE, SELF

from config.settings.environment import env

HTTPS = env.bool("MOTCUA_HTTPS", default=False)
ALLOWED_HOSTS = env.list("MOTCUA_HOSTS", default=["*"])
CSRF_TRUSTED_ORIGINS = env.list("MOTCUA_ORIGINS", default=[])
CSRF_FAILURE_VIEW = "motcua.ui.errors.csrf_failure"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SESSION_COOKIE_NAME = "motcua"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
LOGIN_URL = "/dang-nhap/"
MOTCUA_STAFF_SECOND_FACTOR = env.bool("MOTCUA_STAFF_SECOND_FACTOR", default=True)
"""Whether an officer's password alone opens nothing: an app's code, a passkey or a paper code must follow."""
MOTCUA_STAFF_IDLE_SECONDS = env.int("MOTCUA_STAFF_IDLE_SECONDS", default=30 * 60)
MOTCUA_STAFF_SESSION_SECONDS = env.int("MOTCUA_STAFF_SESSION_SECONDS", default=12 * 60 * 60)
MOTCUA_STAFF_BROWSERS = env.int("MOTCUA_STAFF_BROWSERS", default=3)
"""In how many browsers an officer may be signed in at a time; the oldest makes room."""
MOTCUA_PHONE_CHANGE_HOURS = env.int("MOTCUA_PHONE_CHANGE_HOURS", default=72)
"""How long the owner of a lost telephone number may still stop that it is replaced."""
MOTCUA_CODES_PER_HOUR = env.int("MOTCUA_CODES_PER_HOUR", default=3000)
"""Codes by SMS the whole portal sends in an hour at most, so that an attack has a price that is known."""
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2500  # more than a page of a form may ask: `forms.proof.MAX_INPUTS`
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "motcua.files.uploading.CutOff",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
        "worker-src": [SELF],
    }
}
