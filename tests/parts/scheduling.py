"""How xdist shares tests among its workers: file by file, and folders that share something dear in one worker."""

import pytest
from xdist.scheduler.loadscope import LoadScopeScheduling

# One running demonstration; one demonstration loaded into a database.
TOGETHER = ("tests/end_to_end/", "tests/backend/demo/")
LONGEST = (
    *TOGETHER,
    "tests/backend/organisations/walk/test_walk.py",
    "tests/backend/publishing/test_kill.py",
    "tests/backend/sharing/test_browser.py",
    "tests/backend/sharing/test_journey.py",
    "tests/browser/test_gallery.py",
)
"""What a worker that began it late would end alone, while the others have nothing left."""


def scope(nodeid: str) -> str:
    """Return the name of the tests that stay together with this one, because they share what is dear to set up."""
    path = nodeid.partition("::")[0]
    return next((folder for folder in TOGETHER if path.startswith(folder)), path)


class ByFile(LoadScopeScheduling):
    """Gives each worker whole files."""

    def _split_scope(self, nodeid: str) -> str:
        return scope(nodeid)


def longest_first(items: list[pytest.Item]) -> None:
    """Put the folders that stay together and other long files first."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))
