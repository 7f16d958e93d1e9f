"""The frame around a page's content: the typed context of `templates/page.html`."""

from dataclasses import dataclass

from markupsafe import Markup

from frontend.render.chrome import Chrome
from frontend.render.parts import Anchor


@dataclass(frozen=True, slots=True)
class Content:
    """A document's own HTML without any chrome: it depends on the document, what it links to, and the language.

    `lead` is the inside of the masthead (home: of the hero), `before` what stands between it and the columns, `main`
    the content itself, `about` "About this page". `help_title` and `help_introduction` are home's own words over the
    help panel. `node`, `entity` and `files` become structured data once the page's address is known.
    """

    type: str
    locale: str
    title: str
    description: str
    lead: Markup
    before: Markup
    main: Markup
    about: Markup
    help_title: str | None
    help_introduction: str | None
    node: str
    entity: str | None
    files: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Switch:
    """The same page in another language, or in this one (`current`)."""

    locale: str
    direction: str
    name: str
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """A whole page. `layout` is hero, aside or strip: where the help panel stands.

    `canonical` and `version`, the document's digest, are None for pages that are no document (404); `alternates` are
    (language, absolute address). `shared` is what a link to the page shows where it is shared: title and description. `take` is the link to the page's leaflet.
    """

    locale: str
    direction: str
    kind: str
    layout: str
    title: str
    description: str
    canonical: str | None
    noindex: bool
    alternates: tuple[tuple[str, str], ...]
    shared: tuple[str, str]
    structured: Markup
    chrome: Chrome
    top: Markup
    nav: Markup
    languages: tuple[Switch, ...]
    crumbs: tuple[Anchor, ...]
    here: str
    lead: Markup
    before: Markup
    main: Markup
    after: Markup
    about: Markup
    help: Markup
    version: str | None
    take: Markup
