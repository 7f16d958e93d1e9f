"""Leaflets and archives of one run: made when a page or the file itself is, and kept in the store for the next.

<store>/leaflets, <store>/archives    see frontend.store.kept
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO, Final

from frontend.archives.archive import Contents
from frontend.archives.zip_file import write_archive
from frontend.errors import DamagedFile
from frontend.hurry import Room
from frontend.leaflets.press import LeafletFailed, LeafletLate, Press
from frontend.paper.sheet import SiteFiles
from frontend.plan.facts import MediaFact
from frontend.plan.page_view import PageView
from frontend.plan.site_plan import SitePlan
from frontend.plan.takeaways import LARGEST, Wanted
from frontend.render.taken import Taken, TakenFile
from frontend.renderer import PageRenderer
from frontend.store.content import Store
from frontend.store.kept import Kept, KeptFiles

AT_ONCE: Final = 8
"""Leaflets that one build prints before it releases: a few seconds of work."""

LEAFLETS: Final = "leaflets"
ARCHIVES: Final = "archives"


class Takeaways:
    """What a builder makes for visitors to take away: archives, and with a press leaflets."""

    def __init__(self, press: Press | None = None) -> None:
        self.press = press
        self.room = Room(AT_ONCE)
        self.wanted = Wanted(press.edition if press else "", archives=True)


class TakeawayMaker:
    """Makes the leaflets and archives of one run; `fresh` uses none of an earlier one."""

    def __init__(self, takeaways: Takeaways, renderer: PageRenderer[Any, Any], store: Store, *, fresh: bool) -> None:
        self._press = takeaways.press
        self._room = takeaways.room
        self._hurried = False
        self._renderer = renderer
        self._store = store
        self._leaflets = KeptFiles(store.folder / LEAFLETS, fresh=fresh)
        self._archives = KeptFiles(store.folder / ARCHIVES, fresh=fresh)
        self._verified: set[str] = set()

    def begin(self, leaflets: int, *, forked: bool) -> None:
        """Begin with so many leaflets: decide whether new ones have to wait; `forked` if processes may print that are forked."""
        self._hurried = not self._room.takes(leaflets)
        if self._press and forked and not self._hurried:
            self._press.load()

    def tidy(self) -> None:
        """Remove from the store what no release holds any more."""
        self._leaflets.tidy()
        self._archives.tidy()

    def of_page(self, plan: SitePlan, file: str, page: PageView, chrome: Any, content: Any) -> Taken:
        """Return what the page in `file` has to take away; a leaflet that fails is left out.

        Raises DamagedFile, RenderError and OSError.
        """
        path = plan.taken.paths.get(file)
        if path is None:
            return Taken(too_large=LARGEST if file in plan.taken.too_large else 0)
        if path[1:] in plan.taken.archives:
            kept = self.archive(plan, page)
            return Taken(archive=TakenFile(path, kept.size, kept.notes["files"]))
        try:
            kept = self.leaflet(plan, page, chrome, content)
        except LeafletFailed:
            return Taken()
        return Taken(leaflet=TakenFile(path, kept.size, kept.notes["pages"]))

    def leaflet(self, plan: SitePlan, page: PageView, chrome: Any, content: Any) -> Kept:
        """Return the leaflet of a page; raises LeafletFailed, LeafletLate, DamagedFile, RenderError and OSError."""
        if self._press is None:
            raise LeafletFailed("there is no press")
        view, press = plan.views[page.entry.locale], self._press
        sheet = self._renderer.leaflet(view, page, chrome, content)
        digest = sheet.digest(press.edition)
        if found := self._leaflets.find(digest):
            return found
        if self._hurried:
            raise LeafletLate("it is printed when the pages are out")
        lost: list[str] = []

        def find(path: str) -> tuple[Path, str] | None:
            fact = plan.media.get(path[1:])
            if fact is None:
                return None
            try:
                return self._locate(fact), fact.media_type
            except DamagedFile as error:
                lost.append(error.digest)
                return None

        printed = press.printed(sheet, SiteFiles(plan.manifest.site.base_url.rstrip("/"), find))
        if lost:
            raise DamagedFile(lost[0], "file")

        def write(file: BinaryIO) -> Mapping[str, Any]:
            file.write(printed.data)
            return {"pages": printed.pages}

        return self._leaflets.keep(digest, write)

    def archive(self, plan: SitePlan, page: PageView) -> Kept:
        """Return the archive of a toolkit; raises DamagedFile, RenderError and OSError."""
        contents: Contents = self._renderer.archive(
            plan.views[page.entry.locale], page, plan.taken.extra.get(page.entry.path, ())
        )
        digest = contents.digest()

        def write(file: BinaryIO) -> Mapping[str, Any]:
            write_archive(contents, self._locate, file)
            return {}

        kept = self._archives.find(digest) or self._archives.keep(digest, write)
        return kept._replace(notes={"files": contents.number})

    def _locate(self, fact: MediaFact) -> Path:
        """Return where a file lies in the store, read through once; raises DamagedFile."""
        path = self._store.media_path(fact)
        if path is None or not (fact.digest in self._verified or self._store.verify_media(fact)):
            raise DamagedFile(fact.digest, "file")
        self._verified.add(fact.digest)
        return Path(path)
