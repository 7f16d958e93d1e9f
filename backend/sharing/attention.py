"""What a team should look at: changes that wait, local parts without a place, sources that go away."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page

from backend.organisations.models import Organisation
from backend.sharing.models import Adoption, Mode, OfferState


class Kind(StrEnum):
    """What it is about; the most pressing first."""

    RECALLED = "recalled"
    UNAPPLIED = "unapplied"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"
    CHANGED = "changed"
    UNFILLED = "unfilled"
    UNPLACED = "unplaced"
    SOURCE_GONE = "source_gone"
    NEW_PAGES = "new_pages"
    UNTRANSLATED = "untranslated"


@dataclass(frozen=True, slots=True)
class Attention:
    """One thing to look at. `since` is when it began, where that is known; `later` until when the team put it off."""

    kind: Kind
    adoption: Adoption
    sentence: str
    since: datetime | None = None
    later: date | None = None


def attention_of(organisation: Organisation, *, today: date | None = None) -> list[Attention]:
    """Return what needs the attention of `organisation`, most pressing first; constant queries.

    A change that the team put off until a day is there again from that day on, and before it with `later` set.
    """
    today = today or timezone.localdate()
    rows = list(
        Adoption.objects.filter(organisation=organisation)
        .with_current()
        .select_related("offer__owner", "offer__successor__page", "page", "source", "root")
        .order_by("page__title", "pk")
    )
    found = [item for row in rows for item in _about(row, today)]
    found += _new_pages(rows)
    found += _untranslated(organisation, rows)
    order = list(Kind)
    return sorted(found, key=lambda item: (item.later is not None, order.index(item.kind), item.adoption.page.title))


def _about(row: Any, today: date) -> Iterator[Attention]:
    offer, owner = row.offer, row.offer.owner.name
    if row.unapplied:
        yield Attention(
            Kind.UNAPPLIED, row, f"{owner} sent a safety-critical change that your copy could not take over."
        )
    if not row.is_in_step:
        return
    if offer.state == OfferState.RECALLED:
        yield Attention(Kind.RECALLED, row, f"{owner} recalled this page: {offer.reason}", offer.changed)
        return
    if offer.state == OfferState.WITHDRAWN:
        yield _withdrawn(row, today)
    elif row.source is None or not row.source.live:
        yield Attention(Kind.SOURCE_GONE, row, f"{owner} has taken this page down. Your site shows the last version.")
    if row.mode == Mode.REVIEW and row.current_digest and row.accepted_digest not in {"", row.current_digest}:
        later = row.remind_on if row.remind_on and row.remind_on > today else None
        yield Attention(Kind.CHANGED, row, f"{owner} published a new version.", row.behind_since, later)
    if row.unfilled:
        names = ", ".join(row.unfilled)
        yield Attention(Kind.UNFILLED, row, f"{owner} asks for local content here: {names}.")
    if row.unplaced:
        count = len(row.unplaced)
        parts = "One of your local parts has" if count == 1 else f"{count} of your local parts have"
        yield Attention(Kind.UNPLACED, row, f"{parts} no place on the page any more, so visitors do not see it.")


def _withdrawn(row: Any, today: date) -> Attention:
    offer = row.offer
    day = f"{offer.ends_on:%-d %B %Y}"
    if offer.ends_on <= today:
        return Attention(Kind.ENDED, row, f"It left your site on {day}: {offer.reason}", offer.changed)
    if offer.successor:
        sentence = f"“{offer.successor}” replaces this page, which leaves your site on {day}."
        return Attention(Kind.REPLACED, row, sentence, offer.changed)
    return Attention(Kind.WITHDRAWN, row, f"It leaves your site on {day}: {offer.reason}", offer.changed)


def _new_pages(rows: list[Any]) -> Iterator[Attention]:
    """Yield the reviewed sections to which their owner has added pages; one query for all."""
    roots = [row for row in rows if row.whole_section and row.mode == Mode.REVIEW and row.source is not None]
    if not roots:
        return
    below = Q(pk__in=[])
    for root in roots:
        below |= Q(path__startswith=root.source.path)
    pages = list(Page.objects.filter(below, live=True).public().values_list("path", "translation_key"))
    for root in roots:
        known = {row.source_key for row in rows if root.pk in {row.pk, row.root_id}}
        new = [key for path, key in pages if path.startswith(root.source.path) and key not in known]
        if new:
            what = "a page" if len(new) == 1 else f"{len(new)} pages"
            yield Attention(Kind.NEW_PAGES, root, f"{root.offer.owner.name} added {what} to this section.")


def _untranslated(organisation: Organisation, rows: list[Any]) -> Iterator[Attention]:
    """Yield the pages that stand in the site's first language and lack others that the site has."""
    languages = organisation.languages
    if len(languages) < 2:
        return
    names = dict(settings.WAGTAIL_CONTENT_LANGUAGES)
    there: dict[Any, set[str]] = {}
    for row in rows:
        there.setdefault(row.source_key, set()).add(row.locale)
    for row in rows:
        if row.is_in_step and row.locale == languages[0]:
            missing = [names.get(code, code) for code in languages[1:] if code not in there[row.source_key]]
            if missing:
                yield Attention(Kind.UNTRANSLATED, row, f"It is not there in {', '.join(missing)}.")
