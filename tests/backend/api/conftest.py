"""The example sites in the content store, and a client that says what a response is."""

import pytest

from content_models import Manifest
from tests.backend.api.store_rows import record_example


@pytest.fixture
def marlshire(db: None) -> Manifest:
    """A force's site in three languages, with the national body's site that it links to."""
    record_example("national")
    return record_example("marlshire")
