"""The posters on a toolkit's page. They carry a site's own numbers, so they stand around what sites share of the page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from markupsafe import Markup

from frontend.plan.page_view import PageView
from frontend.plan.posters import Poster, PosterFiles
from frontend.plan.view import SiteView, media_path
from frontend.render import formats, markup
from frontend.render.environment import Templates
from frontend.render.parts import Anchor, Language, Picture
from frontend.render.safe import made_here
from frontend.render.scope import Scope
from frontend.render.words import Words

HOLE: Final = made_here("<!posters>")
"""Where they stand in `pages/toolkit.html`: text is escaped, so no document can write it."""


@dataclass(frozen=True, slots=True)
class PosterPart:
    """One poster on the shelf: `take` fetches it, nothing while it is not made; its headline is in its own language."""

    id: str
    headline: str
    language: Language
    audience: Markup
    edition: Markup
    picture: Picture | None
    take: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class PostersPart:
    """`around/posters.html`; `languages` leads to the first poster in each, empty when there is one language."""

    about: Markup
    languages: tuple[Anchor, ...]
    posters: tuple[PosterPart, ...]


def with_posters(view: SiteView, page: PageView, main: Markup, templates: Templates) -> Markup:
    """Return the HTML of a toolkit with the posters that its site has of it, or without the place for them."""
    shelf = view.posters.get(page.entry.path, ())
    part = templates.fill("around/posters.html", _part(view, page, shelf, templates.words)) if shelf else Markup()
    return made_here(str(main).replace(HOLE, part, 1))


def _part(view: SiteView, page: PageView, shelf: Sequence[Poster], words: Words) -> PostersPart:
    scope = Scope(view, words)
    # The page's own language first, the others as they come.
    found = dict.fromkeys(poster.locale for poster in shelf)
    locales = sorted(found, key=lambda locale: locale != page.entry.locale)
    ordered = [poster for locale in locales for poster in shelf if poster.locale == locale]
    first = {poster.locale: poster for poster in reversed(ordered)}
    ways = (Anchor(_name(scope, each), f"#{_id(first[each])}", scope.language(each).attributes) for each in locales)
    return PostersPart(
        about=_about(view, page, words),
        languages=tuple(ways) if len(locales) > 1 else (),
        posters=tuple(_poster(scope, poster) for poster in ordered),
    )


def _about(view: SiteView, page: PageView, words: Words) -> Markup:
    about = words.fill("posters_about", organisation=view.site.organisation.name)
    if adopted := page.entry.adopted:
        about = Markup("{} {}").format(about, words.fill("posters_words_by", owner=adopted.owner.name))
    return about


def _name(scope: Scope, locale: str) -> str:
    return scope.language(locale).name


def _id(poster: Poster) -> str:
    return f"poster-{poster.template}-{poster.locale.lower()}"


def _poster(scope: Scope, poster: Poster) -> PosterPart:
    words, files = scope.words, poster.files
    edition = words.fill("version", version=poster.version)
    if poster.expires:
        until = formats.day(words, date.fromisoformat(poster.expires)).text
        edition = words.fill("version_until", version=poster.version, date=until)
    return PosterPart(
        id=_id(poster),
        headline=poster.headline,
        language=scope.language(poster.locale),
        audience=words.fill("poster_for", audience=words[f"audience_{poster.audience}"]),
        edition=edition,
        picture=_picture(words, poster, files) if files else None,
        take=_ways(words, files) if files else (),
    )


def _picture(words: Words, poster: Poster, files: PosterFiles) -> Picture:
    src = media_path(files.preview.digest, files.preview.filename)
    return Picture(
        src=src,
        srcset=f"{src} {files.preview_width}w",
        width=files.preview_width,
        height=files.preview_height,
        alt=markup.sentences(words, (poster.headline, *poster.lines)),
        credit=None,
    )


def _ways(words: Words, files: PosterFiles) -> tuple[Anchor, ...]:
    paper, screen = files.pdf, files.png
    return (
        Anchor(
            words.fill("poster_pdf", size=formats.size(words, paper.size)), media_path(paper.digest, paper.filename)
        ),
        Anchor(
            words.fill("poster_png", width=files.width, height=files.height, size=formats.size(words, screen.size)),
            media_path(screen.digest, screen.filename),
        ),
    )
