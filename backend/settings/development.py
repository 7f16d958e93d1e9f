"""One machine, one person: SQLite, immediate tasks, no secrets. Never for the public."""

import os
from pathlib import Path

from backend.settings.base import *  # noqa: F403
from backend.settings.base import PROJECT_ROOT

VAR = Path(os.environ.get("WAYMARK_VAR") or PROJECT_ROOT / "var").resolve()
(VAR / "static").mkdir(parents=True, exist_ok=True)

API_PORT = int(os.environ.get("API_PORT", "8000"))
SITES_PORT = int(os.environ.get("SITES_PORT", "8080"))
PREVIEW_PORT = int(os.environ.get("PREVIEW_PORT", "8070"))

# Off, as in production: pages of the admin stay quick, and no query log grows in a process that runs for days.
DEBUG = os.environ.get("WAYMARK_DEBUG", "") == "1"
SECRET_KEY = "for development on one machine only"  # noqa: S105
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", ".localhost"]
WAGTAILADMIN_BASE_URL = f"http://localhost:{API_PORT}"
WAYMARK_PREVIEW_URL = f"http://localhost:{PREVIEW_PORT}"

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": VAR / "waymark.sqlite3",
        "OPTIONS": {
            # Readers never wait for a writer; a writer waits for another instead of failing halfway through.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        },
    }
}

MEDIA_ROOT = VAR / "media"
STATIC_ROOT = VAR / "static"
# Granian serves no files itself, so WhiteNoise finds them where the packages keep them: nothing to collect.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

MAILERS = {"default": {"BACKEND": "django.core.mail.backends.console.EmailBackend"}}
