"""A site that asks whether its pages were useful, and a memory without earlier answers."""

from collections.abc import Iterator

import pytest
from django.core.cache import caches

from backend.organisations.models import Organisation
from tests.backend.api.store_rows import record_example

ADDRESS = "https://admin.example/api/v1/feedback/"


@pytest.fixture(autouse=True)
def fresh_memory() -> Iterator[None]:
    """No test counts what another one sent."""
    caches["feedback"].clear()
    yield
    caches["feedback"].clear()


@pytest.fixture
def asking_site(db: None) -> Organisation:
    """Marlshire's site, in three languages, with a page that it has adopted; it asks."""
    record_example("national")
    record_example("marlshire")
    organisation = Organisation.objects.get(slug="marlshire")
    organisation.feedback_url = ADDRESS
    organisation.save()
    return organisation
