"""The top of every page: the way to help, the way out; and the words that say nothing of what a page is about."""

from dataclasses import dataclass

from markupsafe import Markup

from content_models.site import Site
from frontend.render.assets import SharedAssets
from frontend.render.words import Words


@dataclass(frozen=True, slots=True)
class ExitPart:
    """“Exit this page”: where it leads, the script that makes it quick, and the icon that the tab has from then on."""

    url: str
    script: str
    icon: str


@dataclass(frozen=True, slots=True)
class TopPart:
    """`chrome/top.html`: skip link, demonstration notice, safety bar; `exit` is None on pages without a way out."""

    exit: ExitPart | None
    notice: str
    language: Markup


def exit_part(site: Site, shared: SharedAssets) -> ExitPart:
    """Return the way out of the pages of a site."""
    return ExitPart(site.exit_url, shared.exit_script, shared.blank_icon)


def top_part(site: Site, words: Words, first: Words, way_out: ExitPart | None) -> TopPart:
    """Return the top of pages with a way out, or of those without; `first` are the words of the site's first language."""
    notice = (site.demonstration or "").removeprefix(first["demonstration"].unescape()).strip()
    return TopPart(way_out, notice or site.demonstration or "", words.other(site.default_locale))


def neutral_words(site: Site, words: Words) -> tuple[str, str] | None:
    """Return title and description that tell nothing of a page: the site's own in its first language, else ours."""
    if site.neutral is None:
        return None
    ours = (words["neutral_title"].unescape(), words["neutral_description"].unescape())
    if words.page_locale != site.default_locale:
        return ours
    return site.neutral.title or ours[0], site.neutral.description or ours[1]
