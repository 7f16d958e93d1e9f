"""The listings of a whole site, with a key for each over all that it shows."""

from collections.abc import Iterable, Mapping

from frontend.plan.keys import PageKeys, key_of
from frontend.plan.listing import DATA, Listing
from frontend.plan.view import SiteView


def plan_listings(views: Iterable[SiteView], keys: Mapping[str, PageKeys]) -> list[tuple[Listing, bytes]]:
    """Return every listing of the given languages with its key."""
    found = [(view, listing) for view in views for listing in view.lists.all()]
    same: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for view, listing in found:
        same.setdefault(_name(view, listing), []).append((listing.locale, listing.path))
    whole = [listing._replace(alternates=_alternates(same[_name(view, listing)])) for view, listing in found]
    return [(listing, listing_key(listing, keys[listing.locale])) for listing in whole]


def _name(view: SiteView, listing: Listing) -> tuple[str, str]:
    """Return what is the same for a listing in every language: its kind, and its place below the language's root."""
    return listing.kind, listing.path[len(view.root) :]


def _alternates(found: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(found) if len(found) > 1 else ()


def listing_key(listing: Listing, keys: PageKeys) -> bytes:
    """Return the key of a listing: renderer, chrome (a file for machines: the site's name and address), and its parts."""
    around = keys.plain if listing.kind in DATA else keys.chrome
    parts = (repr((listing.path, listing.items, listing.alternates)).encode(), b"reads")
    documents = (keys.whole(entry) for entry in listing.reads)
    return key_of(
        keys.renderer, listing.kind.encode(), around, *parts, *documents, b"cards", *map(keys.card, listing.cards)
    )
