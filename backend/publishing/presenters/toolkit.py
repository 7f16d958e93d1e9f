"""Toolkit: things to print, post and show."""

from backend.pages.models import ToolkitPage
from backend.publishing.presenters.base import fields
from backend.publishing.presenters.sources import Json, Sources
from backend.publishing.presenters.values import Raw, filled, items, listed, picture, plain


def present(page: ToolkitPage, sources: Sources) -> Json:
    """Return the fields of a toolkit."""

    def item(raw: Raw) -> Json:
        words = plain(raw, "kind", "title", "description", "text", "format", "locale", "version", "expires")
        return filled(
            **words,
            file=sources.file(raw.get("file")),
            film=sources.page(raw.get("film")),
            preview=picture(raw.get("preview"), sources),
        )

    return filled(
        **fields(page, "audiences"),
        how_to_use=sources.rich(page.how_to_use),
        key_messages=[message for _, message in items(page.key_messages) if message],
        items=listed(page.items, item),
    )
