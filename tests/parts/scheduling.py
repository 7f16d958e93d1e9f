"""How xdist shares tests among its workers: file by file, and folders that share something dear in one worker."""

import pytest
from xdist.scheduler.loadscope import LoadScopeScheduling

# One running demonstration; one demonstration loaded into a database.
TOGETHER = ("tests/end_to_end/", "tests/backend/demo/")
# A whole system of its own. It begins after other long files, when the demonstration stands: two systems that are set up at
# the same time take twice as long as one after the other.
APART = "tests/end_to_end/test_processes.py"
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
    if path == APART:
        return path
    return next((folder for folder in TOGETHER if path.startswith(folder)), path)


class ByFile(LoadScopeScheduling):
    """Gives each worker whole files."""

    def _split_scope(self, nodeid: str) -> str:
        return scope(nodeid)


def longest_first(items: list[pytest.Item]) -> None:
    """Put the folders that stay together and other long files first."""
    items.sort(key=lambda item: place(item.nodeid))


def place(nodeid: str) -> int:
    """Return when a test is to begin: 0 at once, 1 after those, 2 whenever somebody has time."""
    if scope(nodeid) == APART:
        return 1
    return 0 if nodeid.startswith(LONGEST) else 2
