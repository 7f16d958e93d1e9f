"""Pages of the library and adoptions for tests of publishing, made as the services of sharing make them."""

from typing import Any

from wagtail.models import Page

from backend.organisations.models import Organisation
from backend.publishing.models import CompiledPage
from backend.sharing.models import AdoptedPage, Adoption, Offer
from content_models import Overlay, parse_overlay
from tests.backend.pages.factories import make_page
from tests.backend.publishing.sites import drained


def text(key: str, words: str) -> dict[str, Any]:
    """Return a raw block of text."""
    return {"type": "rich_text", "id": key, "value": f"<p>{words}</p>"}


def slot(name: str = "local-help", **fields: Any) -> dict[str, Any]:
    """Return a raw local slot, its id that of its name."""
    return {"type": "local_slot", "id": name, "value": {"name": name, "accepts": "any", "guidance": ""} | fields}


def fill(name: str, *blocks: dict[str, Any]) -> dict[str, Any]:
    """Return the raw part of an overlay that fills a slot."""
    return {"type": "slot", "id": f"fill-{name}", "value": {"slot": name, "blocks": list(blocks)}}


def insertion(after: str, *blocks: dict[str, Any]) -> dict[str, Any]:
    """Return the raw part of an overlay that stands after a block."""
    return {"type": "insertion", "id": f"after-{after}", "value": {"after": after, "blocks": list(blocks)}}


def hidden(block: str) -> dict[str, Any]:
    """Return the raw part of an overlay that hides a block."""
    return {"type": "hidden", "id": f"hide-{block}", "value": {"block": block}}


def make_offer(page: Page, owner: Organisation, **fields: Any) -> Offer:
    """Return the offer of a page to everybody."""
    return Offer.objects.create(owner=owner, page=page, source_key=page.translation_key, **fields)


def make_source(owner: Organisation, **fields: Any) -> Any:
    """Return a published page with a text, a slot and another text, in the content store."""
    body = fields.pop("body", [text("one", "Listen first."), slot(), text("two", "Take your time.")])
    page = make_page("standard", owner, **({"title": "Listening", "slug": "listening"} | fields), body=body)
    drained()
    return page


def adopt(offer: Offer, organisation: Organisation, **fields: Any) -> AdoptedPage:
    """Return the page by which an organisation shows an offered page, published and drained."""
    source = fields.pop("source", None) or offer.page
    mode, parent = fields.pop("mode", "follow"), fields.pop("parent", None) or organisation.root_page
    parent.refresh_from_db()
    page = AdoptedPage(
        **({"title": source.title, "slug": source.slug, "locale": parent.locale, "live": False} | fields)
    )
    parent.add_child(instance=page)
    compiled = CompiledPage.objects.filter(page_id=source.pk).first()
    Adoption.objects.create(
        organisation=organisation, offer=offer, page=page, source=source, source_key=source.translation_key,
        locale=parent.locale.language_code, mode=mode, accepted_digest=(compiled and compiled.document_id) or "",
    )  # fmt: skip
    page.save_revision().publish()
    drained()
    return AdoptedPage.objects.get(pk=page.pk)


def republish(page: Any, **fields: Any) -> None:
    """Publish a page anew with these fields, and let everything follow."""
    page.refresh_from_db()
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()
    drained()


def overlay_of(page: AdoptedPage) -> Overlay:
    """Return the compiled overlay of a page."""
    compiled = CompiledPage.objects.select_related("overlay").get(page_id=page.pk)
    assert compiled.overlay is not None, compiled.error
    return parse_overlay(bytes(compiled.overlay.body))


def adoption_of(page: Page) -> Adoption:
    """Return by what a page is adopted."""
    return Adoption.objects.get(page_id=page.pk)
