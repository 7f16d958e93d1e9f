"""Production: everything that differs between machines comes from the environment.

It refuses to start while something is missing or wrong, and names all of it at once. docs/deployment.md lists the variables.
"""

import os
from typing import Any

from backend.settings.base import *  # noqa: F403
from backend.settings.base import INSTALLED_APPS, MIDDLEWARE, STORAGES
from backend.settings.content_security import policy
from backend.settings.environment import Environment

env = Environment(os.environ)

SECRET_KEY = env.text("WAYMARK_SECRET_KEY", "a long random string that signs sessions and previews", shortest=50)
ALLOWED_HOSTS = env.names("WAYMARK_ALLOWED_HOSTS", "host names of the admin and the API, separated by commas")
WAGTAILADMIN_BASE_URL = env.address("WAYMARK_ADMIN_URL", "public address of the admin, e.g. https://admin.example.org")
WAYMARK_PREVIEW_URL = env.address("WAYMARK_PREVIEW_URL", "public address of the preview server")
MEDIA_ROOT = env.folder("WAYMARK_MEDIA_ROOT", "folder of uploaded and published files")
STATIC_ROOT = env.folder("WAYMARK_STATIC_ROOT", "folder that collectstatic writes")

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": env.text("WAYMARK_DATABASE_NAME", "name of the PostgreSQL database"),
        # Empty means what libpq says: a local socket, PGUSER, ~/.pgpass.
        "HOST": env.text("WAYMARK_DATABASE_HOST", "its host, or the folder of its socket", ""),
        "PORT": env.text("WAYMARK_DATABASE_PORT", "its port", ""),
        "USER": env.text("WAYMARK_DATABASE_USER", "who signs in to it", ""),
        "PASSWORD": env.text("WAYMARK_DATABASE_PASSWORD", "with which password", ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
}

DEFAULT_FROM_EMAIL = env.text("WAYMARK_MAIL_FROM", "sender of emails", "Waymark <waymark@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
mail_host = env.text("WAYMARK_MAIL_HOST", "mail server; without one, emails are written to the log", "")
mail_tls = env.choice(
    "WAYMARK_MAIL_TLS", "how the connection to it is protected", ("starttls", "tls", "none"), "starttls"
)
mail_options: dict[str, Any] = {
    "host": mail_host,
    "port": env.number("WAYMARK_MAIL_PORT", "its port", 587),
    "username": env.text("WAYMARK_MAIL_USER", "who signs in to it", ""),
    "password": env.text("WAYMARK_MAIL_PASSWORD", "with which password", ""),
    "use_tls": mail_tls == "starttls",
    "use_ssl": mail_tls == "tls",
    "timeout": 20,
}
MAILERS: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": mail_options}
    if mail_host
    else {"BACKEND": "django.core.mail.backends.console.EmailBackend"}
}

level = env.choice(
    "WAYMARK_LOG_LEVEL", "least serious messages that are logged", ("INFO", "DEBUG", "WARNING", "ERROR"), "INFO"
)
WAYMARK_PROXIES = env.number("WAYMARK_PROXIES", "proxies in front of the backend that add to X-Forwarded-For", 1)
WAYMARK_FEEDBACK_COMMENT_DAYS = env.number(
    "WAYMARK_FEEDBACK_COMMENT_DAYS", "days after which visitors' comments are deleted", 365
)
# Where the demonstration's sites answer; only `load_demo` reads it, and only where it is set is there a demonstration.
if sites_port := env.number("WAYMARK_DEMO_SITES_PORT", "port of the demonstration's sites on this machine; 0: none", 0):
    SITES_PORT = sites_port

is_secure = WAGTAILADMIN_BASE_URL.startswith("https://")
if WAGTAILADMIN_BASE_URL and WAYMARK_PREVIEW_URL and WAYMARK_PREVIEW_URL.startswith("https://") != is_secure:
    env.wrong("WAYMARK_ADMIN_URL and WAYMARK_PREVIEW_URL must both begin with https://, or both with http://")
if is_secure and not mail_host:
    env.wrong("WAYMARK_MAIL_HOST is not set (only an admin on localhost may write its emails to the log)")
env.check()

DEBUG = False
CSRF_TRUSTED_ORIGINS = [WAGTAILADMIN_BASE_URL]

INSTALLED_APPS = [*INSTALLED_APPS, "django_tasks_db"]
# Both Django's tasks and Wagtail's own go into the database; `manage.py db_worker` does them.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

STORAGES = STORAGES | {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}

SECURE_CSP = policy(preview=WAYMARK_PREVIEW_URL)
MIDDLEWARE = [*MIDDLEWARE, "django.middleware.csp.ContentSecurityPolicyMiddleware"]

# Over plain http, which only a machine's own browser may use, cookies that demand TLS would never come back.
SECURE_SSL_REDIRECT = is_secure
# The proxy in front ends TLS and must set this header itself.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000 if is_secure else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = is_secure
SESSION_COOKIE_NAME = "__Host-sessionid" if is_secure else "sessionid"
SESSION_COOKIE_AGE = 12 * 60 * 60
# Builder and preview server read the API inside the network, where nobody ends TLS; visitors' answers always come through it.
SECURE_REDIRECT_EXEMPT = [r"^health$", r"^api/v1/(?!feedback/)"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "backend.settings.log_lines.JsonLines"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": level},
    "loggers": {"django": {"handlers": [], "level": level, "propagate": True}},
}
