"""Where pages are: which organisation's site a page belongs to, and at which path."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from django.db.models import Q
from wagtail.models import Page

from backend.organisations.models import Organisation

STEP: Final = Page.steplen
"""Characters of one level in treebeard's materialised path."""


@dataclass(frozen=True, slots=True)
class HomeTree:
    """The pages of one organisation in one language: everything at or below a home page."""

    organisation: Organisation
    locale: str
    path: str
    url_path: str

    @property
    def prefix(self) -> str:
        """What public paths begin with: the site's first language lives at the root."""
        return "/" if self.locale == self.organisation.languages[0] else f"/{self.locale}/"

    def public_path(self, url_path: str) -> str:
        """Return the public path of a page of this tree by Wagtail's `url_path`."""
        return (self.prefix + url_path[len(self.url_path) :]).lower()


class Trees:
    """The home trees of organisations, found in two queries however many there are."""

    def __init__(self, homes: Iterable[HomeTree]) -> None:
        self._by_path = {home.path: home for home in homes}
        self._by_organisation: dict[int, list[HomeTree]] = defaultdict(list)
        for home in self._by_path.values():
            self._by_organisation[home.organisation.pk].append(home)

    def of_page(self, path: str) -> HomeTree | None:
        """Return the tree that holds the page at treebeard's `path`, or None."""
        for end in range(len(path), 0, -STEP):
            if found := self._by_path.get(path[:end]):
                return found
        return None

    def of_organisation(self, organisation: int) -> list[HomeTree]:
        """Return the trees of an organisation in the order of its languages."""
        trees = self._by_organisation[organisation]
        return sorted(trees, key=lambda tree: tree.organisation.languages.index(tree.locale))

    @property
    def organisations(self) -> Iterator[Organisation]:
        """Every organisation that has a home page."""
        for trees in self._by_organisation.values():
            yield trees[0].organisation


def load_trees(organisations: Iterable[int] | None = None) -> Trees:
    """Return the home trees of the organisations with these keys, or of all.

    A home page in a language that its organisation does not list belongs to no site.
    """
    found = Organisation.objects.filter(site__isnull=False).select_related("site__root_page")
    if organisations is not None:
        found = found.filter(pk__in=list(organisations))
    by_key = {organisation.site.root_page.translation_key: organisation for organisation in found if organisation.site}
    homes = Page.objects.filter(translation_key__in=list(by_key)).select_related("locale")
    rows = homes.order_by("path").values_list("translation_key", "locale__language_code", "path", "url_path")
    return Trees(
        HomeTree(by_key[key], locale, path, url_path)
        for key, locale, path, url_path in rows
        if locale in by_key[key].languages
    )


def within(trees: Iterable[HomeTree]) -> Q:
    """Return the condition that a page belongs to one of `trees`."""
    condition = Q(pk__in=[])
    for tree in trees:
        condition |= Q(path__startswith=tree.path)
    return condition
