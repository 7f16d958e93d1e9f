"""Making the files of sites that have to be made: rendered, checked and written into the idle slot, in any process."""

# Plain strings instead of Path objects: there are tens of thousands of them in one build.
# ruff: noqa: PTH108, PTH116, PTH123
import errno
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any, Final

from content_models import Entry
from frontend.check.weight import SURELY_LIGHT, weigh
from frontend.encodings import Encoder, is_compressible, quick_size
from frontend.errors import DamagedFile
from frontend.files import link_new
from frontend.forks import run_batches
from frontend.leaflets.press import LeafletFailed, LeafletLate
from frontend.plan.page_view import PageView, UndeclaredInput
from frontend.plan.problems import Kind, Problem, Severity
from frontend.render.errors import RenderError
from frontend.renderer import PageRenderer
from frontend.run.batches import Batching
from frontend.run.site_work import Job, Made, SiteWork
from frontend.run.takeaways import TakeawayMaker
from frontend.store.content import Store
from frontend.store.shelf import PieceShelf

ALONE: Final = 60
"""Up to this many files are made in this process: forking costs more than it saves."""


class Workshop:
    """Makes files of all sites of one run; what it has loaded is shared by the processes that it forks.

    What sites share is made once: a whole document's HTML where it is the same, else its pieces, which `shelf` keeps.
    Without a shelf nothing is shared. With `precompress`, what `encoder` makes is put beside the files.
    """

    def __init__(
        self,
        renderer: PageRenderer[Any, Any],
        store: Store,
        sites: Sequence[SiteWork],
        encoder: Encoder,
        shelf: PieceShelf | None = None,
        maker: TakeawayMaker | None = None,
        *,
        precompress: bool = True,
    ) -> None:
        self._renderer = renderer
        self._maker = maker
        self._store = store
        self._sites = sites
        self._shelf = shelf
        self._encoder = encoder
        self._precompress = precompress
        self._several: frozenset[str] = frozenset()
        self._contents: dict[bytes, Any] = {}
        self._verified: set[str] = set()

    def make(self, jobs: Sequence[Job], processes: int) -> Iterator[list[Made]]:
        """Make the files that `jobs` name; yields what became of them, batch by batch."""
        batching = Batching(self._sites, jobs, share=self._shelf is not None)
        self._several = batching.several
        forked = batching.weight > ALONE and processes > 1
        if self._maker:
            taken = [(self._sites[number].plan.taken, file) for number, file in jobs]
            leaflets = sum(file in each.leaflets for each, file in taken)
            # A page asks for its leaflet too, which is printed where the store has lost it.
            printing = any(file in each.leaflets or file in each.paths for each, file in taken)
            self._maker.begin(leaflets, forked=forked and printing)
        yield from run_batches(batching.batches(), self._batch, processes if forked else 1)

    def _batch(self, jobs: Sequence[Job]) -> list[Made]:
        return [self._one(number, file) for number, file in jobs]

    def _one(self, number: int, file: str) -> Made:
        site = self._sites[number]
        try:
            made = self._make(site, file)
        except DamagedFile as error:
            return Made(number, file, damaged=error.digest)
        except (RenderError, UndeclaredInput) as error:
            return Made(number, file, failure=str(error))
        except OSError as error:
            return Made(number, file, disk=(error.errno or errno.EIO, str(error.filename or file)))
        if self._shelf is None:
            return made._replace(site=number)
        return made._replace(site=number, pieces=self._shelf.keep(), trouble=self._shelf.trouble)

    def _make(self, site: SiteWork, file: str) -> Made:
        plan = site.plan
        if file in plan.ready:
            return self._put(site, file, plan.ready[file])
        if file in plan.media:
            return Made(0, file, written=True, encoded=self._link_media(site, file))
        if page := plan.taken.leaflets.get(file) or plan.taken.archives.get(file):
            return self._take_away(site, file, page)
        html = self._html(site, file)
        data = html.encode()
        if file in plan.listings and not file.endswith(".html"):
            return self._put(site, file, data)
        path = "/" + file.removesuffix("index.html")
        checked = site.checker.check(path, html)
        made = self._put(site, file, data)
        problems = checked.problems + self._weighed(site, path, html, len(data), made)
        return made._replace(problems=tuple(problems), anchors=tuple(checked.anchors))

    def _put(self, site: SiteWork, file: str, data: bytes) -> Made:
        """Write a file into the idle slot, and compressed ones beside it."""
        written = site.put(file, data)
        served = None if written else f"{site.current}/{file}"
        encoded = self._precompress and self._encoder.put(f"{site.target}/{file}", file, data, served)
        return Made(0, file, written, encoded=encoded)

    def _weighed(self, site: SiteWork, path: str, html: str, size: int, made: Made) -> list[Problem]:
        """Return the problem of a page that weighs too much; one that cannot is not compressed just to know that."""
        if made.encoded:
            size = os.stat(f"{site.target}/{made.file}.br").st_size
        elif size > SURELY_LIGHT:
            size = quick_size(html.encode())

        def loaded(file: str) -> int:
            return self._encoder.size(file, site.plan.ready[file]) if file in site.plan.ready else 0

        return weigh(path, html, size, loaded)

    def _link_media(self, site: SiteWork, file: str) -> bool:
        """Link a stored file into the idle slot; says whether compressed ones stand beside it."""
        fact = site.plan.media[file]
        path = self._store.media_path(fact)
        # Read through once: hundreds of sites may show one film.
        if path is None or not (fact.digest in self._verified or self._store.verify_media(fact)):
            raise DamagedFile(fact.digest, "file")
        self._verified.add(fact.digest)
        link_new(path, f"{site.target}/{file}")
        if not self._precompress or not is_compressible(file):
            return False
        with open(path, "rb") as stored:
            return self._encoder.put(f"{site.target}/{file}", file, stored.read())

    def _take_away(self, site: SiteWork, file: str, page_file: str) -> Made:
        """Put a leaflet or an archive into the release; a leaflet that fails or is late is left out, and so is the link to it."""
        plan, maker = site.plan, self._maker
        entry = plan.pages[page_file]
        page = PageView(plan.views[entry.locale], entry)
        if maker is None:
            raise LookupError(f"{file} is in the plan, but nobody makes it")
        try:
            if file in plan.taken.archives:
                kept = maker.archive(plan, page)
            else:
                kept = maker.leaflet(plan, page, self.chrome(site, entry.locale), self._content(site, page))
        except LeafletFailed as error:
            # The slot may still hold the one of an older release.
            with suppress(FileNotFoundError):
                os.unlink(f"{site.target}/{file}")
            if isinstance(error, LeafletLate):
                return Made(0, file, late=True)
            what = f"has no leaflet, because it could not be printed ({error})"
            return Made(0, file, problems=(Problem(Severity.WARNING, Kind.LEAFLET, entry.path, what),))
        return Made(0, file, site.link(file, kept.path))

    def _page(self, site: SiteWork, file: str, entry: Entry) -> str:
        plan = site.plan
        view, chrome = plan.views[entry.locale], self.chrome(site, entry.locale)
        page = PageView(view, entry)
        for service in view.lists.services_of(entry):
            view.read(service)
        content = self._content(site, page)
        if self._maker is None:
            return self._renderer.page(view, page, chrome, content)
        taken = self._maker.of_page(plan, file, page, chrome, content)
        return self._renderer.page(view, page, chrome, content, taken)

    def _html(self, site: SiteWork, file: str) -> str:
        plan = site.plan
        if entry := plan.pages.get(file):
            return self._page(site, file, entry)
        if file in plan.redirects:
            locale, url = plan.redirects[file]
            return self._renderer.redirect(plan.views[locale], url)
        if locale_of := plan.indexes.get(file):
            return self._renderer.a_to_z(plan.views[locale_of], self.chrome(site, locale_of))
        if answer := plan.feedback.get(file):
            locale, stored = answer
            return self._renderer.feedback_answer(plan.views[locale], self.chrome(site, locale), stored=stored)
        if plan.finder and (locale_of := plan.finders.get(file)):
            return self._renderer.finder(plan.views[locale_of], self.chrome(site, locale_of), plan.finder)
        if locale_of := plan.searches.get(file):
            return self._renderer.search(plan.views[locale_of], self.chrome(site, locale_of))
        if listing := plan.listings.get(file):
            locale = listing.locale
            for entry in listing.reads:
                plan.views[locale].read(entry)
            return self._renderer.listing(plan.views[locale], listing, self.chrome(site, locale))
        return self._missing(site, file)

    def _missing(self, site: SiteWork, file: str) -> str:
        """Return what stands for a page that is not there: not translated, or nowhere."""
        plan = site.plan
        if stand_in := plan.stand_ins.get(file):
            locale = stand_in.locale
            return self._renderer.stand_in(plan.views[locale], self.chrome(site, locale), stand_in)
        locale = plan.not_found[file]
        return self._renderer.not_found(plan.views[locale], self.chrome(site, locale))

    def chrome(self, site: SiteWork, locale: str) -> Any:
        """Return a site's chrome in one language, made once; raises RenderError."""
        if locale not in site.chromes:
            site.chromes[locale] = self._renderer.chrome(site.plan.views[locale])
        return site.chromes[locale]

    def _content(self, site: SiteWork, page: PageView) -> Any:
        entry = page.entry
        several = entry.digest in self._several
        key = site.plan.page_keys[entry.locale].content(entry) if several else None
        if key is not None and key in self._contents:
            return self._contents[key]
        page.document  # noqa: B018 - read here, where a damaged file is known for what it is
        shelf = self._shelf if several or entry.adopted else None
        content = self._renderer.content(site.plan.views[entry.locale], page, shelf)
        # What is merged with a site's own words is for that site alone.
        if key is not None and entry.overlay is None:
            self._contents[key] = content
        return content
