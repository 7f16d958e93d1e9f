"""What every page of a site in one language shares: header, help panels, footer. Rendered once, then spliced in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from content_models.links import Link, PageLink
from content_models.site import LinkGroup
from frontend.plan.cards import Card
from frontend.plan.view import SiteView
from frontend.render import structured
from frontend.render.assets import BrandAssets, SharedAssets
from frontend.render.environment import Templates
from frontend.render.feedback import feedback_form
from frontend.render.panel import HelpListPart, help_panels, help_ways
from frontend.render.parts import Anchor
from frontend.render.safety import exit_part, neutral_words, top_part
from frontend.render.scope import OUTSIDE, Scope
from frontend.render.search import links as search_links
from frontend.render.words import Words


@dataclass(frozen=True, slots=True)
class HeadPart:
    """`chrome/head.html`: stylesheets, feeds as (name, path), and icon."""

    stylesheets: tuple[str, ...]
    feeds: tuple[tuple[Markup, str], ...]
    favicon: str
    favicon_type: str
    noindex: bool


@dataclass(frozen=True, slots=True)
class LogoPart:
    """`chrome/logo.html`: the organisation's name and strapline, with its logo or ours."""

    home: str
    name: str
    strapline: str | None
    image: str | None
    language: Markup


@dataclass(frozen=True, slots=True)
class NavItem:
    """One link of the main navigation; `current` is the value of `aria-current`."""

    anchor: Anchor
    current: str | None


@dataclass(frozen=True, slots=True)
class NavPart:
    """`chrome/nav.html`: the main navigation as it is on one page."""

    links: tuple[NavItem, ...]


@dataclass(frozen=True, slots=True)
class FooterGroup:
    """A headed list of links."""

    id: str
    heading: str
    links: tuple[Anchor, ...]
    language: Markup


@dataclass(frozen=True, slots=True)
class FooterPart:
    """`chrome/footer.html`: the organisation's own contact, then the groups of links."""

    name: str
    reach: tuple[Anchor, ...]
    address: Markup | None
    note: str | None
    groups: tuple[FooterGroup, ...]
    language: Markup


@dataclass(frozen=True, slots=True)
class Chrome:
    """The shared parts as HTML; `nav` is kept for each of its items being current, by the item's path.

    `help` is by document type, "" for types that have no words of their own. `top_without_exit` is for the page types
    in `exit_off`. With `neutral`, its title and description stand in tabs and shared links for those of the page.
    """

    locale: str
    base: str
    head: Markup
    top: Markup
    top_without_exit: Markup
    exit_off: frozenset[str]
    logo: Markup
    nav: Markup
    nav_of_page: Mapping[str, Markup]
    nav_of_section: Mapping[str, Markup]
    help_list: Markup
    help: Mapping[str, Markup]
    footer: Markup
    feedback: Markup
    organisation: str
    publisher: str
    noindex: bool
    neutral: tuple[str, str] | None

    def top_of(self, page_type: str) -> Markup:
        """Return the top of a page of this type; pages that stand for no document are like the home page."""
        return self.top_without_exit if page_type in self.exit_off else self.top

    def navigation(self, path: str) -> Markup:
        """Return the navigation for the page at `path`: it or the section above it is marked as current."""
        if found := self.nav_of_page.get(path):
            return found
        above = (section for section in self.nav_of_section if path.startswith(section))
        nearest = max(above, key=len, default=None)
        return self.nav if nearest is None else self.nav_of_section[nearest]


def build_chrome(
    view: SiteView, templates: Templates, first: Words, shared: SharedAssets, brand: BrandAssets
) -> Chrome:
    """Return the chrome of a site in one language; `first` are the words of the site's first language."""
    site, words = view.site, templates.words
    scope = Scope(view, words)
    nav = _nav_anchors(scope)
    paths = [anchor.href for anchor in nav if anchor.href and anchor.href.startswith("/")]
    help_list = templates.fill("chrome/help_list.html", HelpListPart(help_ways(scope)))
    return Chrome(
        locale=view.locale,
        base=site.base_url.rstrip("/"),
        head=templates.fill("chrome/head.html", _head(view, words, shared, brand)),
        top=templates.fill("chrome/top.html", top_part(site, words, first, exit_part(site, shared))),
        top_without_exit=templates.fill("chrome/top.html", top_part(site, words, first, None)),
        exit_off=frozenset(site.exit_off),
        logo=templates.fill("chrome/logo.html", _logo(view, words)),
        nav=_nav(templates, nav, None, ""),
        nav_of_page={path: _nav(templates, nav, path, "page") for path in paths},
        nav_of_section={path: _nav(templates, nav, path, "true") for path in paths if path != view.root},
        help_list=help_list,
        help=help_panels(site, templates, help_list),
        footer=templates.fill("chrome/footer.html", _footer(scope, first)),
        feedback=feedback_form(templates, site),
        organisation=site.organisation.name,
        publisher=structured.organisation(site),
        noindex=site.demonstration is not None,
        neutral=neutral_words(site, words),
    )


def _head(view: SiteView, words: Words, shared: SharedAssets, brand: BrandAssets) -> HeadPart:
    own = view.site.brand.favicon
    favicon, media_type = (view.media(own), own.media_type) if own else (brand.favicon, "image/svg+xml")
    if view.site.neutral:
        # A crest in the tab says whose page it is before anybody reads a word.
        favicon, media_type = shared.blank_icon, "image/svg+xml"
    return HeadPart(
        stylesheets=(shared.stylesheet, brand.stylesheet),
        feeds=tuple((words[name], path) for name, path in view.lists.feeds),
        favicon=favicon,
        favicon_type=media_type,
        noindex=view.site.demonstration is not None,
    )


def _logo(view: SiteView, words: Words) -> LogoPart:
    organisation, logo = view.site.organisation, view.site.brand.logo
    return LogoPart(
        home=view.root if view.home else "/",
        name=organisation.name,
        strapline=organisation.strapline,
        image=view.media(logo) if logo else None,
        language=words.other(view.site.default_locale),
    )


def _nav_anchors(scope: Scope) -> tuple[Anchor, ...]:
    """Return the header's links; in another language than the first only pages that it has, under their own titles."""
    view = scope.view
    search = search_links(view, scope.words)
    if view.locale == view.site.default_locale:
        return (*(anchor for link in view.site.header if (anchor := scope.link(link)).href), *search)
    cards = [view.page(link.target) for link in view.site.header if isinstance(link.target, PageLink)]
    return (*(scope.card_anchor(card) for card in cards if card and card.locale == view.locale), *search)


def _nav(templates: Templates, anchors: Sequence[Anchor], path: str | None, value: str) -> Markup:
    items = tuple(NavItem(anchor, value if path is not None and anchor.href == path else None) for anchor in anchors)
    return templates.fill("chrome/nav.html", NavPart(items))


def _footer(scope: Scope, first: Words) -> FooterPart:
    site, words = scope.view.site, scope.words
    contact = scope.contact(site.footer_contact.contact) if site.footer_contact else None
    reach = (*filter(None, [contact.action]), *contact.others) if contact else ()
    return FooterPart(
        name=site.organisation.name,
        reach=reach,
        address=contact.address if contact else None,
        note=site.footer_contact.note if site.footer_contact else None,
        groups=_footer_groups(scope, first),
        language=words.other(site.default_locale),
    )


def _footer_groups(scope: Scope, first: Words) -> tuple[FooterGroup, ...]:
    """Return ours and the site's groups; one that is called as ours (in the site's first language) joins ours."""
    site, words = scope.view.site, scope.words
    way, about = [*search_links(scope.view, words)], _legal(scope)
    way.append(Anchor(words["a_to_z"], f"{scope.view.root}a-z/", words.own))
    if scope.view.finder:
        way.append(Anchor(words["find_team"], scope.view.finder, words.own))
    way += [Anchor(words[name], path, words.own) for name, path in scope.view.lists.ways]
    ours = {first["find_your_way"].unescape(): way, first["about_this_site"].unescape(): about}
    groups: list[tuple[str, list[Anchor], Markup]] = [(words["find_your_way"], way, words.own)]
    for group in site.footer:
        links = _links(scope, group)
        if group.heading in ours:
            ours[group.heading].extend(links)
        else:
            groups.append((group.heading, links, words.other(site.default_locale)))
    groups.append((words["about_this_site"], about, words.own))
    return tuple(
        FooterGroup(f"foot-{number}", heading, tuple(links), language)
        for number, (heading, links, language) in enumerate(groups, start=1)
        if links
    )


def _links(scope: Scope, group: LinkGroup) -> list[Anchor]:
    return [anchor for link in group.links if (anchor := _settings_link(scope, link)).href]


def _settings_link(scope: Scope, link: Link) -> Anchor:
    """Return a link of the settings: in another language than the first under its page's title, or marked as foreign."""
    view, found = scope.view, scope.view.link(link.target)
    if view.locale == view.site.default_locale:
        return scope.link(link)
    if isinstance(found, Card) and found.locale == view.locale:
        return scope.card_anchor(found)
    anchor = scope.link(link)
    return Anchor(anchor.text, anchor.href, anchor.attributes + scope.words.other(view.site.default_locale))


def _legal(scope: Scope) -> list[Anchor]:
    legal, words = scope.view.site.legal, scope.words
    pages = (
        (words["accessibility_statement"], legal.accessibility),
        (words["privacy"], legal.privacy),
        (words["contact_us"], legal.contact),
    )
    found = [(text, scope.view.page(page)) for text, page in pages if page]
    return [
        Anchor(text, card.url, words.own + (OUTSIDE if card.external else Markup())) for text, card in found if card
    ]
