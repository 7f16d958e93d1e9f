"""Parts that the tests of the builder share."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from content_models import Redirect
from content_models.links import PageLink, UrlLink
from content_models.site import SecurityContact
from frontend.encodings import ENDINGS
from frontend.report import Silent, SiteResult
from frontend.run.build import Builder
from frontend.source.api import ApiSource
from frontend.store.content import Store
from tests.frontend.api_server import Api, running
from tests.frontend.content import media_file, news, page_id, small_site
from tests.frontend.plain_renderer import PlainRenderer
from tests.frontend.serving import FILM, Sites, served


@dataclass
class Place:
    """One builder's folders, its renderer, and the API that it reads from."""

    folder: Path
    api: Api
    renderer: PlainRenderer = field(default_factory=PlainRenderer)
    pauses: list[float] = field(default_factory=list)
    today: date = date(2026, 11, 26)
    precompress: bool = True

    @property
    def now(self) -> datetime:
        """Noon of the day."""
        return datetime.combine(self.today, time(12), UTC)

    @property
    def output(self) -> Path:
        return self.folder / "sites"

    def current(self, site: str = "testshire") -> Path:
        return self.output / site / "current"

    def source(self) -> ApiSource:
        return ApiSource(self.api.url, pause=self.pauses.append)

    def build(self, *names: str, fresh: bool = False, store: str = "store") -> dict[str, SiteResult]:
        """Build with everything loaded anew, as a command does."""
        with self.source() as source:
            builder = Builder(
                source,
                Store(self.folder / store),
                self.output,
                self.renderer,
                reporter=Silent(),
                processes=1,
                fresh=fresh,
                precompress=self.precompress,
                now=lambda: self.now,
            )
            return {result.site: result for result in builder.build(builder.chosen(names))}

    def files(self, site: str = "testshire") -> dict[str, bytes]:
        """Return every file of the release by name, but for the compressed ones."""
        return {name: data for name, data in self._all(site).items() if not name.endswith(tuple(ENDINGS.values()))}

    def encoded(self, site: str = "testshire") -> dict[str, bytes]:
        """Return every compressed file of the release by name."""
        return {name: data for name, data in self._all(site).items() if name.endswith(tuple(ENDINGS.values()))}

    def _all(self, site: str) -> dict[str, bytes]:
        current = self.current(site)
        return {
            str(path.relative_to(current)): path.read_bytes() for path in sorted(current.rglob("*")) if path.is_file()
        }

    def problems(self, result: SiteResult) -> list[str]:
        return [str(problem) for problem in result.problems]


@pytest.fixture
def api() -> Iterator[Api]:
    with running(Api()) as api:
        yield api


@pytest.fixture
def place(tmp_path: Path, api: Api) -> Place:
    return Place(tmp_path, api)


@pytest.fixture
def sites(place: Place) -> Iterator[Sites]:
    """Two sites, one with old paths and a film, as our own server sends them."""
    film = media_file(FILM, "film.mp4", "video/mp4")
    place.api.media[film.digest] = FILM
    place.today = datetime.now(UTC).date()
    site = small_site()
    site.security = SecurityContact(contact="security@testshire.example")
    site.pages["/news/"] = news("news", "News", date(2026, 3, 1), film)
    site.redirects = (
        Redirect(path="/old/", target=PageLink(page=page_id("one"))),
        Redirect(path="/for-now/", target=UrlLink(url="https://example.org/a?b=c"), permanent=False),
    )
    site.gone = ("/gone/",)
    place.api.add(site)
    place.api.add(small_site("marlshire"))
    place.build()
    with served(place) as sites:
        yield sites
