"""What compiling works with whatever the page: its outcome, its batches, the stamp of what a document was made from."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from wagtail.models import Page

from backend.publishing.presenters import code_version
from backend.publishing.trees import HomeTree
from content_models import digest

BATCH: Final = 50
"""Pages compiled at a time, so that memory does not grow with a site."""

_TRIES: Final = 3


@dataclass(slots=True)
class Compiled:
    """What came of compiling pages, by their primary keys."""

    done: set[int] = field(default_factory=set)
    unchanged: set[int] = field(default_factory=set)
    problems: dict[int, str] = field(default_factory=dict)
    """Pages that cannot become documents as they stand: a sentence each. Somebody has to mend the page."""
    failures: dict[int, str] = field(default_factory=dict)
    """Pages that failed for another reason; trying again may help."""

    def add(self, other: "Compiled") -> None:
        """Take in what came of compiling other pages."""
        self.done |= other.done
        self.unchanged |= other.unchanged
        self.problems |= other.problems
        self.failures |= other.failures


def stamp_of(
    tree: HomeTree, live_revision: int | None, last_published: Any, locked: Iterable[str] = frozenset()
) -> str:
    """Return what changes when a page must be compiled again, apart from the objects that it refers to."""
    owner = tree.organisation
    facts: tuple[Any, ...] = (
        owner.slug,
        owner.name,
        owner.licence_name,
        owner.licence_url,
        owner.nations,
        tree.locale,
        *sorted(locked),
    )
    moment = last_published.isoformat() if last_published else "-"
    return f"{code_version()}:{digest(repr(facts).encode())[:12]}:{live_revision or '-'}:{moment}"


def in_tries(pages: Sequence[int], outcome: Compiled, compile_batch: Callable[[Sequence[int]], Sequence[int]]) -> None:
    """Compile a batch, and again what changed meanwhile; what never stands still becomes a failure."""
    left: Sequence[int] = pages
    for _ in range(_TRIES):
        left = compile_batch(left)
        if not left:
            return
    for page in left:
        outcome.failures[page] = "The page kept changing while it was compiled."


def content_type(model: type[Model]) -> int:
    """Return the primary key of the content type of `model`."""
    return ContentType.objects.get_for_model(model).pk


def sentence(page: Page, reason: str) -> str:
    """Return why a page cannot be published, for whoever can mend it."""
    return f"The page “{page.title}” (number {page.pk}) cannot be published as it stands: {reason}"
