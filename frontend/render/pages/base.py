"""What the contexts of all page templates have in common."""

from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from content_models import DocumentBase
from frontend.render import formats, holes
from frontend.render.formats import Moment
from frontend.render.parts import Anchor
from frontend.render.scope import Scope


@dataclass(frozen=True, slots=True)
class Mast:
    """The head of a page: what kind of page it is, title, lede, who wrote it, when it changed, where it applies."""

    kind: Markup | None
    title: str
    lede: str
    owner: str
    updated: Moment
    nations: Markup | None


@dataclass(frozen=True, slots=True)
class PageBase:
    """`mast` is the page's head, `body` its rendered blocks (empty when it has none)."""

    mast: Mast
    body: Markup


@dataclass(frozen=True, slots=True)
class About:
    """The end of a page: where its words come from, and under which terms they may be used.

    `added_by` says that the site added something, as a sentence that follows others, or is empty.
    """

    owner: str
    added_by: Markup
    based_on: Markup | None
    updated: Moment
    change_note: str | None
    nations: str
    reviewed: Moment | None
    review_due: Moment | None
    licence: Anchor
    holder: str
    licence_note: str | None


class Given[D: DocumentBase](NamedTuple):
    """What a page builder works with.

    What a site may change of a page of another is left open here, because other sites show the rest too: `body` and
    `story` are holes (empty without blocks), and of `document` everything is empty that an overlay can change.
    """

    scope: Scope
    document: D
    body: Markup
    story: Markup

    def mast(self, kind: Markup | None = None, *, nations: bool = False) -> Mast:
        """Return the head of the page; `nations` also says where it applies."""
        document, words = self.document, self.scope.words
        return Mast(
            kind=kind,
            title=document.title,
            lede=holes.LEDE,
            owner=document.owner.name,
            updated=holes.UPDATED,
            nations=words.fill("for_nations", nations=nation_names(self.scope, document)) if nations else None,
        )


def nation_names(scope: Scope, document: DocumentBase) -> str:
    """Return the nations that a document applies to: "England, Wales and Scotland"."""
    return scope.words.list(str(scope.words[f"nation_{nation}"]) for nation in document.nations)


def about[D: DocumentBase](given: Given[D]) -> About:
    """Return what "About this page" says of a document, and of what the site adds to it."""
    scope, document = given.scope, given.document
    words, licence, based_on = scope.words, document.licence, document.based_on
    return About(
        owner=document.owner.name,
        added_by=holes.ADDED,
        based_on=words.fill("based_on", owner=based_on.owner.name) if based_on else None,
        updated=holes.UPDATED,
        change_note=document.change_note,
        nations=nation_names(scope, document),
        reviewed=formats.day(words, document.last_reviewed) if document.last_reviewed else None,
        review_due=formats.day(words, document.review_due) if document.review_due else None,
        licence=scope.outside(licence.name, licence.url),
        holder=licence.holder,
        licence_note=licence.note,
    )
