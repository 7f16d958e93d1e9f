"""Section: an index of the pages below it."""

from typing import Literal

from content_models.documents.base import DocumentBase
from content_models.rich_text import RichText


class Section(DocumentBase):
    """A page that lists its children, which the manifest's order and paths name.

    `order` is the editors' order, newest first (news, events by start), or by title.
    """

    type: Literal["section"] = "section"
    introduction: RichText | None = None
    order: Literal["manual", "newest", "title"] = "manual"
