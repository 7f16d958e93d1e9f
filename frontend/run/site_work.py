"""One site's share of a run: its plan, the slot that its files go into, and what became of each."""

# Plain strings instead of Path objects: there are tens of thousands of them in one build.
# ruff: noqa: PTH113, PTH116, PTH123
import filecmp
import os
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from frontend.check.page import PageChecker
from frontend.files import link_new, write_new
from frontend.plan.problems import Problem
from frontend.plan.site_plan import SitePlan, file_of

type Job = tuple[int, str]
"""Number of the site in this run, and the file."""


class Made(NamedTuple):
    """What became of one file."""

    site: int
    file: str
    written: bool = False
    problems: tuple[Problem, ...] = ()
    anchors: tuple[tuple[str, str], ...] = ()
    failure: str = ""
    damaged: str = ""
    disk: tuple[int, str] | None = None
    pieces: int = 0
    """Pieces of what sites share that had to be made for it."""
    trouble: str = ""
    """Why such pieces cannot be kept."""
    encoded: bool = False
    """Compressed files stand beside it."""
    late: bool = False
    """It was left for later, and so was the link to it."""


@dataclass(slots=True)
class SiteWork:
    """One site's plan, and where its files go; `current` is the folder that is served, to compare with."""

    plan: SitePlan
    target: str
    current: str | None
    chromes: dict[str, Any] = field(default_factory=dict)
    checker: PageChecker = field(init=False)
    homes: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self.homes = frozenset(view.root for view in self.plan.views.values())
        self.checker = PageChecker(self.exists, self.plan.manifest.site.base_url)

    def exists(self, path: str) -> bool:
        """Say whether a path is an address of this site; its home is, even while that is not published."""
        return path in self.homes or (file_of(path) if path.endswith("/") else path[1:]) in self.plan.keys

    def link(self, file: str, path: str) -> bool:
        """Link a finished file into the idle slot, the served one where that is the same; says whether it is another."""
        served = f"{self.current}/{file}"
        same = self.current is not None and os.path.isfile(served) and filecmp.cmp(served, path, shallow=False)
        link_new(served if same else path, f"{self.target}/{file}")
        return not same

    def put(self, file: str, data: bytes) -> bool:
        """Write a file into the idle slot; where the served one is the same, share it. Says whether it was written."""
        path = f"{self.target}/{file}"
        if self.current is not None:
            served = f"{self.current}/{file}"
            try:
                same = os.stat(served).st_size == len(data)
                if same:
                    with open(served, "rb", buffering=0) as there:
                        same = there.read() == data
            except FileNotFoundError:
                same = False
            if same:
                link_new(served, path)
                return False
        write_new(path, data)
        return True
