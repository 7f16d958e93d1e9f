"""A page as the sheet of a leaflet: the typed context of `templates/leaflets/leaflet.html`, filled."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from markupsafe import Markup

from content_models.site import BrandColours
from frontend.leaflets.for_paper import Addresses, for_paper, printed
from frontend.leaflets.style import leaflet_style
from frontend.paper.qr import qr_svg
from frontend.paper.sheet import SCHEME, Sheet
from frontend.plan.page_view import PageView
from frontend.plan.view import SiteView
from frontend.render import formats
from frontend.render.assets import DEFAULT_MARK
from frontend.render.assets import FOLDER as ASSETS
from frontend.render.environment import FOLDER, Templates
from frontend.render.safe import made_here
from frontend.render.words import direction

STYLE: Final = FOLDER / "leaflets" / "leaflet.css"


@dataclass(frozen=True, slots=True)
class PageParts:
    """The parts of a page as the site shows them: its head, what follows it, its content, its end, and the help panel."""

    lead: Markup
    main: Markup
    about: Markup
    help: Markup


@dataclass(frozen=True, slots=True)
class LeafletPage:
    """`leaflets/leaflet.html`: `address` is how the page's address is printed, `url` what it is; dates are ISO 8601."""

    locale: str
    direction: str
    kind: str
    title: str
    description: str
    organisation: str
    strapline: str | None
    language: Markup
    logo: str
    mark: str | None
    notice: str | None
    lead: Markup
    help: Markup
    main: Markup
    about: Markup
    links: tuple[tuple[str, str], ...]
    code: str
    url: str
    address: str
    updated: Markup
    licence: str
    published_on: str
    updated_on: str


def leaflet_sheet(view: SiteView, page: PageView, templates: Templates, parts: PageParts) -> Sheet:
    """Return the leaflet of a page of a site; it shows what the page shows now."""
    document, site, words = page.document, view.site, templates.words
    base = site.base_url.rstrip("/")
    addresses = Addresses(base)
    url = view.absolute(page.entry.path)
    # In the order in which they are read, so that the numbers of links rise.
    lead, panel, main, about = (
        for_paper(str(part), addresses) for part in (parts.lead, parts.help, parts.main, parts.about)
    )
    logo = site.brand.logo
    context = LeafletPage(
        locale=document.locale,
        direction=direction(document.locale),
        kind=document.type.replace("_", "-"),
        title=document.title,
        description=document.summary,
        organisation=site.organisation.name,
        strapline=site.organisation.strapline,
        language=words.other(site.default_locale),
        logo=base + view.media(logo) if logo else f"{SCHEME}mark.svg",
        mark=None if logo else "mark.svg",
        notice=site.demonstration,
        lead=lead,
        help=panel,
        main=main,
        about=about,
        links=addresses.listed(),
        code=f"{SCHEME}code.svg",
        url=url,
        address=printed(url),
        updated=words.fill("updated", date=formats.day(words, document.last_updated).text),
        licence=document.licence.name,
        published_on=_moment(document.first_published.isoformat()),
        updated_on=_moment(document.last_updated.isoformat()),
    )
    files = {"code.svg": qr_svg(url), "contours.svg": _contours(site.brand.colours)}
    if logo is None:
        files["mark.svg"] = _mark(site.brand.colours)
    html = templates.fill("leaflets/leaflet.html", context)
    return Sheet(f"{html}\n", leaflet_style(STYLE.read_text("utf-8"), site.brand.colours, context.direction), files)


def _moment(iso: str) -> str:
    """Return a moment as the metadata of a PDF take it: to the second (W3C-DTF)."""
    day, _, clock = iso.partition("T")
    return f"{day}T{clock[:8]}{'Z' if clock[8:].endswith(('Z', '+00:00')) else clock[-6:]}"


def _asset(name: str, folder: Path = ASSETS) -> str:
    return (folder / name).read_text("utf-8")


def _mark(colours: BrandColours) -> bytes:
    drawing = _asset("favicon.svg")
    for default, own in zip(DEFAULT_MARK, (colours.brand, colours.accent), strict=True):
        drawing = drawing.replace(default, own)
    return drawing.encode()


def _contours(colours: BrandColours) -> bytes:
    """Return the map lines of the masthead, for a surface of the brand's colour."""
    return made_here(_asset("contours.svg").replace("#7b939c", colours.on_brand).replace(".34", ".26")).encode()
