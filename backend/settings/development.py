"""One machine, one person: SQLite, immediate tasks, no secrets. Never for the public."""

import os
from pathlib import Path

from backend.settings.base import *  # noqa: F403
from backend.settings.base import PROJECT_ROOT
from backend.settings.environment import Environment

env = Environment(os.environ)
VAR = Path(env.text("WAYMARK_VAR", "folder of everything that is made", str(PROJECT_ROOT / "var"))).resolve()
API_PORT = env.number("API_PORT", "port of the admin and the API", 8000)
SITES_PORT = env.number("SITES_PORT", "port of the sites", 8080)
PREVIEW_PORT = env.number("PREVIEW_PORT", "port of previews", 8070)
# Off, as in production: pages of the admin stay quick, and no query log grows in a process that runs for days.
DEBUG = env.flag("WAYMARK_DEBUG", "show errors in the browser", default=False)
env.check()

(VAR / "static").mkdir(parents=True, exist_ok=True)
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
