"""The whole demonstration, loaded once for all tests of this folder (a package, so that it is taken back after the last)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.test import TestCase, override_settings
from wagtail.models import Site

from backend.demo.loading import load
from backend.pages.importing import ImportReport


@dataclass(frozen=True)
class Demonstration:
    """What the first and the second run said, and the sites' manifests after each."""

    first: dict[str, ImportReport]
    second: dict[str, ImportReport]
    manifests: dict[str, bytes]
    manifests_again: dict[str, bytes]
    lines: list[str]


@pytest.fixture(scope="package")
def demonstration(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Demonstration]:
    """Load the demonstration twice, publishing included, and take it all back after the last test."""
    folder = tmp_path_factory.mktemp("demonstration")
    with (
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=folder, WAGTAILADMIN_BASE_URL="http://localhost:8000"),
        transaction.atomic(),
    ):
        Site.clear_site_root_paths_cache()
        lines: list[str] = []
        first = committed(lines)
        manifests = stored_manifests()
        second = committed([])
        yield Demonstration(first, second, manifests, stored_manifests(), lines)
        transaction.set_rollback(True)
    Site.clear_site_root_paths_cache()


def committed(lines: list[str]) -> dict[str, ImportReport]:
    """Load as a command would, with everything that waits for the end of the transaction."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        return load(tell=lines.append)


def stored_manifests() -> dict[str, bytes]:
    """Return the recorded manifest of every site."""
    from backend.publishing.models import StoredManifest

    found = StoredManifest.objects.select_related("organisation").filter(sequence__gt=0)
    return {manifest.organisation.slug: bytes(manifest.body) for manifest in found}
