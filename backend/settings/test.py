"""Tests: SQLite in memory, or the PostgreSQL that `tests/parts/postgresql.py` starts (`WAYMARK_TEST_DATABASE=postgresql`)."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from backend.settings.base import *  # noqa: F403

DEBUG = False
SECRET_KEY = "for tests only"  # noqa: S105
ALLOWED_HOSTS = ["*"]
WAGTAILADMIN_BASE_URL = "http://testserver"
WAYMARK_PREVIEW_URL = "http://preview.example"
API_PORT = 8000
SITES_PORT = 8080

if os.environ.get("WAYMARK_TEST_DATABASE", "sqlite") == "postgresql":
    # Where the server is, libpq reads from PGHOST, PGPORT and PGUSER.
    DATABASES: dict[str, dict[str, object]] = {
        "default": {"ENGINE": "django.db.backends.postgresql", "NAME": "waymark"}
    }
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": ":memory:",
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20},
        }
    }

# Files of tests never meet those of a running demonstration.
VAR = Path(tempfile.mkdtemp(prefix="waymark-test-"))
atexit.register(shutil.rmtree, VAR, ignore_errors=True)
MEDIA_ROOT = VAR / "media"
STATIC_ROOT = VAR / "static"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
