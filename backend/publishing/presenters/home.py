"""Home: what the site is for, and the shortest way to help."""

from backend.pages.models import HomePage
from backend.publishing.presenters.sources import Json, Sources
from backend.publishing.presenters.values import Raw, actions, cards, filled, group, plain


def present(page: HomePage, sources: Sources) -> Json:
    """Return the fields of a home page."""
    worried = group(page.worried) or {}
    return filled(
        worried={**plain(worried, "heading", "text"), "actions": actions(worried.get("actions"), sources)},
        emergency=plain(group(page.emergency) or {}, "heading", "introduction"),
        choices=_choices(group(page.choices), sources),
        story=_story(group(page.story), sources),
        featured=_featured(group(page.featured), sources),
    )


def _choices(raw: Raw | None, sources: Sources) -> Json | None:
    introduction = sources.rich((raw or {}).get("introduction"))
    found = cards((raw or {}).get("cards"), sources)
    return filled(heading=raw.get("heading"), introduction=introduction, cards=found) if raw and found else None


def _story(raw: Raw | None, sources: Sources) -> Json | None:
    page = sources.page((raw or {}).get("link"))
    return (
        {**plain(raw, "quote", "attribution", "heading", "text", "link_text"), "link": page} if raw and page else None
    )


def _featured(raw: Raw | None, sources: Sources) -> Json | None:
    found = cards((raw or {}).get("cards"), sources)
    return filled(heading=raw.get("heading"), cards=found) if raw and found else None
