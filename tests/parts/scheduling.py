"""How xdist shares tests among its workers: file by file, and folders that share something dear in one worker."""

import pytest
from xdist.scheduler.loadscope import LoadScopeScheduling

# One running demonstration; one demonstration loaded into a database.
TOGETHER = ("tests/end_to_end/", "tests/backend/demo/")


def scope(nodeid: str) -> str:
    """Return the name of the tests that stay together with this one, because they share what is dear to set up."""
    path = nodeid.partition("::")[0]
    return next((folder for folder in TOGETHER if path.startswith(folder)), path)


class ByFile(LoadScopeScheduling):
    """Gives each worker whole files."""

    def _split_scope(self, nodeid: str) -> str:
        return scope(nodeid)


def longest_first(items: list[pytest.Item]) -> None:
    """Put the folders that stay together first: they take longest."""
    items.sort(key=lambda item: not item.nodeid.startswith(TOGETHER))
