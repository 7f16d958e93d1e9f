"""What stands around the content of a page, and where: the frame of a document, and of pages that stand for none."""

from collections.abc import Sequence

from markupsafe import Markup

from frontend.plan.page_view import PageView
from frontend.plan.view import SiteView
from frontend.render import structured
from frontend.render.around import around
from frontend.render.chrome import Chrome
from frontend.render.environment import Templates
from frontend.render.frame import Content, Frame, Switch
from frontend.render.pages import STRIP_TYPES
from frontend.render.panel import HelpPart
from frontend.render.parts import Anchor
from frontend.render.special import SpecialPage
from frontend.render.taken import Taken, leaflet_link, with_archive
from frontend.render.words import direction, language_name

type Paths = Sequence[tuple[str, str]]
"""Where a page is in each language: (language, path)."""


def document_frame(
    view: SiteView, page: PageView, chrome: Chrome, content: Content, taken: Taken, templates: Templates
) -> Frame:
    """Return the frame of a document's page, with links to what may be `taken` away from it.

    It reads nothing of the document but what is in `content`.
    """
    home = content.type == "home"
    crumbs = () if home else page.breadcrumbs
    alternates = page.alternates if len(page.alternates) > 1 else ()
    placed = around(view, page, content.main, templates)
    return Frame(
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
        languages=switches(page.places, content.locale),
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


def special_frame(
    view: SiteView,
    chrome: Chrome,
    page: SpecialPage,
    path: str | None = None,
    paths: Paths = (),
    *,
    aside: bool = False,
) -> Frame:
    """Return the frame of a page that stands for no document, its help panel in a strip or (`aside`) beside the content;
    without a path search engines leave it alone."""
    paths = paths if len(paths) > 1 else ()
    return Frame(
        locale=view.locale,
        direction=direction(view.locale),
        kind=page.kind,
        layout="aside" if aside else "strip",
        title=_title(page.tab or page.title, chrome),
        description=page.description,
        canonical=view.absolute(path) if path else None,
        noindex=chrome.noindex or path is None,
        alternates=_with_default([(locale, view.absolute(each)) for locale, each in paths], view.site.default_locale),
        shared=chrome.neutral or (page.title, page.description),
        structured=Markup(),
        chrome=chrome,
        top=chrome.top_of("home"),
        nav=chrome.navigation(path or ""),
        languages=switches(paths, view.locale),
        crumbs=page.crumbs,
        here=page.title,
        lead=page.lead,
        before=Markup(),
        main=page.main,
        after=page.after,
        about=Markup(),
        help=chrome.help["" if aside else "strip"],
        version=None,
        take=Markup(),
    )


def _title(title: str, chrome: Chrome) -> str:
    """Return what the tab says: the page and whose it is, or the site's neutral words."""
    return chrome.neutral[0] if chrome.neutral else f"{title} – {chrome.organisation}"


def _with_default(alternates: Sequence[tuple[str, str]], default: str) -> tuple[tuple[str, str], ...]:
    """Return language links with `x-default` for readers of any other language."""
    first = [("x-default", url) for locale, url in alternates if locale == default]
    return (*alternates, *first)


def switches(paths: Paths, current: str) -> tuple[Switch, ...]:
    """Return the way to a page in each language, of which `current` is the one that it is in."""
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
