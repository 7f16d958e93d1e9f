"""Which blocks of a page its owner has locked: adopters keep them as they are."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from wagtail.models import Page

from backend.publishing.trees import STEP
from backend.sharing.models import Offer


class Locks:
    """The locked blocks of all offers, found in two queries however many there are."""

    def __init__(self, pages: dict[UUID, frozenset[str]], sections: dict[str, frozenset[str]]) -> None:
        self._pages = pages
        self._sections = sections

    def of_page(self, path: str, key: UUID) -> frozenset[str]:
        """Return the ids that the offers covering the page at treebeard's `path`, with this translation key, lock."""
        found = self._pages.get(key, frozenset())
        for end in range(STEP, len(path) + 1, STEP) if self._sections else ():
            found |= self._sections.get(path[:end], frozenset())
        return found


def load_locks() -> Locks:
    """Return the locks as they are now."""
    pages: dict[UUID, frozenset[str]] = {}
    whole: dict[UUID, frozenset[str]] = {}
    rows = Offer.objects.exclude(locked_blocks=[]).order_by()
    for key, is_section, blocks in rows.values_list("source_key", "whole_section", "locked_blocks"):
        pages[key] = frozenset(blocks)
        if is_section:
            whole[key] = frozenset(blocks)
    return Locks(pages, _by_path(whole))


def _by_path(whole: dict[UUID, frozenset[str]]) -> dict[str, frozenset[str]]:
    """Return the locked blocks of whole sections by the paths of their heads, in every language."""
    found: dict[str, frozenset[str]] = defaultdict(frozenset)
    heads: Iterable[tuple[UUID, str]] = (
        Page.objects.filter(translation_key__in=list(whole)).values_list("translation_key", "path") if whole else ()
    )
    for key, path in heads:
        found[path] |= whole[key]
    return dict(found)
