"""News: something new, on a day."""

from datetime import date
from typing import Literal

from content_models.documents.base import DocumentBase
from content_models.links import Link
from content_models.media import Image


class News(DocumentBase):
    """A news item; `published_on` is the day it is about, `replaces` what it takes the place of."""

    type: Literal["news"] = "news"
    published_on: date
    image: Image | None = None
    replaces: Link | None = None
