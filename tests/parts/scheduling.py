"""How xdist shares tests among its workers: file by file, and all that needs the running demonstration in one worker."""

import pytest
from xdist.scheduler.loadscope import LoadScopeScheduling

TOGETHER = "tests/end_to_end/"


def scope(nodeid: str) -> str:
    """Return the name of the tests that stay together with this one, because they share what is dear to set up."""
    path = nodeid.partition("::")[0]
    return TOGETHER if path.startswith(TOGETHER) else path


class ByFile(LoadScopeScheduling):
    """Gives each worker whole files."""

    def _split_scope(self, nodeid: str) -> str:
        return scope(nodeid)


def longest_first(items: list[pytest.Item]) -> None:
    """Put the tests of the demonstration first: they take longest, and all in one worker."""
    items.sort(key=lambda item: not item.nodeid.startswith(TOGETHER))
