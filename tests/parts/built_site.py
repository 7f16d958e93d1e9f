"""Built sites beside each other: what each has in its release, and where an address on one of them leads."""

import json
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from tests.parts.built_page import BuiltPage


class BuiltSite:
    """The release of a site in the folder `release`; its settings lie two folders above, as the builder leaves them."""

    def __init__(self, name: str, release: Path) -> None:
        self.name = name
        self.release = release.resolve()

    @cached_property
    def settings(self) -> dict[str, Any]:
        """The site as the content API gives it, among it `base_url`, `default_locale` and `neutral`."""
        found: dict[str, Any] = json.loads((self.release.parent.parent / "site.json").read_bytes())
        return found

    @property
    def address(self) -> str:
        """Where the public finds it, without a slash at the end."""
        return str(self.settings["base_url"]).rstrip("/")

    @cached_property
    def pages(self) -> dict[str, BuiltPage]:
        """Every HTML file of the release by its path."""
        read = (BuiltPage.read(self.release, file) for file in sorted(self.release.rglob("*.html")))
        return {page.path: page for page in read}

    @cached_property
    def redirects(self) -> dict[str, str]:
        """Where old addresses lead to."""
        moved = json.loads((self.release / "redirects.json").read_bytes())["moved"]
        return {path: str(target) for path, (target, _) in moved.items()}

    def file(self, path: str) -> Path | None:
        """Return the file that answers at a path; None when there is none."""
        inside = unquote(path).lstrip("/")
        found = self.release / (inside + "index.html" if path.endswith("/") else inside)
        return found if found.is_file() else None


class Place(NamedTuple):
    """Where an address leads on one of our sites: `file` is None when nothing is there."""

    site: BuiltSite
    path: str
    fragment: str
    file: Path | None

    @property
    def page(self) -> BuiltPage | None:
        """The page that is there, if it is one."""
        return self.site.pages.get(self.path)


class BuiltSites:
    """Sites that were built together, so that links from one to another can be followed."""

    def __init__(self, sites: Iterable[BuiltSite]) -> None:
        self.sites = {site.name: site for site in sites}
        self._by_host = {urlsplit(site.address).netloc: site for site in self.sites.values()}

    def __getitem__(self, name: str) -> BuiltSite:
        """Return the site called `name`."""
        return self.sites[name]

    def place(self, site: BuiltSite, page_path: str, address: str) -> Place | None:
        """Return where an address on a page leads, through an old address to the new one; None for other people's."""
        parts = urlsplit(urljoin(f"{site.address}{page_path}", address))
        host = self._by_host.get(parts.netloc) if parts.scheme in {"http", "https", "webcal"} else None
        if host is None:
            return None
        path = unquote(parts.path) or "/"
        if path in host.redirects:
            return self.place(host, path, host.redirects[path])
        return Place(host, path, unquote(parts.fragment), host.file(path))
