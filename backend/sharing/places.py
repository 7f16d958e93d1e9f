"""Where an adopted page may stand on one's own site, and which of these places fit best."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page

from backend.organisations.models import Organisation
from backend.sharing.models import AdoptedPage, Adoption

SUGGESTIONS: Final = 4


@dataclass(frozen=True, slots=True)
class Place:
    """A page below which a shared page may stand.

    `trail` are the titles from the top of the site down to it, `address` what the address of a page there begins with, `reason`
    why it is suggested.
    """

    page: Page
    trail: tuple[str, ...]
    address: str
    reason: str = ""

    @property
    def words(self) -> str:
        """All titles on the way, for finding it by any of them."""
        return " › ".join(self.trail)


def places_for(organisation: Organisation, user: Any) -> list[Place]:
    """Return the places in the organisation's first language below which `user` may put a shared page, in the tree's order."""
    home = organisation.root_page
    if home is None:
        return []
    parents = {
        kind.pk for kind in ContentType.objects.get_for_models(*AdoptedPage.allowed_parent_page_models()).values()
    }
    below = list(Page.objects.descendant_of(home, inclusive=True).select_related("content_type").order_by("path"))
    root = (home.specific.get_full_url() or "").rstrip("/")
    titles = {page.path: page.title for page in below}
    return [
        Place(page, _trail(page, home, titles), f"{root}/{page.url_path[len(home.url_path) :]}")
        for page in below
        if page.content_type_id in parents and page.permissions_for_user(user).can_add_subpage()
    ]


def _trail(page: Page, home: Page, titles: dict[str, str]) -> tuple[str, ...]:
    ends = range(len(home.path), len(page.path) + 1, Page.steplen)
    return tuple(titles.get(page.path[:end], "") for end in ends)


def suggestions(places: Sequence[Place], source: Page, organisation: Organisation) -> list[Place]:
    """Return the few places that fit the page `source` best, each with why; the first is the one to take."""
    found: dict[int, Place] = {}
    for place in _fitting(places, source, organisation):
        found.setdefault(place.page.pk, place)
    return list(found.values())[:SUGGESTIONS]


def _fitting(places: Sequence[Place], source: Page, organisation: Organisation) -> Iterator[Place]:
    above = source.get_parent()
    at_top = above is None or above.is_site_root()
    top = places[:1] if places and len(places[0].trail) == 1 else []
    if at_top:
        yield from (replace(place, reason="At the top of your site, as at its owner’s.") for place in top)
    else:
        for place in places:
            if place.page.slug == above.slug or place.page.title.casefold() == above.title.casefold():
                yield replace(place, reason=f"Its owner keeps it below “{above.title}” too.")
    by_path = {place.page.path: place for place in places}
    for path, _ in Counter(_where_alike_stand(source, organisation)).most_common():
        if path in by_path and by_path[path] not in top:
            yield replace(by_path[path], reason="You keep pages of this kind here.")
    yield from (replace(place, reason="At the top of your site.") for place in top)
    yield from (replace(place, reason="A main section of your site.") for place in places if len(place.trail) == 2)


def _where_alike_stand(source: Page, organisation: Organisation) -> Iterator[str]:
    """Yield the path of the parent of every page of the site that is of the same kind as `source`."""
    home = organisation.root_page
    if home is None:
        return
    own = Page.objects.descendant_of(home).filter(content_type_id=source.content_type_id).values_list("path", flat=True)
    shared = Adoption.objects.in_step().filter(
        organisation=organisation, source__content_type_id=source.content_type_id, page__path__startswith=home.path
    )
    for path in [*own, *shared.values_list("page__path", flat=True)]:
        yield path[: -Page.steplen]
