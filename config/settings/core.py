"""Applications, middleware, language and time."""

import secrets

from config.settings.environment import HOME, ROOT, env


def _secret_key() -> str:
    """The key of this installation: from the environment, or kept in the data folder from the first start."""
    if given := env.str("MOTCUA_SECRET_KEY", default=""):
        return str(given)
    path = HOME / "secret.key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()


DEBUG = False
SECRET_KEY = _secret_key()
SECRET_KEY_FALLBACKS = env.list("MOTCUA_OLD_SECRET_KEYS", default=[])
BASE_DIR = ROOT
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.Account"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "csp",
    "procrastinate.contrib.django",
    "motcua.journal",
    "motcua.ui",
    "motcua.files",
    "motcua.messaging",
    "motcua.people",
    "motcua.agencies",
    "motcua.forms",
    "motcua.signing",
    "motcua.vault",
    "motcua.catalogue",
    "motcua.dossiers",
    "motcua.rehearsal",
    "motcua.portal",
    "motcua.counter",
    "motcua.backstage",
    "motcua.exchange",
]

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.compress.CompressPages",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "config.language.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "motcua.people.guard.SessionGuard",
    "config.access.AccessMiddleware",
]

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [ROOT / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # WhiteNoise warns when it is missing
WHITENOISE_USE_FINDERS = True
