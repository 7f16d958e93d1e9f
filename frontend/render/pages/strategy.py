"""Strategy: what it is, where it fits, what it is not, who delivers it, and the documents."""

from dataclasses import dataclass

from markupsafe import Markup

from content_models.documents import Strategy
from content_models.documents.strategy import StrategyFile
from frontend.render import formats
from frontend.render.blocks.guidance import myth_parts
from frontend.render.pages.base import Given, PageBase
from frontend.render.parts import Download, MythPart, PartnerPart, Topic
from frontend.render.scope import Scope


@dataclass(frozen=True, slots=True)
class StrandPart:
    """One strand of the wider strategy; `here` marks this page's."""

    name: str
    aim: str
    here: bool


@dataclass(frozen=True, slots=True)
class WiderPart:
    """The strategy that this one is part of."""

    heading: str
    introduction: str
    strands: tuple[StrandPart, ...]


@dataclass(frozen=True, slots=True)
class FilePart:
    """A document with who keeps it, and in sentences when it was published and will be reviewed."""

    download: Download
    facts: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class StrategyPage(PageBase):
    """A strategy; empty parts show nothing."""

    what_it_is: Markup
    wider: WiderPart | None
    objectives_heading: str
    objectives: tuple[Topic, ...]
    myths: tuple[MythPart, ...]
    partners: tuple[PartnerPart, ...]
    files: tuple[FilePart, ...]


def build(given: Given[Strategy]) -> StrategyPage:
    """Return the context of `pages/strategy.html`."""
    scope, document = given.scope, given.document
    wider = document.wider
    return StrategyPage(
        mast=given.mast(scope.words["kind_strategy"], nations=True),
        body=given.body,
        what_it_is=scope.html(document.what_it_is),
        wider=WiderPart(
            wider.heading,
            wider.introduction,
            tuple(StrandPart(strand.name, strand.aim, strand.here) for strand in wider.strands),
        )
        if wider
        else None,
        objectives_heading=document.objectives_heading or scope.words["objectives"],
        objectives=tuple(
            Topic(scope.anchor_id(item.id), item.title, scope.html(item.text, 3)) for item in document.objectives
        ),
        myths=myth_parts(scope, document.myths),
        partners=tuple(scope.partner(partner) for partner in document.partners),
        files=tuple(_file(scope, file) for file in document.files),
    )


def _file(scope: Scope, file: StrategyFile) -> FilePart:
    words = scope.words
    facts = [words.fill("kept_by", owner=file.owner, version=file.version)]
    if file.published:
        facts.append(words.fill("published_on", date=formats.day(words, file.published).text))
    if file.review_date:
        facts.append(words.fill("review_by", date=formats.day(words, file.review_date).text))
    return FilePart(scope.download(file.document), tuple(facts))
