"""Structured data by schema.org types as JSON-LD; a data block, so that a strict content security policy leaves it alone."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from markupsafe import Markup

from content_models.contacts import ContactLink
from content_models.documents import (
    CaseStudy,
    Document,
    Event,
    Film,
    Guide,
    News,
    Signpost,
    Standard,
)
from content_models.media import FilmFile
from content_models.site import Site
from content_models.values import Hours
from frontend.plan.cards import Card
from frontend.plan.view import SiteView
from frontend.render.formats import iso_duration
from frontend.render.safe import made_here

type Node = dict[str, Any]

_ESCAPES: Final = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)

EVENT_STATUS: Final = {
    "scheduled": "EventScheduled",
    "postponed": "EventPostponed",
    "cancelled": "EventCancelled",
    "ended": "EventScheduled",
}


def to_script(nodes: Sequence[str]) -> Markup:
    """Return a data block of JSON nodes; nothing in it can end the element."""
    graph = f'{{"@context":"https://schema.org","@graph":[{",".join(nodes)}]}}'
    return made_here(f'<script type="application/ld+json">{graph}</script>')


def to_json(node: Mapping[str, Any]) -> str:
    """Return a node as JSON in which no character can begin or end markup."""
    kept = {key: value for key, value in node.items() if value is not None}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def joined(node: str, more: Mapping[str, Any]) -> str:
    """Return a JSON object with further members put before its own."""
    return f"{to_json(more)[:-1]},{node[1:]}"


def organisation(site: Site) -> str:
    """Return the publisher: the organisation that the site belongs to."""
    owner = site.organisation
    return to_json(
        {
            "@type": "GovernmentOrganization",
            "@id": f"{site.base_url.rstrip('/')}/#organisation",
            "name": owner.name,
            "url": site.base_url,
            "areaServed": [area.name for area in owner.areas] or None,
        }
    )


def breadcrumbs(cards: Sequence[Card], title: str, base: str, canonical: str) -> str:
    """Return the way from the home page to this one."""
    steps = [(card.title, f"{base}{card.url}") for card in cards] + [(title, canonical)]
    items = [
        {"@type": "ListItem", "position": number, "name": name, "item": url}
        for number, (name, url) in enumerate(steps, start=1)
    ]
    return to_json({"@type": "BreadcrumbList", "itemListElement": items})


def page_node(document: Document) -> str:
    """Return the page itself, without its address, which depends on the site."""
    kinds = {"section": "CollectionPage", "toolkit": "CollectionPage"}
    kind = kinds.get(document.type, "WebPage")
    if isinstance(document, Standard):
        kind = {"contact": "ContactPage", "about": "AboutPage"}.get(document.purpose, "WebPage")
    return to_json(
        {
            "@type": kind,
            "name": document.title,
            "description": document.summary,
            "inLanguage": document.locale,
            "datePublished": document.first_published.isoformat(),
            "dateModified": document.last_updated.isoformat(),
            "license": document.licence.url,
            "author": {"@type": "Organization", "name": document.owner.name},
        }
    )


def entity_node(view: SiteView, document: Document) -> str | None:
    """Return what the page is about, for the types that schema.org has a name for; without addresses of this site."""
    build = _ENTITIES.get(document.type)
    return to_json(build(view, document)) if build else None


def entity_files(view: SiteView, document: Document) -> tuple[tuple[str, str], ...]:
    """Return the members of the entity that are files of this site, as (member, path)."""
    if isinstance(document, News) and document.image:
        return (("image", view.media(document.image.renditions[-1])),)
    if not isinstance(document, Film):
        return ()
    film = document.film
    files = [("thumbnailUrl", view.media(film.poster.renditions[-1]))] if film.poster else []
    if isinstance(film.source, FilmFile):
        files.append(("contentUrl", view.media(film.source.files[0])))
    return tuple(files)


def _article(_: SiteView, document: CaseStudy | News) -> Node:
    news = isinstance(document, News)
    return {
        "@type": "NewsArticle" if news else "Article",
        "headline": document.title,
        "description": document.summary,
        "inLanguage": document.locale,
        "datePublished": document.first_published.isoformat(),
        "dateModified": document.last_updated.isoformat(),
        "author": {"@type": "Organization", "name": document.owner.name},
    }


def _how_to(_: SiteView, document: Guide) -> Node:
    return {
        "@type": "HowTo",
        "name": document.title,
        "description": document.summary,
        "inLanguage": document.locale,
        "step": [
            {"@type": "HowToStep", "position": number, "name": step.title, "text": step.text.plain}
            for number, step in enumerate(document.steps, start=1)
        ],
    }


def _event(_: SiteView, document: Event) -> Node:
    places: list[Node] = []
    if venue := document.venue:
        place: Node = {"@type": "Place", "name": venue.name}
        if venue.address:
            address = venue.address
            place["address"] = {
                "@type": "PostalAddress",
                "streetAddress": ", ".join(address.lines),
                "addressCountry": "GB",
                **({"postalCode": address.postcode} if address.postcode else {}),
            }
        places.append(place)
    if document.online:
        places.append({"@type": "VirtualLocation", **({"url": document.online.url} if document.online.url else {})})
    modes = {(True, False): "Offline", (False, True): "Online", (True, True): "Mixed"}
    mode = modes[document.venue is not None, document.online is not None]
    return {
        "@type": "Event",
        "name": document.title,
        "description": document.summary,
        "inLanguage": document.locale,
        "startDate": document.starts.isoformat(),
        "endDate": document.ends.isoformat(),
        "eventStatus": f"https://schema.org/{EVENT_STATUS[document.status]}",
        "eventAttendanceMode": f"https://schema.org/{mode}EventAttendanceMode",
        "location": places,
        "organizer": {"@type": "Organization", "name": document.owner.name},
    }


def _video(_: SiteView, document: Film) -> Node:
    film = document.film
    return {
        "@type": "VideoObject",
        "name": film.title,
        "description": document.summary,
        "inLanguage": document.locale,
        "uploadDate": document.first_published.isoformat(),
        "duration": iso_duration(film.duration_seconds),
        "transcript": "\n".join(
            f"{line.speaker}: {line.text}" if line.speaker else line.text for line in film.transcript
        ),
    }


def _service(view: SiteView, document: Signpost) -> Node:
    return {
        "@type": "GovernmentService",
        "name": document.organisation_name,
        "description": document.what_they_do.plain,
        "provider": {"@type": "Organization", "name": document.organisation_name},
        "audience": {"@type": "Audience", "audienceType": document.audience},
        "areaServed": [area.name for area in document.coverage.areas] or None,
        "availableLanguage": list(document.languages) or None,
        "hoursAvailable": _opening(document.hours) or None,
        "availableChannel": [*filter(None, (_channel(view, link) for link in document.contacts))] or None,
    }


def _channel(view: SiteView, link: ContactLink) -> Node | None:
    contact = view.contact(link) or link.record
    if contact is None or not (contact.phone or contact.url):
        return None
    channel: Node = {"@type": "ServiceChannel", "name": contact.label}
    if contact.phone:
        channel["servicePhone"] = {"@type": "ContactPoint", "telephone": contact.phone}
    if contact.url:
        channel["serviceUrl"] = contact.url
    return channel


def _opening(hours: Hours) -> list[Node]:
    return [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": f"https://schema.org/{period.day.capitalize()}",
            "opens": period.opens.isoformat("minutes"),
            "closes": period.closes.isoformat("minutes"),
        }
        for period in hours.periods
    ]


# Each function takes the document of its own type; the table is where the types meet.
_ENTITIES: Final[Mapping[str, Callable[[SiteView, Any], Node]]] = {
    "case_study": _article,
    "news": _article,
    "guide": _how_to,
    "event": _event,
    "film": _video,
    "signpost": _service,
}
