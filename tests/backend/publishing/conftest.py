"""An organisation with a public home page and a contact to help, ready to publish."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import TestCase
from wagtail.models import Site

from backend.organisations.models import Organisation
from tests.backend.publishing.sites import make_site


@pytest.fixture(autouse=True)
def no_stale_roots() -> None:
    """Wagtail caches where sites begin; every test has sites of its own."""
    Site.clear_site_root_paths_cache()


@pytest.fixture(autouse=True)
def own_media(settings: Any, tmp_path: Path) -> None:
    """Every test has a media folder of its own."""
    settings.MEDIA_ROOT = tmp_path / "media"


@contextmanager
def made_once(django_db_blocker: Any, slug: str, **fields: Any) -> Iterator[int]:
    """Make a site for the tests of a file, in a transaction that is taken back after the last of them; gives its key."""
    with django_db_blocker.unblock(), transaction.atomic():
        Site.clear_site_root_paths_cache()
        yield make_site(slug, **fields).pk
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def made_marlshire(django_db_setup: None, django_db_blocker: Any) -> Iterator[int]:
    """The key of a force with a public home page."""
    with made_once(django_db_blocker, "marlshire") as key:
        yield key


@pytest.fixture(scope="module")
def made_colchester(django_db_setup: None, django_db_blocker: Any) -> Iterator[int]:
    """The key of a council with a public home page."""
    with made_once(django_db_blocker, "colchester", kind="council") as key:
        yield key


@pytest.fixture
def marlshire(made_marlshire: int, db: None) -> Organisation:
    """A force with a public home page, recorded."""
    return Organisation.objects.get(pk=made_marlshire)


@pytest.fixture
def colchester(made_colchester: int, db: None) -> Organisation:
    """A council with a public home page, recorded."""
    return Organisation.objects.get(pk=made_colchester)


@pytest.fixture
def national(db: None) -> Organisation:
    """The owner of what is shared."""
    return make_site("national", kind="national")


@pytest.fixture
def commit() -> Any:
    """Inside `with commit():` what waits for the end of a transaction happens, as outside tests."""
    return partial(TestCase.captureOnCommitCallbacks, execute=True)
