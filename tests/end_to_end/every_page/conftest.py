"""All sites of the demonstration, as their releases are."""

import pytest

from tests.end_to_end.test_demo import SITES
from tests.parts.built_site import BuiltSite, BuiltSites
from tests.parts.demonstration import Demonstration


@pytest.fixture(scope="session")
def sites(demonstration: Demonstration) -> BuiltSites:
    """Every site of the demonstration with all its pages, read once."""
    return BuiltSites(BuiltSite(name, demonstration.release(name)) for name in SITES)
