"""What a team should look at: changes that wait, local parts without a place, sources that go away."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page

from backend.organisations.models import Organisation
from backend.sharing.models import Adoption, Mode, Offer, OfferState
from backend.sharing.sections import lacking
from backend.sharing.standing import endings, is_over


class Kind(StrEnum):
    """What it is about; the most pressing first."""

    RECALLED = "recalled"
    UNAPPLIED = "unapplied"
    SAFETY = "safety"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"
    CHANGED = "changed"
    UNFILLED = "unfilled"
    UNPLACED = "unplaced"
    SOURCE_GONE = "source_gone"
    NEW_PAGES = "new_pages"
    NEW_LANGUAGE = "new_language"
    UNTRANSLATED = "untranslated"


SAFETY_SHOWN: Final = timedelta(days=14)
"""How long a safety-critical change is shown that nobody has marked as seen."""


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
    ended = endings(rows)
    found = [item for row in rows for item in _about(row, ended.get(row.pk), today)]
    found += _new_pages(rows)
    found += _untranslated(organisation, rows)
    order = list(Kind)
    return sorted(found, key=lambda item: (item.later is not None, order.index(item.kind), item.adoption.page.title))


def _about(row: Any, ending: Offer | None, today: date) -> Iterator[Attention]:
    owner = row.offer.owner.name
    if row.unapplied:
        yield Attention(
            Kind.UNAPPLIED, row, f"{owner} sent a safety-critical change that your copy could not take over."
        )
    if ending is not None and ending.state == OfferState.RECALLED:
        yield Attention(Kind.RECALLED, row, _recalled(row, ending), ending.changed)
        return
    if not row.is_in_step:
        return
    if row.safety_note and row.safety_at is not None and row.safety_at > timezone.now() - SAFETY_SHOWN:
        yield Attention(Kind.SAFETY, row, row.safety_note, row.safety_at)
    yield from _about_the_source(row, ending, today)
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


def _recalled(row: Any, ending: Offer) -> str:
    owner = ending.owner.name
    if row.is_in_step:
        return f"{owner} recalled this page: {ending.reason}"
    return f"{owner} recalled the page that this copy of yours was made from. Please check it: {ending.reason}"


def _about_the_source(row: Any, ending: Offer | None, today: date) -> Iterator[Attention]:
    owner, source = row.offer.owner.name, row.source
    if ending is not None:
        yield _withdrawn(row, ending, today)
    elif source is not None and source.expire_at is not None and source.expire_at <= timezone.now():
        yield Attention(Kind.ENDED, row, f"{owner} had planned its end, so it left your site.", source.expire_at)
    elif source is None:
        yield Attention(Kind.SOURCE_GONE, row, f"{owner} has deleted this page. Your site shows the last version.")
    elif not source.live:
        yield Attention(Kind.SOURCE_GONE, row, f"{owner} has taken this page down. Your site shows the last version.")
    elif row.current_digest is None and row.accepted_digest:
        yield Attention(Kind.SOURCE_GONE, row, f"{owner} has made this page private. Your site shows the last version.")


def _withdrawn(row: Any, ending: Offer, today: date) -> Attention:
    day = f"{ending.ends_on:%-d %B %Y}"
    if is_over(ending, today):
        return Attention(Kind.ENDED, row, f"It left your site on {day}: {ending.reason}", ending.changed)
    if ending.successor:
        sentence = f"“{ending.successor}” replaces this page, which leaves your site on {day}: {ending.reason}"
        return Attention(Kind.REPLACED, row, sentence, ending.changed)
    return Attention(Kind.WITHDRAWN, row, f"It leaves your site on {day}: {ending.reason}", ending.changed)


def _new_pages(rows: list[Any]) -> Iterator[Attention]:
    """Yield the reviewed sections to which their owner has added pages; two queries for all."""
    roots = [
        row
        for row in rows
        if row.whole_section and row.offer.whole_section and row.mode == Mode.REVIEW and row.current_digest is not None
    ]
    if not roots:
        return
    below = Q(pk__in=[])
    for root in roots:
        below |= Q(path__startswith=root.source.path)
    pages = list(Page.objects.filter(below, live=True).public().select_related("content_type").order_by("path"))
    ended = Offer.objects.exclude(state=OfferState.OFFERED).filter(
        source_key__in={page.translation_key for page in pages}
    )
    over = {str(key) for key in ended.values_list("source_key", flat=True)}
    for root in roots:
        inside = [page for page in pages if page.path.startswith(root.source.path)]
        heads = {row.source.path for row in rows if row.is_in_step and row.source and row.locale == root.locale}
        copies = {str(row.source_key) for row in rows if row.root_id == root.pk and not row.is_in_step}
        if new := lacking(inside, heads, {*over, *copies, *root.declined}):
            what = "a page" if len(new) == 1 else f"{len(new)} pages"
            yield Attention(Kind.NEW_PAGES, root, f"{root.offer.owner.name} added {what} to this section.")


def _untranslated(organisation: Organisation, rows: list[Any]) -> Iterator[Attention]:
    """Yield the pages that lack a language that the site has, and say whether their owner has it; one query for all."""
    languages = organisation.languages
    if len(languages) < 2:
        return
    there: dict[Any, set[str]] = {}
    for row in rows:
        there.setdefault(row.source_key, set()).add(row.locale)
    lacking_some = [row for row in rows if row.is_in_step and row.locale == _first_of(languages, there[row.source_key])]
    published = Page.objects.live().public().filter(translation_key__in={row.source_key for row in lacking_some})
    at_owners = set(published.values_list("translation_key", "locale__language_code"))
    names = dict(settings.WAGTAIL_CONTENT_LANGUAGES)
    for row in lacking_some:
        missing = [code for code in languages if code not in there[row.source_key]]
        there_now = [code for code in missing if (row.source_key, code) in at_owners]
        owner = row.offer.owner.name
        if there_now:
            words = ", ".join(names.get(code, code) for code in there_now)
            yield Attention(Kind.NEW_LANGUAGE, row, f"{owner} has this page in {words} too, and your site does not.")
        if left := [names.get(code, code) for code in missing if code not in there_now]:
            yield Attention(
                Kind.UNTRANSLATED, row, f"It is not there in {', '.join(left)}: {owner} has not published it."
            )


def _first_of(languages: list[str], have: set[str]) -> str:
    return next((code for code in languages if code in have), "")
