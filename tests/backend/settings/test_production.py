"""Production starts only when it is told all it needs, and then in a safe way."""

import importlib
import json
import logging
import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse
from django.middleware.security import SecurityMiddleware
from django.test import RequestFactory, override_settings

from backend.settings.log_lines import JsonLines

ROOT = Path(__file__).resolve().parents[3]
ENVIRONMENT = {
    "WAYMARK_SECRET_KEY": "".join(chr(number) for number in range(40, 120)),
    "WAYMARK_ALLOWED_HOSTS": "admin.example.org, api.example.org",
    "WAYMARK_ADMIN_URL": "https://admin.example.org/",
    "WAYMARK_PREVIEW_URL": "https://preview.example.org",
    "WAYMARK_DATABASE_NAME": "waymark",
    "WAYMARK_MAIL_HOST": "mail.example.org",
    "WAYMARK_MEDIA_ROOT": "/srv/media",
    "WAYMARK_STATIC_ROOT": "/srv/static",
}
NAME = "backend.settings.production"


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("WAYMARK_")]:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.delitem(sys.modules, NAME, raising=False)


def load(monkeypatch: pytest.MonkeyPatch, **changed: str) -> ModuleType:
    for name, value in (ENVIRONMENT | changed).items():
        monkeypatch.setenv(name, value)
    return importlib.import_module(NAME)


def test_everything_that_is_missing_is_named_at_once() -> None:
    with pytest.raises(ImproperlyConfigured) as refused:
        importlib.import_module(NAME)
    assert all(f"{name} is not set" in str(refused.value) for name in ENVIRONMENT if name != "WAYMARK_MAIL_HOST")


def test_a_system_in_public_sends_its_emails(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ImproperlyConfigured, match="WAYMARK_MAIL_HOST is not set"):
        load(monkeypatch, WAYMARK_MAIL_HOST="")


def test_a_short_secret_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ImproperlyConfigured, match="too short"):
        load(monkeypatch, WAYMARK_SECRET_KEY="short")


def test_it_starts_with_all_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = load(monkeypatch)
    assert settings.DEBUG is False
    assert settings.ALLOWED_HOSTS == ["admin.example.org", "api.example.org"]
    assert settings.DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql"
    assert settings.SESSION_COOKIE_SECURE is True
    assert settings.CSRF_COOKIE_SECURE is True
    assert settings.SECURE_CSP["frame-src"][-1] == "https://preview.example.org"
    assert settings.WAGTAIL_ENABLE_UPDATE_CHECK is False
    assert settings.WAGTAIL_GRAVATAR_PROVIDER_URL is None
    assert not hasattr(settings, "SITES_PORT"), "no demonstration, and no accounts with a known password"


def test_plain_http_is_refused_anywhere_but_on_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ImproperlyConfigured, match="WAYMARK_ADMIN_URL must begin with https://"):
        load(monkeypatch, WAYMARK_ADMIN_URL="http://admin.example.org")


def test_on_this_machine_cookies_come_back_without_tls(monkeypatch: pytest.MonkeyPatch) -> None:
    local = {"WAYMARK_ADMIN_URL": "http://localhost:8000", "WAYMARK_PREVIEW_URL": "http://localhost:8070"}
    local["WAYMARK_MAIL_HOST"] = ""
    settings = load(monkeypatch, **local)
    assert settings.SESSION_COOKIE_SECURE is False
    assert settings.SECURE_SSL_REDIRECT is False
    assert settings.SECURE_HSTS_SECONDS == 0


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/v1/sites/", 200),
        ("/api/v1/preview/", 200),
        ("/health", 200),
        ("/api/v1/feedback/", 301),
        ("/admin/", 301),
        ("/media/picture.jpg", 301),
    ],
)
def test_the_builder_reads_the_api_inside_the_network_and_all_else_is_led_to_tls(
    monkeypatch: pytest.MonkeyPatch, path: str, status: int
) -> None:
    production = load(monkeypatch)
    with override_settings(
        SECURE_SSL_REDIRECT=production.SECURE_SSL_REDIRECT, SECURE_REDIRECT_EXEMPT=production.SECURE_REDIRECT_EXEMPT,
    ):  # fmt: skip
        middleware = SecurityMiddleware(lambda _request: HttpResponse())
        assert middleware(RequestFactory().get(path)).status_code == status
        assert middleware(RequestFactory().get(path, secure=True)).status_code == 200


def test_admin_and_previews_share_their_scheme_because_browsers_frame_nothing_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(ImproperlyConfigured, match="must both begin with"):
        load(monkeypatch, WAYMARK_PREVIEW_URL="http://localhost:8070")


def test_djangos_own_check_for_deployment_finds_nothing() -> None:
    environment = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": NAME, **ENVIRONMENT}
    ended = subprocess.run(
        [sys.executable, "backend/manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    assert "System check identified no issues" in ended.stdout


def test_the_manual_lists_every_variable_with_its_default_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    known = load(monkeypatch).env.known
    manual = (ROOT / "docs" / "deployment.md").read_text(encoding="utf-8")
    table = manual.partition("## Variables of the backend")[2].partition("\n## ")[0]
    rows = dict(re.findall(r"^\| `(WAYMARK_\w+)` \| [^|]+ \|([^|]*)\|$", table, re.M))
    assert rows.keys() == known.keys()
    for name, variable in known.items():
        wanted = "must be set" if variable.default is None else f"`{variable.default}`" if variable.default else ""
        assert rows[name].strip() == wanted, name


def test_log_lines_are_json_and_tell_no_query_strings() -> None:
    record = logging.LogRecord("django.request", logging.WARNING, "f.py", 1, "Not Found: %s", ("/signs/",), None)
    record.status_code = 404
    record.request = "<WSGIRequest: GET '/signs/?q=a name'>"
    line = json.loads(JsonLines().format(record))
    assert line["message"] == "Not Found: /signs/"
    assert line["status"] == 404
    assert "a name" not in json.dumps(line)
