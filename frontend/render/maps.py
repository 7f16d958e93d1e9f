"""Links that find an address on a map. No map is loaded: nobody is asked for one before a visitor follows the link."""

from urllib.parse import quote

from content_models.values import Address
from frontend.render.parts import Anchor
from frontend.render.scope import OUTSIDE, Scope


def map_link(scope: Scope, address: Address | None) -> Anchor | None:
    """Return a link to a postal address on a map of a charity that tracks nobody, or None without an address."""
    if address is None:
        return None
    where = ", ".join(filter(None, (*address.lines, address.postcode)))
    return Anchor(scope.words["on_a_map"], f"https://www.openstreetmap.org/search?query={quote(where)}", OUTSIDE)
