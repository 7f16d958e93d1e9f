"""Toolkit: things to print, post and show."""

from backend.pages.models import ToolkitPage
from backend.publishing.presenters.base import fields
from backend.publishing.presenters.sources import Json, Sources
from backend.publishing.presenters.values import Raw, filled, items, kept, lines, listed, picture, plain


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
        posters=listed(page.posters, lambda raw: _poster(raw, sources)),
    )


def _poster(raw: Raw, sources: Sources) -> Json | None:
    """Return a poster, or None while nobody stands on it any more."""
    contacts, leads_to = items(raw.get("contacts")), sources.page(raw.get("leads_to"))
    shown = kept(_contact(each, sources) for _, each in contacts)
    if not shown:
        return None
    return filled(
        **plain(raw, "title", "audience", "layout", "version", "expires"),
        contacts=shown,
        leads_to=leads_to,
        words=[_words(each) for _, each in items(raw.get("words"))],
    )


def _contact(raw: Raw, sources: Sources) -> Json | None:
    found = sources.contact(raw.get("contact"))
    return filled(**plain(raw, "role"), contact=found) or None


def _words(raw: Raw) -> Json:
    return filled(**plain(raw, "locale", "headline", "call_to_action"), lines=lines(raw.get("lines")))
