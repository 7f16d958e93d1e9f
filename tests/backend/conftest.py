"""For all backend tests: the rows that Wagtail's migrations make, which `--nomigrations` leaves out."""

from typing import Any

import pytest
from django.apps import apps
from django.db.models.signals import post_migrate


def plant_roots(**_: Any) -> None:
    """Make the root page, the root collection and the main language where a new or a flushed database lacks them."""
    from wagtail.models import Collection, Locale, Page

    locale, _created = Locale.objects.get_or_create(language_code="en")
    if Page.get_first_root_node() is None:
        Page.add_root(title="Root", slug="root", locale=locale)
    if Collection.get_first_root_node() is None:
        Collection.add_root(name="Root")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    """Plant the roots whenever the database is made or flushed."""
    post_migrate.connect(plant_roots, sender=apps.get_app_config("wagtailcore"), dispatch_uid="plant_roots")

