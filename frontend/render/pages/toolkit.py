"""Toolkit: how to use it, what to say, and the shelf of things to take.

The shelf is filtered by its stylesheet: a choice hides what does not fit, and the choices that would leave nothing. So it
works without scripts, and is in no address and no history. Browsers without `:has()` show the whole shelf, kind by kind.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from content_models.documents import Toolkit
from content_models.documents.toolkit import ToolkitItem
from frontend.render import formats, markup
from frontend.render.pages.base import Given, PageBase
from frontend.render.parts import NO_ATTRIBUTES, Anchor, Language, Picture
from frontend.render.posters import HOLE
from frontend.render.scope import Scope

MOST_LANGUAGES: Final = 12
"""The stylesheet knows so many languages of one shelf; with more of them there is no choice by language."""


@dataclass(frozen=True, slots=True)
class ItemPart:
    """One thing on the shelf: `take` fetches or shows it, `text` is what to copy, `language` is "l1" for the first
    language of the shelf.
    """

    id: str
    kind: str
    language: str
    title: str
    description: str | None
    about: Markup
    edition: Markup
    picture: Picture | None
    take: Anchor | None
    text: Markup | None


@dataclass(frozen=True, slots=True)
class OptionPart:
    """A value to choose; `fits` are the values of the other filter that leave something on the shelf with it."""

    value: str
    label: Language
    fits: str


@dataclass(frozen=True, slots=True)
class FilterPart:
    """A filter by kind or by language: what it is called, the words for no choice, and what can be chosen."""

    name: str
    legend: Markup
    everything: Markup
    options: tuple[OptionPart, ...]


@dataclass(frozen=True, slots=True)
class ToolkitPage(PageBase):
    """`filters` has no filter of which there is only one value; `posters` is the place of what each site makes with its own
    numbers."""

    posters: Markup
    audiences: tuple[str, ...]
    how_to_use: Markup
    key_messages: tuple[Markup, ...]
    filters: tuple[FilterPart, ...]
    things: tuple[ItemPart, ...]


def build(given: Given[Toolkit]) -> ToolkitPage:
    """Return the context of `pages/toolkit.html`; items of a kind stand together, kinds as they first appear."""
    scope, document = given.scope, given.document
    kinds = list(dict.fromkeys(item.kind for item in document.items))
    languages = {
        locale: f"l{number}" for number, locale in enumerate(dict.fromkeys(each.locale for each in document.items), 1)
    }
    shelf = sorted(document.items, key=lambda item: kinds.index(item.kind))
    items = [_item(scope, item, languages[item.locale]) for item in shelf]
    return ToolkitPage(
        mast=given.mast(scope.words["kind_toolkit"]),
        body=given.body,
        posters=HOLE,
        audiences=tuple(str(scope.words[f"audience_{audience}"]) for audience in document.audiences),
        how_to_use=scope.html(document.how_to_use),
        key_messages=tuple(markup.lines(message) for message in document.key_messages),
        filters=_filters(scope, items, {code: locale for locale, code in languages.items()}),
        things=tuple(items),
    )


def _filters(scope: Scope, items: Sequence[ItemPart], locales: Mapping[str, str]) -> tuple[FilterPart, ...]:
    words = scope.words
    pairs = [(item.kind, item.language) for item in items]
    kinds = [
        OptionPart(
            kind, Language(words[f"items_{kind}"], NO_ATTRIBUTES), _fits(code for each, code in pairs if each == kind)
        )
        for kind in dict.fromkeys(item.kind for item in items)
    ]
    languages = [
        OptionPart(code, scope.language(locale), _fits(kind for kind, each in pairs if each == code))
        for code, locale in locales.items()
    ]
    found = [FilterPart("kind", words["items_kind"], words["items_all"], tuple(kinds))] if len(kinds) > 1 else []
    if 1 < len(languages) <= MOST_LANGUAGES:
        legend, everything = words["items_language"], words["items_every_language"]
        found.append(FilterPart("language", legend, everything, tuple(languages)))
    return tuple(found)


def _fits(values: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(values))


def _item(scope: Scope, item: ToolkitItem, code: str) -> ItemPart:
    words = scope.words
    about: list[str | Markup] = [item.format]
    if item.file:
        about.append(formats.size(words, item.file.size))
    language = scope.language(item.locale)
    about.append(Markup("<span{0.attributes}>{0.name}</span>").format(language))
    edition = words.fill("version", version=item.version)
    if item.expires:
        edition = words.fill("version_until", version=item.version, date=formats.day(words, item.expires).text)
    return ItemPart(
        id=scope.anchor_id(item.id),
        kind=item.kind,
        language=code,
        title=item.title,
        description=item.description,
        about=Markup(", ").join(about),
        edition=edition,
        picture=scope.picture(item.preview) if item.preview else None,
        take=_take(scope, item),
        text=Markup("<br><br>").join(markup.paragraphs(item.text)) if item.text else None,
    )


def _take(scope: Scope, item: ToolkitItem) -> Anchor | None:
    if item.file:
        return Anchor(scope.words["download"], scope.file(item.file), Markup(" download"))
    if item.film and (card := scope.page(item.film)):
        return Anchor(scope.words["watch"], card.href, card.attributes)
    return None
