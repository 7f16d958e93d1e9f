"""The gallery, made once for all tests of it."""

import pytest

from frontend.gallery.writing import Gallery


@pytest.fixture(scope="session")
def made_gallery() -> Gallery:
    """Every specimen in every language."""
    return Gallery()
