"""The top of every page: the way to help, the way out; and the words that say nothing of what a page is about."""

from dataclasses import dataclass

from content_models.site import Site
from frontend.render.assets import SharedAssets
from frontend.render.site_words import Said
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
    notice: Said | None


def exit_part(site: Site, shared: SharedAssets) -> ExitPart:
    """Return the way out of the pages of a site."""
    return ExitPart(site.exit_url, shared.exit_script, shared.blank_icon)


def neutral_words(site: Site, words: Words) -> tuple[str, str] | None:
    """Return title and description that tell nothing of a page: the site's own in its first language, else ours."""
    if site.neutral is None:
        return None
    ours = (words["neutral_title"].unescape(), words["neutral_description"].unescape())
    if words.page_locale != site.default_locale:
        return ours
    return site.neutral.title or ours[0], site.neutral.description or ours[1]
