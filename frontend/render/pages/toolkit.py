"""Toolkit: how to use it, what to say, and the shelf of things to take."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from content_models.documents import Toolkit
from content_models.documents.toolkit import ToolkitItem
from frontend.render import formats, markup
from frontend.render.pages.base import Given, PageBase
from frontend.render.parts import Anchor, Picture
from frontend.render.posters import HOLE
from frontend.render.scope import Scope


@dataclass(frozen=True, slots=True)
class ItemPart:
    """One thing on the shelf: `take` fetches or shows it, `text` is what to copy."""

    id: str
    kind: str
    title: str
    description: str | None
    about: Markup
    edition: Markup
    picture: Picture | None
    take: Anchor | None
    text: Markup | None


@dataclass(frozen=True, slots=True)
class FilterPart:
    """A link to the first item of a kind, "Posters 2"."""

    href: str
    label: Markup


@dataclass(frozen=True, slots=True)
class ToolkitPage(PageBase):
    """`filters` is empty when there is one kind only; `posters` is the place of what each site makes with its own numbers."""

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
    items = [_item(scope, item) for item in sorted(document.items, key=lambda item: kinds.index(item.kind))]
    return ToolkitPage(
        mast=given.mast(scope.words["kind_toolkit"]),
        body=given.body,
        posters=HOLE,
        audiences=tuple(str(scope.words[f"audience_{audience}"]) for audience in document.audiences),
        how_to_use=scope.html(document.how_to_use),
        key_messages=tuple(markup.lines(message) for message in document.key_messages),
        filters=_filters(scope, items) if len(kinds) > 1 else (),
        things=tuple(items),
    )


def _filters(scope: Scope, items: Sequence[ItemPart]) -> tuple[FilterPart, ...]:
    first: dict[str, str] = {}
    for item in items:
        first.setdefault(item.kind, item.id)
    counts = {kind: sum(item.kind == kind for item in items) for kind in first}
    return tuple(
        FilterPart(f"#{anchor}", scope.words.fill(f"items_{kind}", n=counts[kind])) for kind, anchor in first.items()
    )


def _item(scope: Scope, item: ToolkitItem) -> ItemPart:
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
