"""The renderer: templates, words and assets loaded once, then any page of any site."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from weakref import WeakKeyDictionary

from jinja2 import BaseLoader

from content_models.site import Site
from frontend.archives import contents as archive_contents
from frontend.archives.archive import Contents, ExtraFile
from frontend.finder.finder import PAGE, Finder
from frontend.leaflets import sheet as leaflets
from frontend.paper.sheet import Sheet
from frontend.plan.listing import Listing
from frontend.plan.page_view import PageView
from frontend.plan.stand_ins import StandIn, root_of
from frontend.plan.view import SiteView
from frontend.render import a_to_z, assets, special, structured
from frontend.render import finder as find_team
from frontend.render import search as search_page
from frontend.render.answers import Answers
from frontend.render.around import around
from frontend.render.assets import BrandAssets
from frontend.render.chrome import Chrome, build_chrome
from frontend.render.document import put_together
from frontend.render.environment import Templates, TemplateSet, render_error
from frontend.render.frame import Content, Frame
from frontend.render.framing import document_frame, special_frame, switches
from frontend.render.lists import data_file, is_data, list_page
from frontend.render.pieces import Shelf
from frontend.render.scope import Scope
from frontend.render.scripts import script_files
from frontend.render.special import RedirectPage, SiteList
from frontend.render.taken import NOTHING, Taken
from frontend.render.untranslated import not_translated
from frontend.render.version import renderer_version
from frontend.render.words import Dictionary, direction
from frontend.search.paths import PAGE as SEARCH


class Renderer:
    """Renders every page of every site; safe to keep for the life of a process and to use after a fork."""

    def __init__(self, loader: BaseLoader | None = None) -> None:
        self.dictionary = Dictionary()
        self.templates = TemplateSet(loader)
        self.shared = assets.shared_assets()
        self.version = renderer_version()
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
            frame = document_frame(view, page, chrome, content, taken, self._templates(content.locale))
            return self._filled(frame)
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

    def a_to_z(self, view: SiteView, chrome: Chrome) -> str:
        """Return the index of everything on the site in one language; raises RenderError."""
        path, paths = _places(view, "a-z/")
        try:
            page = a_to_z.page(view, self._templates(view.locale))
            return self._filled(special_frame(view, chrome, page, path, paths))
        except Exception as error:
            raise render_error(error, path, "A–Z") from error

    def finder(self, view: SiteView, chrome: Chrome, finder: Finder) -> str:
        """Return "Find your local team"; raises RenderError."""
        path, paths = _places(view, PAGE)
        try:
            page = find_team.page(view, finder, self._templates(view.locale))
            return self._filled(special_frame(view, chrome, page, path, paths, aside=True))
        except Exception as error:
            raise render_error(error, path, "find your local team") from error

    def finder_assets(self) -> Mapping[str, bytes]:
        """Return the script of "Find your local team" by its path."""
        return find_team.script_files()

    def search(self, view: SiteView, chrome: Chrome) -> str:
        """Return the page to search with; raises RenderError."""
        path, paths = _places(view, SEARCH)
        try:
            page = search_page.page(view, self._templates(view.locale))
            return self._filled(special_frame(view, chrome, page, path, paths, aside=True))
        except Exception as error:
            raise render_error(error, path, "search") from error

    def search_assets(self) -> Mapping[str, bytes]:
        """Return the script of the page to search with by its path."""
        return search_page.script_files()

    def not_found(self, view: SiteView, chrome: Chrome) -> str:
        """Return the page for addresses that are nowhere; it works at any depth. Raises RenderError."""
        try:
            page = special.not_found(view, self._templates(view.locale))
            return self._filled(special_frame(view, chrome, page))
        except Exception as error:
            raise render_error(error, "/404.html", "not found") from error

    def stand_in(self, view: SiteView, chrome: Chrome, stand_in: StandIn) -> str:
        """Return the page that says of another that it is not translated, and offers the original. Raises RenderError."""
        templates = self._templates(view.locale)
        try:
            page = not_translated(Scope(view, templates.words), stand_in, templates)
            languages = switches([(locale, path) for locale, path, _ in view.places(stand_in.original)], view.locale)
            return self._filled(replace(special_frame(view, chrome, page), languages=languages))
        except Exception as error:
            raise render_error(error, stand_in.path, "not translated") from error

    def feedback_answer(self, view: SiteView, chrome: Chrome, *, stored: bool) -> str:
        """Return where “Was this page useful?” leads: thanks, or what to do as nothing was stored. Raises RenderError."""
        try:
            page = special.feedback_answer(view, self._templates(view.locale), stored=stored)
            return self._filled(special_frame(view, chrome, page))
        except Exception as error:
            raise render_error(error, f"{view.root}feedback/", "thanks for feedback") from error

    def listing(self, view: SiteView, listing: Listing, chrome: Chrome) -> str:
        """Return a calendar, a feed, or a page that lists others; raises RenderError."""
        templates = self._templates(view.locale)
        try:
            if is_data(listing):
                return data_file(view, listing, templates.words)
            page = list_page(view, listing, templates)
            return self._filled(special_frame(view, chrome, page, listing.path, listing.alternates, aside=True))
        except Exception as error:
            raise render_error(error, listing.path, listing.kind) from error

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

    def _filled(self, frame: Frame) -> str:
        return str(self._templates(frame.locale).fill("page.html", frame)) + "\n"

    def _templates(self, locale: str) -> Templates:
        return self.templates.of(self.dictionary.of(locale))


def _places(view: SiteView, page: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return the path of a page of every language in this one, and (language, path) in all of them."""
    return view.root + page, tuple((each, root_of(each, view.site.default_locale) + page) for each in view.locales)
