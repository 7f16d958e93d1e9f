"""Planning a site: from its manifest and the facts of its documents to every file that its release will hold."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from content_models import Manifest, canonical_bytes
from content_models.links import PageLink
from content_models.site import FEEDBACK_NOT_SENT, FEEDBACK_THANKS, Site
from frontend.finder.finder import PAGE, Finder
from frontend.plan.documents import DocumentSource
from frontend.plan.facts import Facts, MediaFact, references_in
from frontend.plan.findings import findings
from frontend.plan.headers import header_files, site_headers
from frontend.plan.keys import PageKeys, key_of
from frontend.plan.listing import FOLDERS
from frontend.plan.listing_plan import plan_listings
from frontend.plan.passing import next_passing
from frontend.plan.posters import PostersByPath, to_take
from frontend.plan.problems import Kind, Problem, Severity
from frontend.plan.redirects import Moved, redirect_files
from frontend.plan.security import security_txt
from frontend.plan.site_plan import SitePlan, file_of
from frontend.plan.sitemap import robots, sitemap_files
from frontend.plan.takeaways import NOTHING, Wanted, gone_leaflets, moved_leaflets, plan_takeaways
from frontend.plan.tree import SiteTree
from frontend.plan.view import SiteView, media_path
from frontend.search.paths import PAGE as SEARCH

RESERVED: Final = ("/assets/", "/media/", "/postcodes/")
"""Paths that the builder uses itself."""

OF_LANGUAGE: Final = ("a-z/", PAGE, SEARCH, *FOLDERS)
"""Paths that the builder uses itself below the root of every language; `feedback/` too where feedback is asked for."""


def plan_site(
    manifest: Manifest,
    digest: str,
    source: DocumentSource,
    known: Mapping[str, Facts],
    renderer_version: str,
    assets: Callable[[Site], Mapping[str, bytes]],
    now: datetime,
    finder: Finder | None = None,
    *,
    posters: PostersByPath | None = None,
    wanted: Wanted = NOTHING,
    searched: bool = False,
) -> SitePlan:
    """Return the plan of the site that `manifest` describes, as it is at `now`; pure.

    `known` are the facts of its documents by digest, `posters` what was made for its toolkits. With `searched` it has pages to
    search with, in `searches`; what they search in is no part of it (see frontend.search.searches).
    """
    tree, posters = SiteTree(manifest), posters or {}
    views = _views(manifest, source, tree, now, finder=finder is not None, posters=posters, searched=searched)
    page_keys = {locale: PageKeys(view, known, renderer_version) for locale, view in views.items()}
    plan = SitePlan(manifest, digest, views, page_keys, finder=finder)
    _Planner(plan, tree, known, wanted).fill(posters, {**assets(manifest.site), **security_txt(manifest, now.date())})
    plan.problems += findings(plan, tree, known)
    events = (known[entry.version] for entry in manifest.entries if entry.type == "event")
    plan.next_change = next_passing(events, now)
    return plan


def _views(
    manifest: Manifest,
    source: DocumentSource,
    tree: SiteTree,
    now: datetime,
    *,
    finder: bool,
    posters: PostersByPath,
    searched: bool,
) -> dict[str, SiteView]:
    """Return the site in each of its languages, with what it has beside its pages."""
    views = {locale: SiteView(manifest, locale, source, tree=tree, now=now) for locale in manifest.site.locales}
    for view in views.values():
        view.finder = view.root + PAGE if finder else None
        view.posters = posters
    used = {entry.locale for entry in manifest.entries}
    for locale in tree.locales if searched and used.issuperset(tree.locales) else ():
        views[locale].search = views[locale].root + SEARCH
    return views


class _Planner:
    """Fills a plan."""

    def __init__(self, plan: SitePlan, tree: SiteTree, facts: Mapping[str, Facts], wanted: Wanted) -> None:
        self._wanted = wanted
        self._plan = plan
        self._tree = tree
        self._facts = facts
        self._site = plan.manifest.site

    def fill(self, posters: PostersByPath, files: Mapping[str, bytes]) -> None:
        """Add every output, `files` as they are; the order is that in which one builds on another."""
        self._pages()
        self._plan.taken.extra.update(to_take(posters))
        plan_takeaways(self._plan, self._facts, self._wanted)
        self._media()
        self._posters(posters)
        self._redirects()
        self._whole_site(files)
        self._listings()
        self._finder()
        self._search()
        self._stand_ins()

    def _pages(self) -> None:
        plan, reserved, several = self._plan, self._reserved(), len(self._plan.views) > 1
        for entry in plan.manifest.entries:
            path, keys = entry.path, plan.page_keys.get(entry.locale)
            if keys is None:
                self._error(
                    Kind.UNKNOWN_LANGUAGE, path, f"is in “{entry.locale}”, which is not among the site's languages"
                )
                continue
            if path.startswith(reserved):
                self._error(
                    Kind.RESERVED_PATH, path, "stands where the site keeps files of its own: change its address"
                )
            if several and self._language_of(path) != entry.locale:
                self._error(Kind.RESERVED_PATH, path, f"is in “{entry.locale}” but stands where another language does")
            file = file_of(path)
            plan.pages[file] = entry
            plan.keys[file] = keys.page(entry)
        for locale in self._tree.locales:
            if plan.views[locale].home is None:
                self._warn(Kind.NO_HOME, plan.views[locale].root, "there is no published home page here")

    def _reserved(self) -> tuple[str, ...]:
        own = (*OF_LANGUAGE, "feedback/") if self._site.feedback_url else OF_LANGUAGE
        languages = (view.root + folder for view in self._plan.views.values() for folder in own)
        return (*RESERVED, *languages)

    def _language_of(self, path: str) -> str:
        """Return the language whose part of the site `path` is in: the first's is everything outside the others'."""
        for locale, view in self._plan.views.items():
            if view.root != "/" and path.startswith(view.root):
                return locale
        return self._site.default_locale

    def _media(self) -> None:
        carried = {file for entry in self._plan.manifest.entries for file in self._facts[entry.version].media}
        files = {*map(MediaFact._make, carried), *references_in(canonical_bytes(self._site)).media}
        for file in sorted(files):
            self._add_media(media_path(file.digest, file.filename)[1:], file)
        if icon := self._site.brand.favicon:
            ending = icon.filename.rpartition(".")[2].lower()
            self._add_media(f"favicon.{ending}", MediaFact(icon.digest, icon.filename, icon.media_type, icon.size))

    def _posters(self, posters: PostersByPath) -> None:
        """Add the files of posters."""
        made = (poster.files for shelf in posters.values() for poster in shelf)
        for file in (file for files in made if files for file in files.all):
            self._add_media(media_path(file.digest, file.filename)[1:], file)

    def _add_media(self, file: str, fact: MediaFact) -> None:
        there = self._plan.media.get(file)
        if there and there.digest != fact.digest:
            self._error(Kind.FILE_COLLISION, f"/{file}", "is the address of two different files: rename one of them")
        self._plan.media[file] = fact
        self._plan.keys[file] = key_of(b"media", fact.digest.encode())

    def _redirects(self) -> None:
        moved: dict[str, Moved] = {}
        gone = set(self._plan.manifest.gone)
        for redirect in self._plan.manifest.redirects:
            path, view = redirect.path, self._plan.views[self._language_of(redirect.path)]
            target = view.link(redirect.target)
            url = target if isinstance(target, str) or target is None else target.url
            if path in self._tree.by_path:
                self._warn(Kind.HIDDEN_REDIRECT, path, "is the address of a page, so its redirect is not used")
            elif url is None:
                name = redirect.target.page if isinstance(redirect.target, PageLink) else ""
                self._warn(Kind.DEAD_REDIRECT, path, f"redirects to the page {name}, which is not published")
                gone.add(path)
            elif url != path:
                moved[path] = Moved(url, 301 if redirect.permanent else 302)
                self._add_redirect(path, view, url)
        # A translation that is gone leaves the words that it is not there, and the way to the original.
        offered = {stand_in.path for stand_in in self._tree.stand_ins.values()}
        left = gone - self._tree.by_path.keys() - moved.keys() - offered
        moved |= moved_leaflets(self._plan, moved, self._wanted)
        left |= gone_leaflets(self._plan, left, self._wanted)
        self._add_ready(redirect_files(moved, tuple(sorted(left))))

    def _add_redirect(self, path: str, view: SiteView, url: str) -> None:
        file = file_of(path)
        self._plan.redirects[file] = (view.locale, url)
        self._plan.keys[file] = self._plan.page_keys[view.locale].redirect(url)

    def _whole_site(self, files: Mapping[str, bytes]) -> None:
        plan = self._plan
        for locale in self._tree.locales:
            file = file_of(plan.views[locale].root + "a-z/")
            plan.indexes[file] = locale
            plan.keys[file] = plan.page_keys[locale].index()
            self._feedback(locale)
            # Hosts that look for the nearest one, and our own server, say it in the language of the address.
            missing = f"{plan.views[locale].root[1:]}404.html"
            plan.not_found[missing] = locale
            plan.keys[missing] = plan.page_keys[locale].not_found()
        self._add_ready(sitemap_files(self._site, self._tree, plan.manifest.entries, self._facts))
        searches = [view.search for view in plan.views.values() if view.search]
        shown = ((entry.path, self._facts[entry.version].players) for entry in plan.manifest.entries)
        players = {path: found for path, found in shown if found}
        headers = site_headers(self._site, looks_up=plan.finder is not None, searches=searches, players=players)
        self._add_ready({"robots.txt": robots(self._site), **header_files(headers), **files})

    def _finder(self) -> None:
        """Add "Find your local team" in every language, and what it looks postcodes up in."""
        plan, finder = self._plan, self._plan.finder
        for locale in self._tree.locales if finder else ():
            if finder and (path := plan.views[locale].finder):
                plan.finders[file_of(path)] = locale
                plan.keys[file_of(path)] = plan.page_keys[locale].finder(finder.digest)
        if finder:
            self._add_ready(finder.files(self._site.organisation))

    def _stand_ins(self) -> None:
        """Add what says of a page that it is not translated; where a redirect leads on, that is better."""
        for stand_in in self._tree.stand_ins.values():
            file = file_of(stand_in.path)
            if file not in self._plan.keys:
                self._plan.stand_ins[file] = stand_in
                self._plan.keys[file] = self._plan.page_keys[stand_in.locale].stand_in(stand_in)

    def _search(self) -> None:
        """Add the page to search with, in every language."""
        for locale, view in self._plan.views.items():
            if view.search:
                self._plan.searches[file_of(view.search)] = locale
                self._plan.keys[file_of(view.search)] = self._plan.page_keys[locale].search()

    def _feedback(self, locale: str) -> None:
        """Add the pages to which the receiver of feedback leads."""
        for path, stored in ((FEEDBACK_THANKS, True), (FEEDBACK_NOT_SENT, False)) if self._site.feedback_url else ():
            file = file_of(self._plan.views[locale].root + path)
            self._plan.feedback[file] = (locale, stored)
            self._plan.keys[file] = self._plan.page_keys[locale].feedback(stored=stored)

    def _listings(self) -> None:
        """Add what is made from several pages: calendars, feeds, lists."""
        plan = self._plan
        for listing, key in plan_listings((plan.views[locale] for locale in self._tree.locales), plan.page_keys):
            if listing.file in plan.keys:
                self._error(
                    Kind.RESERVED_PATH, listing.path, "is needed for a list of the site: move what stands there"
                )
                continue
            plan.listings[listing.file] = listing
            plan.keys[listing.file] = key

    def _add_ready(self, files: Mapping[str, bytes]) -> None:
        for file, data in files.items():
            if file in self._plan.keys:
                self._error(Kind.FILE_COLLISION, f"/{file}", "is made twice: rename the file that has this name")
            self._plan.ready[file] = data
            self._plan.keys[file] = key_of(b"ready", data)

    def _error(self, kind: Kind, path: str, message: str) -> None:
        self._plan.problems.append(Problem(Severity.ERROR, kind, path, message))

    def _warn(self, kind: Kind, path: str, message: str) -> None:
        self._plan.problems.append(Problem(Severity.WARNING, kind, path, message))
