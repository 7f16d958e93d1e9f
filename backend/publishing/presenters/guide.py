"""Guide: ordered steps, what happens next, and the routes to take."""

from backend.pages.models import GuidePage
from backend.publishing.presenters.base import fields
from backend.publishing.presenters.sources import Json, Sources
from backend.publishing.presenters.values import Raw, action, actions, filled, group, listed, plain


def present(page: GuidePage, sources: Sources) -> Json:
    """Return the fields of a guide."""

    def step(raw: Raw) -> Json:
        words = plain(raw, "title", "short_title", "say")
        return filled(**words, text=sources.rich(raw.get("text")), actions=actions(raw.get("actions"), sources))

    def route(raw: Raw) -> Json:
        words = plain(raw, "title", "text", "form_url", "form_text")
        return filled(**words, contact=sources.contact(raw.get("contact")))

    return filled(
        **fields(page, "reading_minutes"),
        before_you_start=sources.rich(page.before_you_start),
        steps=listed(page.steps, step),
        what_happens_next=listed(page.what_happens_next, lambda raw: plain(raw, "when", "text")),
        what_happens_note=sources.rich(page.what_happens_note),
        handled_by=sources.rich(page.handled_by),
        routes=listed(page.routes, route),
        professionals=_professionals(group(page.professionals), sources),
    )


def _professionals(raw: Raw | None, sources: Sources) -> Json | None:
    if not raw or not raw.get("heading"):
        return None
    return filled(
        heading=raw["heading"],
        text=sources.rich(raw.get("text")),
        action=action(raw.get("action"), sources),
        contact=sources.contact(raw.get("contact")),
    )
