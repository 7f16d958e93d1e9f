"""What an organisation's site should consist of now: every live, public page that has a document, in tree order."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from backend.publishing.trees import STEP, HomeTree, within

_PATH: Final = re.compile(r"(?=.{1,1000}$)/(?:[a-z0-9_-]+/)*")


@dataclass(frozen=True, slots=True)
class DesiredEntry:
    """One page of the manifest to be."""

    pk: int
    path: str
    page_id: UUID
    locale: str
    type: str
    digest: str
    page_refs: tuple[str, ...]
    contact_refs: tuple[str, ...]


def desired_entries(trees: Iterable[HomeTree]) -> tuple[list[DesiredEntry], list[str]]:
    """Return the entries of a site, first language first, each in tree order; and a sentence for each page left out.

    Two queries, however many pages there are. A page below an unpublished one keeps its place, as in Wagtail; one below a
    private page is private. A page whose time is up is left out even before the schedule has taken it down.
    """
    ordered = list(trees)
    private = set(PageViewRestriction.objects.values_list("page__path", flat=True))
    found: dict[str, list[DesiredEntry]] = {tree.path: [] for tree in ordered}
    by_path = {tree.path: tree for tree in ordered}
    taken: dict[str, int] = {}
    problems: list[str] = []
    for row in _rows(ordered):
        tree = next(by_path[start] for start in _ancestors(row["path"]) if start in by_path)
        if not private.isdisjoint(_ancestors(row["path"])):
            continue
        entry = _entry(tree, row)
        if row["locale__language_code"] != tree.locale:
            problems.append(f"The page number {entry.pk} stands among pages of another language; move or translate it.")
        elif not _PATH.fullmatch(entry.path):
            problems.append(f"The page number {entry.pk} has an address that no site can have: {entry.path[:200]}")
        elif taken.setdefault(entry.path, entry.pk) != entry.pk:
            problems.append(
                f"The pages number {taken[entry.path]} and {entry.pk} have the same address {entry.path}; "
                f"number {entry.pk} is left out until its address changes."
            )
        else:
            found[tree.path].append(entry)
    return [entry for tree in ordered for entry in found[tree.path]], problems


def with_draft(entries: list[DesiredEntry], draft: DesiredEntry) -> list[DesiredEntry]:
    """Return `entries` with `draft` where its published version stands, or last below its parent if there is none."""
    page = (draft.page_id, draft.locale)
    place = next((place for place, entry in enumerate(entries) if (entry.page_id, entry.locale) == page), None)
    others = [entry for entry in entries if (entry.page_id, entry.locale) != page and entry.path != draft.path]
    if place is None:
        above = draft.path.rstrip("/").rpartition("/")[0] + "/"
        near = [at for at, entry in enumerate(others, start=1) if entry.path.startswith(above)]
        place = near[-1] if near and draft.path != "/" else 0 if draft.path == "/" else len(others)
    return [*others[:place], draft, *others[place:]]


def _rows(trees: list[HomeTree]) -> Iterable[dict[str, Any]]:
    pages = Page.objects.filter(within(trees), live=True, compiled__document__isnull=False)
    pages = pages.exclude(expire_at__lte=timezone.now()).order_by("path")
    return pages.values(
        "pk",
        "path",
        "url_path",
        "locale__language_code",
        "compiled__document_id",
        "compiled__document__page_id",
        "compiled__document__type",
        "compiled__document__page_refs",
        "compiled__document__contact_refs",
    )


def _ancestors(path: str) -> list[str]:
    """Return treebeard's paths of a page and of all above it, from the top."""
    return [path[:end] for end in range(STEP, len(path) + 1, STEP)]


def _entry(tree: HomeTree, row: dict[str, Any]) -> DesiredEntry:
    return DesiredEntry(
        pk=row["pk"],
        path=tree.public_path(row["url_path"]),
        page_id=row["compiled__document__page_id"],
        locale=tree.locale,
        type=row["compiled__document__type"],
        digest=row["compiled__document_id"],
        page_refs=tuple(row["compiled__document__page_refs"]),
        contact_refs=tuple(row["compiled__document__contact_refs"]),
    )
