"""What a site says on every page, in the language of the page: the organisation's translation, else its own words, marked."""

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from content_models.site import LinkGroup, Site
from content_models.translations import Translation, in_language
from frontend.render.words import Words


class Said(NamedTuple):
    """Words of a site, with the attributes of an element that holds them: none when they are in the page's language."""

    text: str
    language: Markup


class SiteTexts(NamedTuple):
    """The words of a site for pages in one language; None is what the site does not say.

    `demonstration` is without the word that templates put in front of it.
    """

    strapline: Said | None
    demonstration: Said | None
    contact_note: Said | None


def site_texts(site: Site, words: Words, first: Words) -> SiteTexts:
    """Return the words of a site for pages with these `words`; `first` are those of the site's first language."""
    foot, notice = site.footer_contact, _said(site, words, "demonstration", site.demonstration)
    if notice:
        # Our word for it is the page's where the notice is, and the first language's where it is not.
        ours = (first if notice.language else words)["demonstration"].unescape()
        notice = notice._replace(text=notice.text.removeprefix(ours).strip() or notice.text)
    return SiteTexts(
        strapline=_said(site, words, "strapline", site.organisation.strapline),
        demonstration=notice,
        contact_note=_said(site, words, "contact_note", foot.note if foot else None),
    )


def heading_of(group: LinkGroup, site: Site, words: Words) -> Said:
    """Return the heading of a group of links in the footer, for pages with these `words`."""
    return _in_page_language(group.heading, group.translations, "heading", site, words)


def _said(site: Site, words: Words, name: str, original: str | None) -> Said | None:
    return _in_page_language(original, site.translations, name, site, words) if original else None


def _in_page_language(original: str, translations: Sequence[Translation], name: str, site: Site, words: Words) -> Said:
    translated = in_language(translations, words.page_locale)
    if words.page_locale != site.default_locale and (text := getattr(translated, name, None)):
        return Said(text, Markup())
    return Said(original, words.other(site.default_locale))
