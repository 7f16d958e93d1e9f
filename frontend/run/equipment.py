"""What sites are made with beside their content: the renderer, and what makes searches, posters and what is taken away."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from content_models.site import Site
from frontend.finder.finder import Finder
from frontend.hurry import Room
from frontend.plan.security import expires
from frontend.plan.takeaways import NOTHING, Wanted
from frontend.posters.shop import PosterShop
from frontend.renderer import PageRenderer
from frontend.run.takeaways import Takeaways
from frontend.search.searches import Searches


@dataclass(slots=True)
class Equipment:
    """The same for all sites of a builder; `finder` is found with the list of sites, and anew with each."""

    renderer: PageRenderer[Any, Any]
    searches: Searches | None
    posters: PosterShop | None
    takeaways: Takeaways | None
    precompress: bool
    finder: Finder | None = None

    @property
    def wanted(self) -> Wanted:
        """What there shall be to take away."""
        return self.takeaways.wanted if self.takeaways else NOTHING

    @property
    def rooms(self) -> list[Room]:
        """Where more than a few new files wait until the pages are out."""
        return [each.room for each in (self.searches, self.posters, self.takeaways) if each]

    def edition(self, now: datetime) -> str:
        """Return what a site made at `now` is made with: when it changes, sites must be made anew."""
        finder = f" {self.finder.digest}" if self.finder else ""
        posters = f" {self.posters.version}" if self.posters else ""
        search = f" {self.searches.version}" if self.searches else ""
        wanted = f" {self.wanted.leaflets or 'no leaflets'}" if self.wanted.archives else ""
        packing = "" if self.precompress else " as it is"
        return f"{self.renderer.version} {expires(now.date())}{finder}{posters}{search}{wanted}{packing}"

    def assets(self, site: Site) -> dict[str, bytes]:
        """Return the files that every page of a site may load, by path below its root."""
        finder = self.renderer.finder_assets() if self.finder else {}
        return {**self.renderer.assets(site), **finder, **(self.renderer.search_assets() if self.searches else {})}
