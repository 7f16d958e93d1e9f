"""Whom to tell, on every page: the most urgent first, in whatever order an organisation named its contacts."""

from typing import Final
from uuid import UUID

from content_models.contacts import Contact, ContactKind, ContactLink
from frontend.plan.view import SiteView
from frontend.render.words import Words

_URGENCY: Final = {kind: place for place, kind in enumerate(ContactKind)}
_EMERGENCY: Final = UUID("99999999-9999-4999-8999-999999999999")


def panel_links(view: SiteView, words: Words) -> tuple[ContactLink, ...]:
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
