"""What an organisation's site should consist of now: every live, public page that has a document, in tree order."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

from django.db.models import F, Q
from django.utils import timezone
from wagtail.models import Page

from backend.publishing.compiled import content_type
from backend.publishing.identity import IN_STEP
from backend.publishing.presenters.sources import Json
from backend.publishing.privacy import is_private, paths_from_top, private_paths
from backend.publishing.trees import HomeTree, within
from backend.sharing.models import AdoptedPage, Adoption, Mode

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
    overlay: str | None = None
    adopted: Json | None = None
    """From whom and how it is adopted, in the contract's form."""
    owner: int | None = None
    """The organisation that it is adopted from, whose contacts `owner_contacts` are."""
    owner_contacts: tuple[str, ...] = ()
    is_canonical_there: bool = False
    """Whether search engines are to be sent to its owner's page, if there is one."""


def desired_entries(trees: Iterable[HomeTree]) -> tuple[list[DesiredEntry], list[str]]:
    """Return the entries of a site, first language first, each in tree order; and a sentence for each page left out.

    Two queries, however many pages there are. A page below an unpublished one keeps its place, as in Wagtail; one below a
    private page is private. A page whose time is up is left out even before the schedule has taken it down, and an adopted
    one as soon as its owner recalls it, or the day has come on which a withdrawn one leaves.
    """
    ordered = list(trees)
    private = private_paths()
    found: dict[str, list[DesiredEntry]] = {tree.path: [] for tree in ordered}
    by_path = {tree.path: tree for tree in ordered}
    taken: dict[str, int] = {}
    shown: dict[tuple[UUID, str], int] = {}
    problems: list[str] = []
    for row in _rows(ordered):
        tree = next(by_path[start] for start in paths_from_top(row["path"]) if start in by_path)
        if is_private(row["path"], private):
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
        elif shown.setdefault((entry.page_id, entry.locale), entry.pk) != entry.pk:
            problems.append(
                f"The pages number {shown[entry.page_id, entry.locale]} and {entry.pk} show the same page; "
                f"number {entry.pk} is left out until you delete one of them."
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
    # An adopted page that stands for nothing any more shows nothing: it must never pass for one's own.
    stands = Adoption.objects.in_step().order_by()
    pages = pages.filter(~Q(content_type=content_type(AdoptedPage)) | Q(pk__in=stands.values("page_id")))
    # What shows its owner's document goes when the owner takes that from everybody, whatever the page is by now.
    over = Adoption.objects.over().filter(page__compiled__document__page_id=F("source_key")).order_by()
    pages = pages.exclude(pk__in=over.values("page_id"))
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
        "compiled__overlay_id",
        "compiled__overlay__page_id",
        "compiled__overlay__page_refs",
        "compiled__overlay__contact_refs",
        "adoption__mode",
        "adoption__source_key",
        "adoption__offer__owner_id",
        "adoption__offer__owner__slug",
        "adoption__offer__owner__name",
        "adoption__offer__canonical_here",
    )


def _entry(tree: HomeTree, row: dict[str, Any]) -> DesiredEntry:
    entry = DesiredEntry(
        pk=row["pk"],
        path=tree.public_path(row["url_path"]),
        page_id=row["compiled__document__page_id"],
        locale=tree.locale,
        type=row["compiled__document__type"],
        digest=row["compiled__document_id"],
        page_refs=tuple(row["compiled__document__page_refs"]),
        contact_refs=tuple(row["compiled__document__contact_refs"]),
    )
    # A page that was detached shows its owner's document until its own has been compiled.
    is_theirs = row["adoption__mode"] in IN_STEP or entry.page_id == row["adoption__source_key"]
    return _adopted(entry, row) if is_theirs else entry


def _adopted(entry: DesiredEntry, row: dict[str, Any]) -> DesiredEntry:
    # For a moment, the local parts of a page that begins to stand for another one may be those for the page before.
    fits = row["compiled__overlay__page_id"] == entry.page_id
    owner = {"slug": row["adoption__offer__owner__slug"], "name": row["adoption__offer__owner__name"]}
    return replace(
        entry,
        page_refs=(*entry.page_refs, *(row["compiled__overlay__page_refs"] if fits else ())),
        contact_refs=tuple(row["compiled__overlay__contact_refs"] if fits else ()),
        overlay=row["compiled__overlay_id"] if fits else None,
        adopted={"owner": owner, "mode": "follow" if row["adoption__mode"] == Mode.FOLLOW else "review"},
        owner=row["adoption__offer__owner_id"],
        owner_contacts=entry.contact_refs,
        is_canonical_there=row["adoption__offer__canonical_here"],
    )
