"""Signpost: the service card, number first, then what the service does and further ways to reach it."""

from dataclasses import dataclass

from markupsafe import Markup, escape

from content_models.documents import Signpost
from content_models.documents.signpost import Cost, Coverage
from frontend.render import formats
from frontend.render.formats import HoursRow, Moment
from frontend.render.maps import map_link
from frontend.render.opening import OpenPart, open_part
from frontend.render.pages.base import Given, PageBase
from frontend.render.parts import NO_ATTRIBUTES, Anchor, Language, Way
from frontend.render.scope import Scope


@dataclass(frozen=True, slots=True)
class SignpostPage(PageBase):
    """`first` is the way that the card shows large, `more` the others."""

    name: str
    first: Way | None
    more: tuple[Way, ...]
    what_they_do: Markup
    hours: tuple[HoursRow, ...]
    hours_note: str | None
    open: OpenPart | None
    audience: str
    needs: tuple[str, ...]
    cost: Markup
    languages: tuple[Language, ...]
    languages_note: str | None
    area: Markup
    address: Markup | None
    map: Anchor | None
    accessibility: str | None
    checked: Moment
    checked_by: str | None


def build(given: Given[Signpost]) -> SignpostPage:
    """Return the context of `pages/signpost.html`."""
    scope, document = given.scope, given.document
    ways = [way for link in document.contacts if (way := scope.contact(link, document.organisation_name))]
    return SignpostPage(
        mast=given.mast(scope.words["kind_signpost"]),
        body=given.body,
        name=document.organisation_name,
        first=ways[0] if ways else None,
        more=tuple(ways[1:]),
        what_they_do=scope.html(document.what_they_do),
        hours=formats.hours_table(scope.words, document.hours),
        hours_note=document.hours.note,
        open=open_part(scope.words, document.hours),
        audience=document.audience,
        needs=document.needs,
        cost=cost_of(scope, document.cost),
        languages=tuple(map(scope.language, document.languages)),
        languages_note=document.languages_note,
        area=area_of(scope, document.coverage),
        address=scope.address(document.address),
        map=map_link(scope, document.address),
        accessibility=document.accessibility,
        checked=formats.day(scope.words, document.last_verified),
        checked_by=document.verified_by,
    )


def cost_of(scope: Scope, cost: Cost, language: Markup = NO_ATTRIBUTES) -> Markup:
    """Return what it costs to use a service; `language` marks its own words on a page of another language."""
    return _with_note(scope.words[f"cost_{cost.kind}"], cost.note, language)


def area_of(scope: Scope, coverage: Coverage, language: Markup = NO_ATTRIBUTES) -> Markup:
    """Return where a service helps."""
    names = (area.name for area in coverage.areas)
    where = scope.words["national"] if coverage.national else escape(scope.words.list(names))
    return _with_note(where, coverage.note, language)


def _with_note(words: Markup, note: str | None, language: Markup) -> Markup:
    if not note:
        return words
    return (
        Markup("{}. <span{}>{}</span>").format(words, language, note)
        if language
        else Markup("{}. {}").format(words, note)
    )
