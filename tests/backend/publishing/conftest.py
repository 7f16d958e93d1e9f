"""An organisation with a public home page and a contact to help, ready to publish."""

from functools import partial
from pathlib import Path
from typing import Any

import pytest
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


@pytest.fixture
def marlshire(db: None) -> Organisation:
    """A force with a public home page, recorded."""
    return make_site("marlshire")


@pytest.fixture
def colchester(db: None) -> Organisation:
    """A council with a public home page, recorded."""
    return make_site("colchester", kind="council")


@pytest.fixture
def commit() -> Any:
    """Inside `with commit():` what waits for the end of a transaction happens, as outside tests."""
    return partial(TestCase.captureOnCommitCallbacks, execute=True)
