"""Keeps what "Find your local team" knows up to date: teams from the manifests of a source, postcodes from a file."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from frontend.errors import ContentError
from frontend.finder.finder import Finder
from frontend.finder.table import PostcodesUnusable, Table, read_table
from frontend.finder.teams import Team, team_of
from frontend.report import Reporter
from frontend.source.base import SiteSummary, Source
from frontend.store.content import Store
from frontend.store.fetch import fetch_manifest


class Directory:
    """The teams of all sites of a source. One whose manifest cannot be used is left as it was known, and said once."""

    def __init__(self, source: Source, store: Store, reporter: Reporter) -> None:
        self._source = source
        self._store = store
        self._report = reporter
        self._teams: dict[str, tuple[str, Team | None]] = {}

    def refresh(self, listed: Iterable[SiteSummary]) -> Sequence[Team]:
        """Return the teams of the sites that are listed, in that order; raises SourceUnreachable."""
        found: dict[str, tuple[str, Team | None]] = {}
        for site in listed:
            digest, team = self._teams.get(site.slug, ("", None))
            found[site.slug] = (site.digest, team if digest == site.digest else self._read(site, team))
        self._teams = found
        return [team for _, team in found.values() if team]

    def _read(self, site: SiteSummary, last: Team | None) -> Team | None:
        try:
            content = fetch_manifest(self._source, self._store, site)
        except ContentError as error:
            self._report.say(f"{site.name} is left as it was in “Find your local team”: {error}")
            return last
        self._store.keep_manifest(site.slug, content.data)
        return team_of(content.manifest)


class FinderSource:
    """Keeps the finder up to date: the file is read again when it has changed, a team when its manifest has."""

    def __init__(self, path: Path, directory: Directory, reporter: Reporter) -> None:
        self._path = path
        self._directory = directory
        self._report = reporter
        self._stamp: tuple[int, int] | None = None
        self._table: Table | None = None
        self._finder: Finder | None = None

    def refresh(self, listed: Iterable[SiteSummary]) -> Finder:
        """Return the finder as of now. Raises SourceUnreachable, and PostcodesUnusable while there never was a good file."""
        table = self._read()
        teams = tuple(self._directory.refresh(listed))
        if self._finder is None or self._finder.table is not table or self._finder.teams != teams:
            self._finder = Finder(table, teams)
        return self._finder

    def _read(self) -> Table:
        """Return the table; a file that went bad while the builder stays is said once, and the last good one is kept."""
        stamp = _stamp(self._path)
        if self._table is None or stamp != self._stamp:
            self._stamp = stamp
            try:
                self._table = read_table(self._path)
            except PostcodesUnusable as error:
                if self._table is None:
                    raise
                self._report.say(f"{error} Until then the postcodes stay as they were.")
        return self._table


def _stamp(path: Path) -> tuple[int, int]:
    try:
        facts = path.stat()
    except OSError:
        return 0, 0
    return facts.st_mtime_ns, facts.st_size
