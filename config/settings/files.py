"""Where the files of dossiers are kept: on this machine's disk, or in a bucket of an S3 store."""

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from config.settings.environment import HOME, env

MOTCUA_FILES = env.str("MOTCUA_FILES", default="")
"""`s3://bucket` or `s3://bucket/folder`; empty = the disk, in MOTCUA_HOME/files."""
ENCRYPTIONS = ("", "AES256", "aws:kms")


def bucket(place: str) -> dict[str, Any]:
    """The storage for a place in an S3 store. Raises ImproperlyConfigured with what is missing."""
    options = {
        "place": place,
        "endpoint": env.str("MOTCUA_S3_ENDPOINT", default=""),
        "region": env.str("MOTCUA_S3_REGION", default="us-east-1"),
        "key": env.str("MOTCUA_S3_KEY", default=""),
        "secret": env.str("MOTCUA_S3_SECRET", default=""),
        "encryption": env.str("MOTCUA_S3_ENCRYPTION", default=""),
        "encryption_key": env.str("MOTCUA_S3_ENCRYPTION_KEY", default=""),
    }
    parts = urlsplit(place)
    if parts.scheme != "s3" or not parts.netloc:
        raise ImproperlyConfigured(f"MOTCUA_FILES={place}: write s3://bucket, or leave it empty for the disk")
    if missing := [f"MOTCUA_S3_{name.upper()}" for name in ("endpoint", "key", "secret") if not options[name]]:
        raise ImproperlyConfigured(f"MOTCUA_FILES={place} also needs {', '.join(missing)}")
    if urlsplit(options["endpoint"]).scheme not in ("http", "https"):
        raise ImproperlyConfigured("MOTCUA_S3_ENDPOINT begins with https://, such as https://s3.example.vn")
    if options["encryption"] not in ENCRYPTIONS:
        raise ImproperlyConfigured("MOTCUA_S3_ENCRYPTION is empty, AES256 or aws:kms")
    return {"BACKEND": "motcua.files.adapters.s3.S3Bucket", "OPTIONS": options}


_FOLDER = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": HOME / "files"}}
_DISK = {**_FOLDER, "BACKEND": "motcua.files.adapters.disk.DurableDisk"}
STORAGES = {
    "default": _FOLDER,
    "disk": _DISK,
    "files": bucket(MOTCUA_FILES) if MOTCUA_FILES else _DISK,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
