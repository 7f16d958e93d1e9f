"""Which pages are private: those that somebody put behind a log-in or a password, and all below them."""

from collections.abc import Iterable

from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from backend.publishing.trees import STEP


def paths_from_top(path: str) -> list[str]:
    """Return treebeard's paths of a page and of all above it, from the top."""
    return [path[:end] for end in range(STEP, len(path) + 1, STEP)]


def private_paths() -> set[str]:
    """Return treebeard's paths of the pages that are restricted themselves; one query."""
    return set(PageViewRestriction.objects.values_list("page__path", flat=True))


def is_private(path: str, private: set[str]) -> bool:
    """Say whether the page at treebeard's `path` is restricted itself, or below one that is."""
    return not private.isdisjoint(paths_from_top(path))


def public_among(pages: Iterable[int]) -> set[int]:
    """Return the pages (primary keys) that everybody may read now: live, not expired, not private; two queries."""
    wanted = set(pages)
    if not wanted:
        return set()
    rows = Page.objects.filter(pk__in=wanted, live=True).exclude(expire_at__lte=timezone.now())
    private = private_paths()
    return {pk for pk, path in rows.values_list("pk", "path") if not is_private(path, private)}
