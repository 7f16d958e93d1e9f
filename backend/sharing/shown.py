"""Which version of its owner's page an adopted page shows."""

from typing import Any

from wagtail.models import Page, Revision

from backend.sharing.models.adoption import Adoption


def adoption_of(page: Page) -> Adoption | None:
    """Return the adoption that `page` stands for, or None for a page that is nobody else's."""
    found: Adoption | None = getattr(page, "adoption", None)
    return found


def shown_version(adoption: Adoption | None) -> Any:
    """Return the owner's page as the adopter's site shows it; None while there is nothing to show.

    That is the accepted version, or the published one where none was recorded yet.
    """
    if adoption is None:
        return None
    if adoption.accepted_revision is not None:
        return as_page(adoption.accepted_revision)
    return live_version(adoption)


def live_version(adoption: Adoption) -> Any:
    """Return the owner's page as it is published now; None while it is not."""
    source = adoption.source
    if source is None or not source.live:
        return None
    return as_page(source.live_revision) if source.live_revision is not None else source.specific


def as_page(revision: Revision) -> Any:
    """Return the page as it was in `revision`."""
    return revision.as_object()


def locked_blocks(adoption: Adoption | None) -> frozenset[str]:
    """Return the ids of the blocks that the owner has locked."""
    return frozenset(adoption.offer.locked_blocks) if adoption else frozenset()
