"""Gives the plans of sites the index of each of their languages: the one that is kept while it is true, else a new one."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from content_models import Entry
from frontend.errors import DamagedFile
from frontend.hurry import Room
from frontend.plan.keys import key_of
from frontend.plan.site_plan import SitePlan
from frontend.report import Reporter
from frontend.search.kept import KeptIndex, keep_index, read_index
from frontend.search.pagefind import IndexFailed, Pagefind, installed
from frontend.search.paths import INDEX
from frontend.search.records import RECORDS_VERSION, Record, digest_of, record_of
from frontend.source.base import Source
from frontend.store.content import Store
from frontend.store.fetch import fetch_single, lost_parts

MISSING: Final = "Sites are built without search: Pagefind is not installed (pip install '.[search]')."

AT_ONCE: Final = 300
"""Pages that one build indexes before it releases; the indexes of more follow when their sites are out."""


class Searches:
    """Makes indexes with `pagefind`; `fresh` trusts none that is kept.

    A page costs some 3 ms, whether it has changed or not, so what hundreds of sites show would wait for a minute. Where there
    is a last index it stays for that minute.
    """

    def __init__(
        self, pagefind: Pagefind, source: Source, store: Store, reporter: Reporter, *, fresh: bool = False
    ) -> None:
        self._pagefind = pagefind
        self._source = source
        self._store = store
        self._report = reporter
        self._fresh = fresh
        self.room = Room(AT_ONCE)
        self.version = f"pagefind {pagefind.version} records {RECORDS_VERSION}"
        """What indexes are made with; another one makes others."""

    def complete(self, plan: SitePlan) -> bool:
        """Add the index of each language to a plan that has pages to search with; raises what the source raises.

        Returns whether they are true, or else to be asked for again when there is room. Where none can be made, the last one stays,
        and it is said; a site is not held back for it.
        """
        complete = True
        for locale in plan.searches.values():
            path = self._store.folder / "search" / f"{plan.slug}.{locale}"
            entries = [entry for entry in plan.manifest.entries if entry.locale == locale]
            wholes = map(plan.page_keys[locale].whole, entries)
            quick = key_of(self.version.encode(), locale.encode(), *wholes)
            index = None if self._fresh else read_index(path)
            if index is None or index.quick != quick:
                if not self.room.takes(len(entries)) and index:
                    complete = False
                else:
                    index = self._renewed(plan.slug, locale, entries, quick, index)
                    self._keep(path, index)
            root = plan.views[locale].root[1:] + INDEX
            for name, data in index.files.items() if index else ():
                plan.ready[root + name] = data
                plan.keys[root + name] = key_of(b"ready", data)
        return complete

    def _renewed(
        self, site: str, locale: str, entries: Sequence[Entry], quick: bytes, last: KeptIndex | None
    ) -> KeptIndex | None:
        """Return the index of these pages: the last one where it is the same, or where no other can be made."""
        records = self._mended(entries, lambda: self._records(entries))
        digest = f"{self.version} {locale} {digest_of(records)}"
        if last and last.digest == digest:
            return last._replace(quick=quick)
        try:
            return KeptIndex(quick, digest, self._pagefind.index(records, locale))
        except IndexFailed as error:
            left = "the last index stays" if last else "there is no search"
            self._report.say(f"{site}: {left} in “{locale}”. {error}")
            return last

    def _records(self, entries: Sequence[Entry]) -> list[Record]:
        # Not through the views, which would hold every document of a big site at once.
        return [record_of(entry.path, self._store.merged(entry.version).document) for entry in entries]

    def _mended(self, entries: Sequence[Entry], read: Callable[[], list[Record]]) -> list[Record]:
        """Read documents; when one is damaged, fetch what is lost of them and read again."""
        for _ in entries:
            try:
                return read()
            except DamagedFile:
                fetch_single(self._source, self._store, lost_parts(self._store, entries))
        return read()

    def _keep(self, path: Path, index: KeptIndex | None) -> None:
        # Made again the next time, when it cannot be kept: a store that cannot be written says so elsewhere.
        with suppress(OSError):
            if index:
                keep_index(path, index)


def open_searches(source: Source, store: Store, reporter: Reporter, *, fresh: bool, quiet: bool) -> Searches | None:
    """Return what makes indexes, or None when Pagefind is not installed, which is said in a line unless we are quiet."""
    pagefind = installed()
    if pagefind is None and not quiet:
        reporter.say(MISSING)
    return Searches(pagefind, source, store, reporter, fresh=fresh) if pagefind else None
