"""Whom to tell, on every page: the most urgent first, in whatever order an organisation named its contacts."""

from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from markupsafe import Markup

from content_models.contacts import Contact, ContactKind, ContactLink
from content_models.site import Site
from frontend.plan.view import SiteView
from frontend.render import finder
from frontend.render.environment import Templates
from frontend.render.parts import Anchor, Way
from frontend.render.scope import Scope
from frontend.render.words import Words

_URGENCY: Final = {kind: place for place, kind in enumerate(ContactKind)}
_EMERGENCY: Final = UUID("99999999-9999-4999-8999-999999999999")


@dataclass(frozen=True, slots=True)
class HelpListPart:
    """`chrome/help_list.html`: whom to tell, most urgent first."""

    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class HelpPart:
    """`chrome/help.html`: the panel; `variant` is full, aside or strip; `language` marks its introduction."""

    variant: str
    title: str
    introduction: str
    language: Markup
    panel: Markup


def _panel_links(view: SiteView, words: Words) -> tuple[ContactLink, ...]:
    """Return the contacts of a site's help panel by urgency; those of one kind stay in the organisation's order.

    A panel without a number for danger begins with 999, which answers everywhere in the United Kingdom (domain facts).
    """
    named = [(contact, link) for link in view.site.help.contacts if (contact := view.contact(link) or link.record)]
    named.sort(key=lambda pair: _URGENCY[pair[0].kind])
    links = tuple(link for _, link in named)
    if named and named[0][0].kind is ContactKind.EMERGENCY:
        return links
    return (ContactLink(contact=_EMERGENCY, record=_emergency(words)), *links)


def _emergency(words: Words) -> Contact:
    return Contact(
        id=_EMERGENCY,
        kind=ContactKind.EMERGENCY,
        label="999",
        need=words["need_emergency"].unescape(),
        phone="999",
        text_relay="18000",
        sign_language_url="https://999bsl.co.uk/",
    )


def help_ways(scope: Scope) -> tuple[Way, ...]:
    """Return the ways of the panel; an email address beside a number is for other places."""
    ways = filter(None, map(scope.contact, _panel_links(scope.view, scope.words)))
    shown = [replace(way, others=tuple(other for other in way.others if not _is_email(other))) for way in ways]
    return tuple(finder.with_link(scope, shown))


def _is_email(anchor: Anchor) -> bool:
    return (anchor.href or "").startswith("mailto:")


def help_panels(site: Site, templates: Templates, panel: Markup) -> dict[str, Markup]:
    """Return the panel as types of pages show it, around the list in `panel`; `""` is for all that have none of their own."""
    words = templates.words
    title, introduction, language = words["who_to_tell"], site.help.introduction, words.other(site.default_locale)
    if language and not words.own:
        introduction, language = words["in_order_of_urgency"], Markup()
    parts = {
        "": HelpPart("aside", title, introduction, language, panel),
        "strip": HelpPart("strip", title, introduction, language, panel),
        "case_study": HelpPart("aside", words["sounds_familiar"], words["in_order_of_urgency"], words.own, panel),
        "event": HelpPart("aside", words["not_about_the_event"], words["if_you_are_worried"], words.own, panel),
    }
    return {name: templates.fill("chrome/help.html", part) for name, part in parts.items()}
