"""News: something new, on a day."""

from dataclasses import dataclass

from markupsafe import Markup

from content_models.documents import News
from frontend.render import formats
from frontend.render.pages.base import Given, PageBase
from frontend.render.parts import Anchor, Picture


@dataclass(frozen=True, slots=True)
class NewsPage(PageBase):
    """`replaces` is what this takes the place of."""

    picture: Picture | None
    replaces: Anchor | None


def build(given: Given[News]) -> NewsPage:
    """Return the context of `pages/news.html`."""
    scope, document = given.scope, given.document
    on = formats.day(scope.words, document.published_on)
    kind = Markup('<span>{} <time datetime="{}">{}</time></span>').format(scope.words["kind_news"], on.iso, on.text)
    return NewsPage(
        mast=given.mast(kind),
        body=given.body,
        picture=scope.picture(document.image) if document.image else None,
        replaces=scope.link(document.replaces) if document.replaces else None,
    )
