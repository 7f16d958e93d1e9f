"""For all backend tests: the rows that Wagtail's migrations make, which `--nomigrations` leaves out."""

import time
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.core.signals import request_finished, request_started
from django.db import connection
from django.db.models.signals import post_migrate


def plant_roots(**_: Any) -> None:
    """Make the root page, the root collection and the main language where a new or a flushed database lacks them."""
    from wagtail.models import Collection, Locale, Page

    locale, _created = Locale.objects.get_or_create(language_code="en")
    if Page.get_first_root_node() is None:
        Page.add_root(title="Root", slug="root", locale=locale)
    if Collection.get_first_root_node() is None:
        Collection.add_root(name="Root")


def build_search_table(**_: Any) -> None:
    """Make SQLite's full-text table as Wagtail's migration does; without migrations Django makes an ordinary one."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE name = 'wagtailsearch_indexentry_fts'")
        made = cursor.fetchone()
        if made is not None and made[0].startswith("CREATE VIRTUAL"):
            return
        cursor.execute("DROP TABLE IF EXISTS wagtailsearch_indexentry_fts")
        migration = import_module("wagtail.search.migrations.0006_customise_indexentry").Migration
        for operation in migration.operations:
            for step in getattr(operation, "database_operations", ()):
                cursor.execute(step.sql)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    """Plant the roots whenever the database is made or flushed."""
    search = apps.get_app_config("wagtailsearch")
    post_migrate.connect(build_search_table, sender=search, dispatch_uid="build_search_table")
    post_migrate.connect(plant_roots, sender=apps.get_app_config("wagtailcore"), dispatch_uid="plant_roots")


@pytest.fixture(autouse=True)
def answered(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let the live server end what a browser asked for before the database is emptied, which would lock both out."""
    if "live_server" not in request.fixturenames:
        yield
        return
    # Asked for first, so that it is emptied after this has waited.
    request.getfixturevalue("transactional_db")
    begun: list[None] = []
    ended: list[None] = []

    def begins(**_: Any) -> None:
        begun.append(None)

    def ends(**_: Any) -> None:
        ended.append(None)

    request_started.connect(begins)
    request_finished.connect(ends)
    yield
    quiet, deadline = 0, time.monotonic() + 20
    while quiet < 3 and time.monotonic() < deadline:
        quiet = quiet + 1 if len(ended) >= len(begun) else 0
        time.sleep(0.05)
    request_started.disconnect(begins)
    request_finished.disconnect(ends)
