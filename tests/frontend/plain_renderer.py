"""A small renderer for tests of the builder: real HTML from real views, without the site's look."""

import hashlib
from collections.abc import Mapping, Sequence
from html import escape

from content_models.blocks import RichTextBlock
from content_models.site import Site
from frontend.archives.archive import Contents, ExtraFile
from frontend.finder.finder import Finder
from frontend.paper.sheet import Sheet
from frontend.plan.listing import Listing
from frontend.plan.page_view import PageView
from frontend.plan.stand_ins import StandIn
from frontend.plan.view import SiteView
from frontend.render.errors import RenderError
from frontend.render.pieces import Shelf
from frontend.render.taken import NOTHING, Taken


class PlainRenderer:
    """Shows title, summary, breadcrumbs, children, text and alternates. `version` may be changed by a test."""

    def __init__(self, version: str = "1", style: str = "body { margin: 1rem }") -> None:
        self.version = version
        self.style = style.encode()
        self.chromes = 0
        self.contents: list[str] = []
        self.fail_on: set[str] = set()
        self.extra = ""

    def chrome(self, view: SiteView) -> str:
        self.chromes += 1
        contacts = (view.contact(link) for link in view.site.help.contacts)
        numbers = " ".join(escape(contact.phone or "") for contact in contacts if contact)
        return f"<header>{escape(view.site.organisation.name)} {numbers} <a href='{view.root}'>Home</a></header>"

    def content(self, view: SiteView, page: PageView, shelf: Shelf | None = None) -> str:
        self.contents.append(page.entry.path)
        if page.entry.path in self.fail_on:
            raise RenderError(
                f"The page {page.entry.path} ({page.entry.type}) could not be rendered: template x.html, line 3: oh"
            )
        texts = (view.html(block.value) for block in page.document.body if isinstance(block, RichTextBlock))
        return f"<p>{escape(page.document.summary)}</p>{''.join(texts)}"

    def leaflet(self, view: SiteView, page: PageView, chrome: str, content: str) -> Sheet:
        raise NotImplementedError("a plain site has no leaflets")

    def archive(self, view: SiteView, page: PageView, extra: Sequence[ExtraFile] = ()) -> Contents:
        raise NotImplementedError("a plain site has no archives")

    def page(self, view: SiteView, page: PageView, chrome: str, content: str, taken: Taken = NOTHING) -> str:
        above = "".join(f'<a href="{escape(card.url)}">{escape(card.title)}</a> ' for card in page.breadcrumbs)
        below = "".join(f'<li><a href="{child.card.url}">{escape(child.card.title)}</a>' for child in page.children)
        others = "".join(f'<link rel="alternate" hreflang="{locale}" href="{url}">' for locale, url in page.alternates)
        switch = " ".join(f'<a href="{path}">{locale}</a>' for locale, path in page.places)
        picture = page.card.image
        shown = "".join(f'<img src="{view.media(each)}" alt="">' for each in picture.renditions) if picture else ""
        body = f"{switch}{above}<main><h1>{escape(page.card.title)}</h1>{content}{shown}<ul>{below}</ul></main>{self.extra}"
        head = f'<link rel="canonical" href="{page.canonical}">{others}'
        return self._html(view, head, chrome + body)

    def a_to_z(self, view: SiteView, chrome: str) -> str:
        lines = "".join(
            f"<h2>{escape(letter)}</h2>"
            + "".join(f'<a href="{term.card.url}">{escape(term.term)}</a> ' for term in terms)
            for letter, terms in view.index()
        )
        return self._html(view, "", f"{chrome}<h1>A to Z</h1>{lines}")

    def finder(self, view: SiteView, chrome: str, finder: Finder) -> str:
        teams = "".join(f'<li><a href="{escape(team.url)}">{escape(team.name)}</a>' for team in finder.teams)
        return self._html(view, "", f"{chrome}<h1>Teams</h1><ul>{teams}</ul>")

    def finder_assets(self) -> Mapping[str, bytes]:
        return {"assets/finder.js": b"// looks up\n"}

    def search(self, view: SiteView, chrome: str) -> str:
        return self._html(view, "", f"{chrome}<h1>Search</h1>")

    def search_assets(self) -> Mapping[str, bytes]:
        return {"assets/search.js": b"// searches\n"}

    def not_found(self, view: SiteView, chrome: str) -> str:
        return self._html(view, "", f"{chrome}<h1>Not found</h1>")

    def stand_in(self, view: SiteView, chrome: str, stand_in: StandIn) -> str:
        card = view.card(stand_in.original)
        chrome += " ".join(f'<a href="{path}">{locale}</a>' for locale, path, _ in view.places(stand_in.original))
        return self._html(view, "", f'{chrome}<h1>Not translated</h1><a href="{card.url}">{escape(card.title)}</a>')

    def feedback_answer(self, view: SiteView, chrome: str, *, stored: bool) -> str:
        return self._html(view, "", f"{chrome}<h1>{'Thank you' if stored else 'Not stored'}</h1>")

    def listing(self, view: SiteView, listing: Listing, chrome: str) -> str:
        shown = [f'<a href="{entry.path}">{escape(view.read(entry).title)}</a>' for entry in listing.reads]
        shown += [f'<a href="{entry.path}">{escape(view.card(entry).title)}</a>' for entry in listing.cards]
        if not listing.path.endswith("/"):
            return f"{view.site.base_url} {view.site.organisation.name} {shown} {listing.items!r}\n"
        body = f"{chrome}<h1>{listing.kind}</h1>{''.join(shown)}{escape(repr(listing.items))}"
        return self._html(view, "", body)

    def redirect(self, view: SiteView, url: str) -> str:
        return self._html(view, "", f'<h1>Moved</h1><a href="{escape(url)}">Here</a>')

    def site_index(self, sites: Sequence[Site]) -> str:
        return "<!doctype html><html lang=en><h1>Sites</h1>" + "".join(
            f"<a href='{site.base_url}'>x</a>" for site in sites
        )

    def assets(self, site: Site) -> Mapping[str, bytes]:
        return {self._style_name(): self.style}

    def _style_name(self) -> str:
        return f"assets/plain.{hashlib.sha256(self.style).hexdigest()[:8]}.css"

    def _html(self, view: SiteView, head: str, body: str) -> str:
        style = f'<link rel="stylesheet" href="/{self._style_name()}">'
        return f'<!doctype html><html lang="{view.locale}"><head>{style}{head}</head><body>{body}</body></html>\n'
