"""Production starts only when it is told all it needs, and says at once what is missing."""

import importlib
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

ENVIRONMENT = {
    "WAYMARK_SECRET_KEY": "x" * 60,
    "WAYMARK_ALLOWED_HOSTS": "admin.example.org, api.example.org",
    "WAYMARK_ADMIN_URL": "https://admin.example.org/",
    "WAYMARK_DATABASE_NAME": "waymark",
    "WAYMARK_MEDIA_ROOT": "/srv/media",
    "WAYMARK_STATIC_ROOT": "/srv/static",
}
NAME = "backend.settings.production"


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ENVIRONMENT:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.delitem(sys.modules, NAME, raising=False)


def test_everything_that_is_missing_is_named_at_once() -> None:
    with pytest.raises(ImproperlyConfigured) as refused:
        importlib.import_module(NAME)
    assert all(name in str(refused.value) for name in ENVIRONMENT)


def test_a_short_secret_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (ENVIRONMENT | {"WAYMARK_SECRET_KEY": "short"}).items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match="too short"):
        importlib.import_module(NAME)


def test_it_starts_with_all_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    settings = importlib.import_module(NAME)
    assert settings.DEBUG is False
    assert settings.ALLOWED_HOSTS == ["admin.example.org", "api.example.org"]
    assert settings.DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql"
    assert settings.SESSION_COOKIE_SECURE is True
    assert settings.CSRF_COOKIE_SECURE is True
    assert settings.WAGTAIL_ENABLE_UPDATE_CHECK is False
    assert settings.WAGTAIL_GRAVATAR_PROVIDER_URL is None
