"""A real site of many pages for the API benchmark, written through Wagtail and published by the real publishing."""

from datetime import date
from typing import Any, Final

from django.db import transaction
from wagtail.signal_handlers import disable_reference_index_auto_update

from backend.organisations.models import HelpContact, Organisation
from backend.pages.models import CampaignPage, NewsPage
from backend.publishing.reconcile import reconcile
from tests.backend.pages.factories import item, make_contact, make_image, make_organisation, make_partner, page_content

SLUG: Final = "bench"
_SENTENCE: Final = (
    "A friend, a parent or a colleague may be the first to notice that somebody is no longer themselves. "
)


def make_site(pages: int) -> Organisation:
    """Publish a site of `pages` pages besides its home page, half campaigns and half news, and return its organisation."""
    with transaction.atomic(), disable_reference_index_auto_update():
        organisation = make_organisation(SLUG)
        helper = make_contact(organisation, label="Emergency", kind="emergency", phone="999")
        HelpContact.objects.create(organisation=organisation, contact=helper)
        home: Any = organisation.root_page
        for name, value in page_content("home", None).items():
            setattr(home, name, value)
        home.summary = "What this site is for."
        home.save_revision().publish()
        images = [make_image(organisation).pk for _ in range(20)]
        partners = [make_partner(organisation, logo_id=image).pk for image in images]
        targets = [home.pk]
        for number in range(pages):
            page: Any = _campaign(partners, targets, number) if number % 2 else _news(images, number)
            page.body = _body(images, targets, number)
            page.title, page.slug, page.summary = f"Page {number}", f"page-{number}", f"What page {number} says."
            home.refresh_from_db()
            home.add_child(instance=page)
            targets.append(page.pk)
    # Live pages that no publish intent announced are what this repairs, so they need no revision to be published by.
    if problems := reconcile([organisation]).failures:
        raise RuntimeError(f"the site for the benchmark was not published: {problems[0]}")
    return organisation


def _campaign(partners: list[int], targets: list[int], number: int) -> CampaignPage:
    return CampaignPage(
        introduction=_words(targets, number),
        period=[item({"starts": "2026-01-01", "ends": None})],
        focus=[item({"title": "Families", "text": _words(targets, number + 1)})],
        partners=[item({"partner": partners[number % len(partners)], "role": ""})],
    )


def _news(images: list[int], number: int) -> NewsPage:
    return NewsPage(published_on=date(2026, 3, 4), image=[item(_picture(images, number))])


def _picture(images: list[int], number: int) -> dict[str, Any]:
    return {"image": images[number % len(images)], "decorative": False, "alt_text": "A path over a hill"}


def _body(images: list[int], targets: list[int], number: int) -> list[dict[str, Any]]:
    """Return two rich texts with links to pages, a picture, cards and related links, all by reference."""
    near = [targets[-1 - step % len(targets)] for step in range(3)]
    cards = [item({"link": page, "text": ""}, place) for place, page in enumerate(dict.fromkeys(near), 1)]
    links = [
        item({"text": "Read more", "target": {"page": page, "url": ""}}, place) for place, page in enumerate(near, 1)
    ]
    values = (
        ("rich_text", _words(targets, number)),
        ("image", {"image": _picture(images, number), "caption": "On the way"}),
        ("rich_text", _words(targets, number + 3)),
        ("card_grid", {"heading": "See also", "cards": cards}),
        ("related_links", {"heading": "Related", "links": links}),
    )
    return [{"type": kind, "id": f"block-{place}", "value": value} for place, (kind, value) in enumerate(values)]


def _words(targets: list[int], number: int) -> str:
    link = f'<a linktype="page" id="{targets[number % len(targets)]}">what to do then</a>'
    return f"<p>{_SENTENCE * 3}Read {link}.</p><ul><li>Listen first.</li><li>Take your time.</li></ul><p>{_SENTENCE * 2}</p>"
