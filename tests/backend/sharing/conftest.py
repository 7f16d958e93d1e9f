"""Three neighbours for the tests of a file, made once and taken back after its last test."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings
from wagtail.models import Site

from tests.backend.sharing.neighbours import Neighbours, make_neighbours


@pytest.fixture(scope="module")
def made_neighbours(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Neighbours, Path]]:
    """Make them, files and all."""
    folder = tmp_path_factory.mktemp("neighbours")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=folder), transaction.atomic():
        Site.clear_site_root_paths_cache()
        yield make_neighbours(), folder
        transaction.set_rollback(True)
    Site.clear_site_root_paths_cache()


@pytest.fixture
def world(made_neighbours: tuple[Neighbours, Path], db: None, settings: Any) -> Neighbours:
    """The three as they were made, whatever a test before did to them."""
    neighbours, settings.MEDIA_ROOT = made_neighbours
    Site.clear_site_root_paths_cache()
    return neighbours.anew()
