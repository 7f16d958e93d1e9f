"""Home: the hero with the shortest way to help, then questions, a quotation, and what is put forward."""

from dataclasses import dataclass

from markupsafe import Markup

from content_models.documents import Home
from content_models.documents.home import Choices, Featured, HomeStory
from frontend.render.pages.base import Given, PageBase
from frontend.render.parts import Anchor, Button, CardPart
from frontend.render.scope import Scope


@dataclass(frozen=True, slots=True)
class Questions:
    """What people come with, each a page."""

    heading: str
    introduction: Markup | None
    cards: tuple[CardPart, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """A quotation beside an invitation to read on."""

    quote: str
    attribution: str
    heading: str
    text: str
    link: Anchor


@dataclass(frozen=True, slots=True)
class Trio:
    """At most three pages put forward."""

    heading: str
    cards: tuple[CardPart, ...]


@dataclass(frozen=True, slots=True)
class HomePage(PageBase):
    """`worried_heading`, `worried_text` and `actions` are the way for somebody who is worried; `finder` leads to the
    page that finds a local team, where the site has it.
    """

    worried_heading: str
    worried_text: str
    actions: tuple[Button, ...]
    choices: Questions | None
    story: Story | None
    featured: Trio | None
    finder: str | None


def build(given: Given[Home]) -> HomePage:
    """Return the context of `pages/home.html`."""
    scope, document = given.scope, given.document
    return HomePage(
        mast=given.mast(),
        body=given.body,
        worried_heading=document.worried.heading,
        worried_text=document.worried.text,
        actions=tuple(scope.button(action) for action in document.worried.actions),
        choices=_choices(scope, document.choices),
        story=_story(scope, document.story),
        featured=_featured(scope, document.featured),
        finder=scope.finder(),
    )


def _choices(scope: Scope, choices: Choices | None) -> Questions | None:
    if choices is None:
        return None
    cards = tuple(filter(None, (scope.page_card(card.link, card.text) for card in choices.cards)))
    return Questions(choices.heading, scope.html_or_none(choices.introduction), cards) if cards else None


def _story(scope: Scope, story: HomeStory | None) -> Story | None:
    if story is None:
        return None
    link = scope.anchor(story.link_text, story.link)
    return Story(scope.quoted(story.quote), story.attribution, story.heading, story.text, link)


def _featured(scope: Scope, featured: Featured | None) -> Trio | None:
    if featured is None:
        return None
    cards = tuple(filter(None, (scope.page_card(card.link, card.text) for card in featured.cards)))
    return Trio(featured.heading, cards) if cards else None
