"""What a page shows around its own content that depends on other pages or on the time: calendars, archives, ways on."""

import re
from dataclasses import dataclass
from typing import Final, NamedTuple

from markupsafe import Markup

from frontend.plan.listing import Address
from frontend.plan.page_view import PageView
from frontend.plan.view import SiteView
from frontend.render.calendars import webcal
from frontend.render.environment import Templates
from frontend.render.parts import Anchor
from frontend.render.passed import at_this_time
from frontend.render.posters import with_posters
from frontend.render.safe import made_here
from frontend.render.scope import Scope
from frontend.render.scripts import film_script, open_script, steps_script
from frontend.render.support import Choices, ServiceCard, choices, service_card


class Around(NamedTuple):
    """`before` stands above the columns, `main` is the content, `after` below the columns."""

    before: Markup
    main: Markup
    after: Markup


@dataclass(frozen=True, slots=True)
class CalendarPart:
    """The calendar of all events: to subscribe, to fetch, as words to copy; and the archive with its number of events."""

    subscribe: str
    file: str
    address: str
    archive: Anchor | None


@dataclass(frozen=True, slots=True)
class SectionPart:
    """`around/section.html`: what stands below a section with events or services."""

    calendar: CalendarPart | None
    support: tuple[Choices, ...]
    all_support: Anchor | None


@dataclass(frozen=True, slots=True)
class ServicesPart:
    """`around/services.html`: the services of a section, each with whom to ring and when."""

    cards: tuple[ServiceCard, ...]


_SERVICES: Final = re.compile(r"<!-- services -->(.*?)<!-- /services -->", re.DOTALL)
"""The marks of `pages/section.html`. In the words of a document they would be escaped."""


def around(view: SiteView, page: PageView, main: Markup, templates: Templates) -> Around:
    """Return a page's content with what belongs around it."""
    entry = page.entry
    if entry.type == "event":
        return _around_event(view, page, main, templates)
    if entry.type == "toolkit":
        main = with_posters(view, page, main, templates)
    after = Markup()
    if entry.type == "section":
        part = _section_part(view, page, templates)
        after = templates.fill("around/section.html", part) if part.calendar or part.all_support else after
        main = _with_services(view, page, main, templates)
    return Around(Markup(), main, after + script_for(main))


def script_for(html: Markup) -> Markup:
    """Return the scripts that `html` has a use for: "open now" beside hours, a provider's film, progress in steps."""
    uses = ((" data-open=", open_script), (" data-play=", film_script), ('<nav class="progress"', steps_script))
    tag = Markup('<script src="{}" defer></script>')
    return Markup().join(tag.format(address()) for mark, address in uses if mark in html)


def _around_event(view: SiteView, page: PageView, main: Markup, templates: Templates) -> Around:
    over = page.entry.path in view.past
    # Where editors say themselves what became of it, nothing needs to be added.
    say = over and view.source.facts(page.entry.version).status == "scheduled"
    before = templates.fill("around/event.html", None) if say else Markup()
    return Around(before, at_this_time(main, over=over), Markup())


def _with_services(view: SiteView, page: PageView, main: Markup, templates: Templates) -> Markup:
    services, scope = view.lists.services_of(page.entry), Scope(view, templates.words)
    if not services:
        return made_here(_SERVICES.sub(r"\1", str(main)))
    part = ServicesPart(tuple(service_card(scope, entry) for entry in services))
    cards = str(templates.fill("around/services.html", part))
    return made_here(_SERVICES.sub(lambda _: cards, str(main)))


def _section_part(view: SiteView, page: PageView, templates: Templates) -> SectionPart:
    lists, words = view.lists, templates.words
    services = lists.children_of(page.entry, "signpost")
    scope = Scope(view, words)
    everything = Anchor(words["support_all"], view.root + Address.SUPPORT) if services else None
    found = choices(scope, lists.support[0].narrower) if services else ()
    calendar = calendar_part(view, templates) if lists.children_of(page.entry, "event") else None
    return SectionPart(calendar, found, everything)


def calendar_part(view: SiteView, templates: Templates) -> CalendarPart | None:
    """Return the ways to a site's calendar, or None when it has no events."""
    path, past, words = view.lists.calendar, view.lists.past_events, templates.words
    if path is None:
        return None
    address = view.absolute(path)
    archive = Anchor(words.count("past_events_link", len(past)), view.root + Address.PAST_EVENTS) if past else None
    return CalendarPart(webcal(address), path, address, archive)
