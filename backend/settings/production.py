"""Production: everything that differs between machines comes from the environment.

It refuses to start while something is missing, and names all that is missing at once.
"""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from backend.settings.base import *  # noqa: F403
from backend.settings.base import STORAGES

REQUIRED = {
    "WAYMARK_SECRET_KEY": "a long random string that signs sessions",
    "WAYMARK_ALLOWED_HOSTS": "host names of the admin and the API, separated by commas",
    "WAYMARK_ADMIN_URL": "public address of the admin, e.g. https://admin.example.org",
    "WAYMARK_DATABASE_NAME": "name of the PostgreSQL database",
    "WAYMARK_MEDIA_ROOT": "folder for uploaded files",
    "WAYMARK_STATIC_ROOT": "folder that collectstatic writes",
}

if missing := [f"{name} ({meaning})" for name, meaning in REQUIRED.items() if not os.environ.get(name)]:
    raise ImproperlyConfigured(f"Set these variables of the environment: {'; '.join(missing)}.")

SECRET_KEY = os.environ["WAYMARK_SECRET_KEY"]
if len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("WAYMARK_SECRET_KEY is too short: it needs at least 50 characters.")

DEBUG = False
ALLOWED_HOSTS = [host.strip() for host in os.environ["WAYMARK_ALLOWED_HOSTS"].split(",") if host.strip()]
WAGTAILADMIN_BASE_URL = os.environ["WAYMARK_ADMIN_URL"].rstrip("/")
CSRF_TRUSTED_ORIGINS = [WAGTAILADMIN_BASE_URL]

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": os.environ["WAYMARK_DATABASE_NAME"],
        # Empty means what libpq says: a local socket, PGUSER, ~/.pgpass.
        "HOST": os.environ.get("WAYMARK_DATABASE_HOST", ""),
        "PORT": os.environ.get("WAYMARK_DATABASE_PORT", ""),
        "USER": os.environ.get("WAYMARK_DATABASE_USER", ""),
        "PASSWORD": os.environ.get("WAYMARK_DATABASE_PASSWORD", ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
}

MEDIA_ROOT = Path(os.environ["WAYMARK_MEDIA_ROOT"])
STATIC_ROOT = Path(os.environ["WAYMARK_STATIC_ROOT"])
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}

SECURE_SSL_REDIRECT = True
# The proxy in front ends TLS and must set this header itself.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
