"""The renderer: templates, words and assets loaded once, then any page of any site."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Final
from weakref import WeakKeyDictionary

from jinja2 import BaseLoader
from markupsafe import Markup

import content_models
from content_models.site import Site
from frontend.archives import contents as archive_contents
from frontend.archives.archive import Contents, ExtraFile
from frontend.finder.finder import PAGE, Finder
from frontend.leaflets import sheet as leaflets
from frontend.paper.sheet import Sheet
from frontend.plan.listing import Listing
from frontend.plan.stand_ins import StandIn, root_of
from frontend.plan.view import PageView, SiteView
from frontend.render import assets, environment, structured
from frontend.render import finder as find_team
from frontend.render import search as search_page
from frontend.render.answers import Answers
from frontend.render.around import around
from frontend.render.assets import BrandAssets
from frontend.render.chrome import Chrome, HelpPart, build_chrome
from frontend.render.document import put_together
from frontend.render.environment import Templates, TemplateSet, render_error
from frontend.render.frame import Content, Frame, Switch
from frontend.render.lists import ListPage, data_file, is_data, list_page
from frontend.render.pages import STRIP_TYPES
from frontend.render.parts import Anchor
from frontend.render.pieces import Shelf
from frontend.render.scope import Scope
from frontend.render.scripts import script_files
from frontend.render.special import AToZ, FeedbackAnswer, Letter, NotFound, RedirectPage, SiteList, index_line
from frontend.render.taken import NOTHING, Taken, leaflet_link, with_archive
from frontend.render.untranslated import not_translated
from frontend.render.words import Dictionary, direction, language_name
from frontend.search.paths import PAGE as SEARCH

HERE: Final = Path(__file__).parent
CONTRACT: Final = Path(content_models.__file__).parent
INPUTS: Final = (
    *(
        HERE,
        HERE.parent / "leaflets",
        HERE.parent / "archives",
        environment.FOLDER,
        HERE.parent / "assets",
        HERE.parent / "locale_strings",
    ),
    *(HERE.parent / "plan", CONTRACT / "blocks", CONTRACT / "documents"),
)
LIBRARIES: Final = ("babel", "jinja2", "markupsafe")
"""Libraries whose release can change what is written (Babel carries the CLDR's month names)."""


class Renderer:
    """Renders every page of every site; safe to keep for the life of a process and to use after a fork."""

    def __init__(self, loader: BaseLoader | None = None) -> None:
        self.dictionary = Dictionary()
        self.templates = TemplateSet(loader)
        self.shared = assets.shared_assets()
        self.version = _version()
        self._brands: dict[str, BrandAssets] = {}
        self._known: WeakKeyDictionary[SiteView, Answers] = WeakKeyDictionary()

    def chrome(self, view: SiteView) -> Chrome:
        """Return what all pages of a site in one language share; raises RenderError."""
        templates = self._templates(view.locale)
        try:
            first = self.dictionary.of(view.site.default_locale)
            return build_chrome(view, templates, first, self.shared, self._brand(view.site))
        except Exception as error:
            raise render_error(error, f"{view.site.organisation.slug} {view.root}", "header and footer") from error

    def content(self, view: SiteView, page: PageView, shelf: Shelf | None = None) -> Content:
        """Return a document's own HTML, from pieces that `shelf` has where it is given (for views whose files lie where
        those of all sites do).

        It depends on the document, the cards of the pages that it links to, the contacts that it refers to, the
        children's cards (sections), the language, and whether that is the site's first. Raises RenderError.
        """
        try:
            return self._content(view, page, shelf)
        except Exception as error:
            raise render_error(error, page.entry.path, page.entry.type) from error

    def _content(self, view: SiteView, page: PageView, shelf: Shelf | None) -> Content:
        document = page.document
        templates = self._templates(document.locale)
        book = shelf.book(page.entry.digest, document.locale, view.site.default_locale) if shelf else None
        scope = Scope(view, templates.words, self._known.setdefault(view, Answers(view)), page=page, book=book)
        areas = put_together(scope, page, templates)
        home = document if document.type == "home" else None
        return Content(
            type=document.type,
            locale=document.locale,
            title=document.title,
            description=document.summary,
            lead=areas.lead,
            before=areas.before,
            main=areas.main,
            about=areas.about,
            help_title=home.emergency.heading if home else None,
            help_introduction=home.emergency.introduction if home else None,
            node=structured.page_node(document),
            entity=structured.entity_node(view, document),
            files=structured.entity_files(view, document),
        )

    def page(
        self,
        view: SiteView,
        page: PageView,
        chrome: Chrome,
        content: Content,
        taken: Taken = NOTHING,
    ) -> str:
        """Return a whole page, with links to what may be `taken` away from it; it reads nothing of the document but what is
        in `content`. Raises RenderError."""
        try:
            return self._page(view, page, chrome, content, taken)
        except Exception as error:
            raise render_error(error, page.entry.path, page.entry.type) from error

    def leaflet(self, view: SiteView, page: PageView, chrome: Chrome, content: Content) -> Sheet:
        """Return a page as a leaflet that is ready to be printed; raises RenderError."""
        templates = self._templates(content.locale)
        try:
            placed = around(view, page, content.main, templates)
            main = content.before + placed.before + placed.main
            parts = leaflets.PageParts(content.lead, main, content.about, chrome.help[""])
            return leaflets.leaflet_sheet(view, page, templates, parts)
        except Exception as error:
            raise render_error(error, page.entry.path, "leaflet") from error

    def archive(self, view: SiteView, page: PageView, extra: Sequence[ExtraFile] = ()) -> Contents:
        """Return what the archive of a toolkit holds, with files that were made for this site; raises RenderError."""
        try:
            return archive_contents.toolkit_contents(view, page, self._templates(page.entry.locale).words, extra)
        except Exception as error:
            raise render_error(error, page.entry.path, "archive") from error

    def _page(self, view: SiteView, page: PageView, chrome: Chrome, content: Content, taken: Taken) -> str:
        templates = self._templates(content.locale)
        home = content.type == "home"
        crumbs = () if home else page.breadcrumbs
        alternates = page.alternates if len(page.alternates) > 1 else ()
        placed = around(view, page, content.main, templates)
        frame = Frame(
            locale=content.locale,
            direction=direction(content.locale),
            kind=content.type.replace("_", "-"),
            layout="hero" if home else "strip" if content.type in STRIP_TYPES else "aside",
            title=_title(content.title, chrome),
            description=content.description,
            canonical=page.canonical,
            noindex=chrome.noindex,
            alternates=_with_default(alternates, view.site.default_locale),
            shared=chrome.neutral or (content.title, content.description),
            structured=_structured(page, chrome, content),
            chrome=chrome,
            top=chrome.top_of(content.type),
            nav=chrome.navigation(page.entry.path),
            languages=_switches(page.places, content.locale),
            crumbs=tuple(
                Anchor(templates.words["home"] if card.url == view.root else card.title, card.url) for card in crumbs
            ),
            here=content.title,
            lead=content.lead,
            before=content.before + placed.before,
            main=with_archive(placed.main, taken, templates),
            after=placed.after,
            about=content.about,
            help=_help(templates, chrome, content),
            version=page.entry.digest,
            take=leaflet_link(taken, templates),
        )
        return str(templates.fill("page.html", frame)) + "\n"

    def a_to_z(self, view: SiteView, chrome: Chrome) -> str:
        """Return the index of everything on the site in one language; raises RenderError."""
        templates, words = self._templates(view.locale), self._templates(view.locale).words
        path = f"{view.root}a-z/"
        scope = Scope(view, words)
        letters = tuple(
            Letter(f"letter-{number}", letter, tuple(index_line(scope, term) for term in terms))
            for number, (letter, terms) in enumerate(view.index(), start=1)
        )
        try:
            ways = (*search_page.links(view, words), *(Anchor(words[name], way) for name, way in view.lists.ways))
            areas = templates.areas("a_to_z.html", AToZ(words["a_to_z"], ways, letters))
            return self._plain(view, chrome, areas, path=path, kind="a-to-z", title=str(words["a_to_z"].unescape()))
        except Exception as error:
            raise render_error(error, path, "A–Z") from error

    def finder(self, view: SiteView, chrome: Chrome, finder: Finder) -> str:
        """Return "Find your local team"; raises RenderError."""
        path, templates = f"{view.root}{PAGE}", self._templates(view.locale)
        try:
            page = find_team.page(view, finder, templates)
            return self._aside(
                view, page, chrome, path, tuple((each, _root(view, each) + PAGE) for each in view.locales)
            )
        except Exception as error:
            raise render_error(error, path, "find your local team") from error

    def finder_assets(self) -> Mapping[str, bytes]:
        """Return the script of "Find your local team" by its path."""
        return find_team.script_files()

    def search(self, view: SiteView, chrome: Chrome) -> str:
        """Return the page to search with; raises RenderError."""
        path, paths = f"{view.root}{SEARCH}", tuple((each, _root(view, each) + SEARCH) for each in view.locales)
        try:
            return self._aside(view, search_page.page(view, self._templates(view.locale)), chrome, path, paths)
        except Exception as error:
            raise render_error(error, path, "search") from error

    def search_assets(self) -> Mapping[str, bytes]:
        """Return the script of the page to search with by its path."""
        return search_page.script_files()

    def not_found(self, view: SiteView, chrome: Chrome) -> str:
        """Return the page for addresses that are nowhere; it works at any depth. Raises RenderError."""
        templates, words = self._templates(view.locale), self._templates(view.locale).words
        try:
            context = NotFound(words["not_found"], view.root, f"{view.root}a-z/", view.search)
            areas = templates.areas("not_found.html", context)
            return self._plain(view, chrome, areas, path=None, kind="not-found", title=words["not_found"].unescape())
        except Exception as error:
            raise render_error(error, "/404.html", "not found") from error

    def stand_in(self, view: SiteView, chrome: Chrome, stand_in: StandIn) -> str:
        """Return the page that says of another that it is not translated, and offers the original. Raises RenderError."""
        templates = self._templates(view.locale)
        try:
            page = not_translated(Scope(view, templates.words), stand_in, templates)
            frame = replace(
                self._frame_of(view, chrome, page, None),
                languages=_switches(
                    [(locale, path) for locale, path, _ in view.places(stand_in.original)], view.locale
                ),
            )
            return str(templates.fill("page.html", frame)) + "\n"
        except Exception as error:
            raise render_error(error, stand_in.path, "not translated") from error

    def feedback_answer(self, view: SiteView, chrome: Chrome, *, stored: bool) -> str:
        """Return where “Was this page useful?” leads: thanks, or what to do as nothing was stored. Raises RenderError."""
        templates, kind = self._templates(view.locale), "feedback-thanks" if stored else "feedback-not-sent"
        title = templates.words[kind.replace("-", "_")]
        try:
            areas = templates.areas("feedback_answer.html", FeedbackAnswer(title, view.root, stored))
            return self._plain(view, chrome, areas, path=None, kind=kind, title=str(title.unescape()))
        except Exception as error:
            raise render_error(error, f"{view.root}feedback/", "thanks for feedback") from error

    def listing(self, view: SiteView, listing: Listing, chrome: Chrome) -> str:
        """Return a calendar, a feed, or a page that lists others; raises RenderError."""
        templates = self._templates(view.locale)
        try:
            if is_data(listing):
                return data_file(view, listing, templates.words)
            return self._aside(view, list_page(view, listing, templates), chrome, listing.path, listing.alternates)
        except Exception as error:
            raise render_error(error, listing.path, listing.kind) from error

    def _aside(
        self, view: SiteView, page: ListPage, chrome: Chrome, path: str, paths: Sequence[tuple[str, str]]
    ) -> str:
        """Return a page with the help panel beside it; `paths` are where it is in each language."""
        alternates = tuple((locale, view.absolute(each)) for locale, each in paths) if len(paths) > 1 else ()
        frame = replace(
            self._frame_of(view, chrome, page, path),
            layout="aside",
            alternates=_with_default(alternates, view.site.default_locale),
            languages=_switches(paths if len(paths) > 1 else (), view.locale),
            help=chrome.help[""],
        )
        return str(self._templates(view.locale).fill("page.html", frame)) + "\n"

    def _plain(
        self, view: SiteView, chrome: Chrome, areas: Mapping[str, Markup], *, path: str | None, kind: str, title: str
    ) -> str:
        """Return a page that stands for no document; without a path it is one for search engines to leave alone."""
        words = self._templates(view.locale).words
        description = str(words[f"{kind.replace('-', '_')}_description"].unescape())
        crumbs = (Anchor(words["home"], view.root),)
        page = ListPage(kind, title, description, crumbs, areas["lead"], areas["main"], Markup())
        frame = self._frame_of(view, chrome, page, path)
        return str(self._templates(view.locale).fill("page.html", frame)) + "\n"

    def _frame_of(self, view: SiteView, chrome: Chrome, page: ListPage, path: str | None) -> Frame:
        paths = tuple((locale, _root(view, locale) + "a-z/") for locale in view.locales)
        paths = paths if path and len(paths) > 1 else ()
        alternates = tuple((locale, view.absolute(each)) for locale, each in paths)
        return Frame(
            locale=view.locale,
            direction=direction(view.locale),
            kind=page.kind,
            layout="strip",
            title=_title(page.tab or page.title, chrome),
            description=page.description,
            canonical=view.absolute(path) if path else None,
            noindex=chrome.noindex or path is None,
            alternates=_with_default(alternates, view.site.default_locale),
            shared=chrome.neutral or (page.title, page.description),
            structured=Markup(),
            chrome=chrome,
            top=chrome.top_of("home"),
            nav=chrome.navigation(path or ""),
            languages=_switches(paths, view.locale),
            crumbs=page.crumbs,
            here=page.title,
            lead=page.lead,
            before=Markup(),
            main=page.main,
            after=page.after,
            about=Markup(),
            help=chrome.help["strip"],
            version=None,
            take=Markup(),
        )

    def redirect(self, view: SiteView, url: str) -> str:
        """Return the page that leads on from an old address where the server cannot."""
        templates = self._templates(view.locale)
        canonical = view.site.base_url.rstrip("/") + url if url.startswith("/") else url
        context = RedirectPage(view.locale, direction(view.locale), url, canonical, self.shared.stylesheet)
        return str(templates.fill("redirect.html", context)) + "\n"

    def site_index(self, sites: Sequence[Site]) -> str:
        """Return a page that lists sites; its files are those of `index_assets`."""
        templates = self._templates("en")
        listed = tuple(
            (
                site.organisation.name,
                templates.words[f"kind_of_{site.organisation.kind}"],
                site.base_url,
                site.organisation.strapline,
            )
            for site in sites
        )
        return str(templates.fill("site_index.html", SiteList(self.shared.stylesheet, listed))) + "\n"

    def index_assets(self) -> Mapping[str, bytes]:
        """Return the files of the page of `site_index`, by path below the root."""
        return self.shared.files

    def assets(self, site: Site) -> Mapping[str, bytes]:
        """Return the stylesheets, scripts and drawings of a site by path below its root; names change with their content."""
        return {**self.shared.files, **script_files(), **self._brand(site).files}

    def _brand(self, site: Site) -> BrandAssets:
        colours = site.brand.colours
        key = colours.model_dump_json()
        if key not in self._brands:
            self._brands[key] = assets.brand_assets(colours, self.shared)
        return self._brands[key]

    def _templates(self, locale: str) -> Templates:
        return self.templates.of(self.dictionary.of(locale))


def _version() -> str:
    total = sha256(" ".join(f"{name} {version(name)}" for name in LIBRARIES).encode())
    found = (path for folder in INPUTS for path in sorted(folder.rglob("*")) if path.is_file())
    for path in (*found, *sorted(CONTRACT.glob("*.py"))):
        if "__pycache__" not in path.parts:
            total.update(f"\0{path.parent.name}/{path.name}\0".encode() + path.read_bytes())
    return total.hexdigest()


def _title(title: str, chrome: Chrome) -> str:
    """Return what the tab says: the page and whose it is, or the site's neutral words."""
    return chrome.neutral[0] if chrome.neutral else f"{title} – {chrome.organisation}"


def _root(view: SiteView, locale: str) -> str:
    return root_of(locale, view.site.default_locale)


def _with_default(alternates: tuple[tuple[str, str], ...], default: str) -> tuple[tuple[str, str], ...]:
    """Return language links with `x-default` for readers of any other language."""
    first = [("x-default", url) for locale, url in alternates if locale == default]
    return (*alternates, *first)


def _switches(paths: Sequence[tuple[str, str]], current: str) -> tuple[Switch, ...]:
    return tuple(
        Switch(locale, direction(locale), language_name(locale), path, locale == current) for locale, path in paths
    )


def _structured(page: PageView, chrome: Chrome, content: Content) -> Markup:
    address = page.canonical
    publisher = {"@id": f"{chrome.base}/#organisation"}
    known = {"@id": f"{address}#page", "url": address, "publisher": publisher}
    nodes = [structured.joined(content.node, known)]
    if content.entity:
        files = {member: chrome.base + path for member, path in content.files}
        about_it = {"@id": f"{address}#main", "url": address, "mainEntityOfPage": {"@id": f"{address}#page"}, **files}
        nodes.append(structured.joined(content.entity, about_it))
    if content.type != "home":
        nodes.append(structured.breadcrumbs(page.breadcrumbs, content.title, chrome.base, address))
    return structured.to_script([*nodes, chrome.publisher])


def _help(templates: Templates, chrome: Chrome, content: Content) -> Markup:
    if content.help_title is not None:
        part = HelpPart("full", content.help_title, content.help_introduction or "", Markup(), chrome.help_list)
        return templates.fill("chrome/help.html", part)
    key = "strip" if content.type in STRIP_TYPES else content.type
    return chrome.help.get(key) or chrome.help[""]
