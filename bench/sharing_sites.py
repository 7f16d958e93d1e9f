"""A library and the sites that adopt it, written straight into the database for the benchmark of sharing."""

import time
from dataclasses import dataclass
from typing import Any, Final

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Page, Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from backend.organisations.models import HelpContact, Organisation
from backend.pages.models import HomePage
from backend.publishing.models import LiveEntry, PublishIntent
from backend.publishing.reconcile import reconcile
from backend.sharing.models import AdoptedPage, Adoption, Offer
from tests.backend.pages.factories import make_contact, make_page, page_content

_WORDS: Final = "<p>A friend or a colleague may be the first to notice that somebody is no longer themselves.</p>"


@dataclass(slots=True)
class Library:
    """What one owner offers: a page that everybody adopts and one that a single organisation does, besides others."""

    offers: list[Offer]
    rare_offer: Offer

    @property
    def common(self) -> Any:
        """The page that everybody adopts."""
        return Page.objects.get(pk=self.offers[0].page_id).specific

    @property
    def rare(self) -> Any:
        """The page that one organisation adopts."""
        return Page.objects.get(pk=self.rare_offer.page_id).specific


def make_library(pages: int) -> Library:
    """Publish a national site whose pages are on offer to everybody."""
    with transaction.atomic(), disable_reference_index_auto_update():
        owner = _organisation("national", kind="national")
        offers = [_offer(owner, number) for number in range(pages + 1)]
        transaction.get_connection().run_on_commit.clear()
    reconcile([owner])
    return Library(offers[:-1], offers[-1])


def adopt_everywhere(library: Library, adopters: int) -> None:
    """Let `adopters` organisations adopt the whole library, and the first of them the rare page too."""
    offers = Offer.objects.filter(pk__in=[offer.pk for offer in library.offers]).select_related("page__compiled")
    everything, rare = list(offers), Offer.objects.select_related("page__compiled").get(pk=library.rare_offer.pk)
    for number in range(adopters):
        with transaction.atomic(), disable_reference_index_auto_update():
            organisation = _organisation(f"force-{number}")
            _adopt(organisation, [*everything, rare] if number == 0 else everything)
            # Nothing was published by a click: `record_everything` finds what is live.
            transaction.get_connection().run_on_commit.clear()
    PublishIntent.objects.filter(done=None).delete()


def record_everything() -> float:
    """Compile and record all sites; returns the seconds that took."""
    Site.clear_site_root_paths_cache()
    started = time.perf_counter()
    result = reconcile()
    if not result.is_right:
        raise RuntimeError(f"the sites were not recorded: {[*result.failures, *result.problems][0]}")
    return time.perf_counter() - started


def everybody_shows(page: Page, adopters: int) -> bool:
    """Say whether the newest version of a page is on its owner's site and on those of all its adopters."""
    shown = LiveEntry.objects.filter(page_id=page.translation_key, document__compiled_pages__page_id=page.pk)
    return shown.count() == adopters + 1


def _organisation(slug: str, **fields: Any) -> Organisation:
    """Return an organisation with site, help panel and a live home page; nobody logs in, so roles are spared."""
    facts = {"name": slug.title(), "kind": "force", "nations": ["england"], "languages": ["en"]} | fields
    organisation = Organisation.objects.create(slug=slug, public_address=f"https://{slug}.example", **facts)
    home = HomePage(title=slug.title(), slug=slug, summary="What this site is for.", **page_content("home", None))
    Page.objects.get(depth=1).add_child(instance=home)
    hostname = f"{slug}.example"
    organisation.site = Site.objects.create(hostname=hostname, port=443, site_name=slug, root_page=home.page_ptr)
    organisation.save(update_fields=["site"])
    helper = make_contact(organisation, label="Emergency", kind="emergency", phone="999")
    HelpContact.objects.create(organisation=organisation, contact=helper)
    return organisation


def _offer(owner: Organisation, number: int) -> Offer:
    slot = {"name": "local-help", "accepts": "any", "guidance": ""}
    body = [
        {"type": "rich_text", "id": "one", "value": _WORDS * 4},
        {"type": "local_slot", "id": "slot", "value": slot},
        {"type": "rich_text", "id": "two", "value": _WORDS * 4},
    ]
    page = make_page("standard", owner, title=f"Page {number}", slug=f"page-{number}", body=body)
    return Offer.objects.create(owner=owner, page=page, source_key=page.translation_key)


def _adopt(organisation: Organisation, offers: list[Offer]) -> None:
    """Write adopted pages below the home page; through Wagtail each would take a second for a site."""
    home = organisation.root_page
    assert home is not None
    kind = ContentType.objects.get_for_model(AdoptedPage)
    for place, offer in enumerate(offers, start=1):
        source = offer.page
        assert source is not None
        page = Page(
            title=source.title, draft_title=source.title, slug=f"page-{place}", url_path=f"{home.url_path}page-{place}/",
            path=home.path + Page._int2str(place).rjust(Page.steplen, "0"), depth=home.depth + 1, locale_id=home.locale_id,
            content_type=kind, live=True,
        )  # fmt: skip
        page.save_base(raw=True)
        local = [{"type": "rich_text", "id": f"local-{page.pk}", "value": "<p>Come to the library.</p>"}]
        filled = [{"type": "slot", "id": "f", "value": {"slot": "local-help", "blocks": local}}] if place % 2 else []
        adopted = AdoptedPage(page_ptr_id=page.pk, overlay=filled, own_summary="")
        adopted.save_base(raw=True)
        Adoption.objects.bulk_create(
            [
                Adoption(
                    organisation=organisation, offer=offer, page=page, source=source,
                    source_key=offer.source_key, locale="en",
                    accepted_digest=source.compiled.document_id,
                )
            ]
        )  # fmt: skip
    Page.objects.filter(pk=home.pk).update(numchild=len(offers))
