"""What the builder asks of a renderer. `frontend.render.Renderer` is the one that sites are made with."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from content_models.site import Site
from frontend.archives.archive import Contents, ExtraFile
from frontend.finder.finder import Finder
from frontend.paper.sheet import Sheet
from frontend.plan.listing import Listing
from frontend.plan.page_view import PageView
from frontend.plan.stand_ins import StandIn
from frontend.plan.view import SiteView
from frontend.render.pieces import Shelf
from frontend.render.taken import Taken


class PageRenderer[Chrome, Content](Protocol):
    """Turns views into HTML. It depends on nothing but its arguments and what `version` is a digest of."""

    @property
    def version(self) -> str:
        """A digest of templates, strings, assets and rendering code."""

    def chrome(self, view: SiteView) -> Chrome:
        """Return what all pages of a site and language have in common."""

    def content(self, view: SiteView, page: PageView, shelf: Shelf | None = None) -> Content:
        """Return a document's own HTML; `shelf` has the pieces of it that other sites show too."""

    def page(self, view: SiteView, page: PageView, chrome: Chrome, content: Content, taken: Taken = ...) -> str:
        """Return a whole page, with links to what may be taken away from it."""

    def leaflet(self, view: SiteView, page: PageView, chrome: Chrome, content: Content) -> Sheet:
        """Return a page as a leaflet that is ready to be printed."""

    def archive(self, view: SiteView, page: PageView, extra: Sequence[ExtraFile] = ()) -> Contents:
        """Return what the archive of a toolkit holds, with `extra` files that were made for this site."""

    def a_to_z(self, view: SiteView, chrome: Chrome) -> str:
        """Return the A–Z."""

    def finder(self, view: SiteView, chrome: Chrome, finder: Finder) -> str:
        """Return "Find your local team"."""

    def search(self, view: SiteView, chrome: Chrome) -> str:
        """Return the page to search with."""

    def search_assets(self) -> Mapping[str, bytes]:
        """Return the scripts of the page to search with by file name."""

    def not_found(self, view: SiteView, chrome: Chrome) -> str:
        """Return the page for addresses that are not there."""

    def stand_in(self, view: SiteView, chrome: Chrome, stand_in: StandIn) -> str:
        """Return the page that says of another that it is not translated, and offers the original."""

    def feedback_answer(self, view: SiteView, chrome: Chrome, *, stored: bool) -> str:
        """Return the page to which the receiver of “Was this page useful?” leads, as an answer was stored or not."""

    def listing(self, view: SiteView, listing: Listing, chrome: Chrome) -> str:
        """Return what is made from several pages: a list, a feed, a calendar."""

    def redirect(self, view: SiteView, url: str) -> str:
        """Return the page at an old path that leads to `url`."""

    def site_index(self, sites: Sequence[Site]) -> str:
        """Return a page that lists sites."""

    def finder_assets(self) -> Mapping[str, bytes]:
        """Return the scripts of "Find your local team" by file name."""

    def assets(self, site: Site) -> Mapping[str, bytes]:
        """Return style sheets, scripts and pictures of a site by file name."""
