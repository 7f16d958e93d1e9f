"""What makes publishing necessary: each receiver writes an intent in the transaction of what happened.

Drafts and autosaves are none of these: only what changes the public site is.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move
from wagtail_headless_preview.signals import preview_update

from backend.media.models import CustomDocument, CustomImage, Film, FilmCaptions
from backend.organisations.models import Area, Contact, HelpContact, Organisation
from backend.pages.models import Partner
from backend.publishing import intents
from backend.publishing.usage import pages_using
from backend.sharing.looks import look_wanted
from backend.sharing.models import Adoption, Offer

type Receiver = Callable[..., None]


def connect() -> None:
    """Connect every receiver, once."""
    page_published.connect(_page_published, dispatch_uid="publishing_published")
    page_unpublished.connect(_page_unpublished, dispatch_uid="publishing_unpublished")
    post_page_move.connect(_page_moved, dispatch_uid="publishing_moved")
    page_slug_changed.connect(_slug_changed, dispatch_uid="publishing_slug")
    pre_delete.connect(_page_deleted, sender=Page, dispatch_uid="publishing_page_deleted")
    for model, receiver in _SAVED.items():
        for signal in (post_save, post_delete):
            signal.connect(receiver, sender=model, dispatch_uid=f"publishing_{model.__name__}")
    for shown in (CustomImage, CustomDocument, Film, Partner, Contact):
        pre_delete.connect(_shown_deleted, sender=shown, dispatch_uid=f"publishing_{shown.__name__}_deleted")
    pre_delete.connect(_organisation_deleted, sender=Organisation, dispatch_uid="publishing_organisation_deleted")
    pre_save.connect(_adoption_changes, sender=Adoption, dispatch_uid="publishing_adoption_changes")
    preview_update.connect(_preview_wanted, dispatch_uid="publishing_preview")
    look_wanted.connect(_look_wanted, dispatch_uid="publishing_look")
    m2m_changed.connect(_areas_changed, sender=Organisation.areas.through, dispatch_uid="publishing_areas")


def _preview_wanted(token: str, **_: Any) -> None:
    from backend.publishing.drafts import keep_draft

    keep_draft(token)


def _look_wanted(token: str, organisation: Organisation, source: Page, **_: Any) -> None:
    from backend.publishing.drafts import keep_look

    keep_look(token, organisation.pk, source)


def _page_published(instance: Page, **_: Any) -> None:
    intents.write("published", subject=intents.PAGE, subject_id=instance.pk)


def _page_unpublished(instance: Page, **_: Any) -> None:
    _for_page("unpublished", instance)


def _page_deleted(instance: Page, **_: Any) -> None:
    _for_page("deleted", instance)


def _page_moved(instance: Page, parent_page_before: Page, **_: Any) -> None:
    _for_page("moved away", parent_page_before)
    intents.write("moved", subject=intents.SUBTREE, subject_id=instance.pk)


def _slug_changed(instance: Page, **_: Any) -> None:
    _for_page("address changed", instance)


def _for_page(reason: str, page: Page) -> None:
    """Note that the organisation whose site holds `page` must be recorded; what is on no site needs nothing."""
    organisation = Organisation.objects.for_page(page)
    if organisation is not None:
        intents.for_organisations(reason, [organisation.pk])


def _organisation_saved(instance: Organisation, *, raw: bool = False, signal: Any = None, **_: Any) -> None:
    if not raw and signal is post_save:
        intents.for_organisations("settings changed", [instance.pk])


def _organisation_deleted(instance: Organisation, **_: Any) -> None:
    pages = instance.live_entries.values_list("page_id", flat=True)
    intents.for_referrers(pages, of=instance.pk)
    for contact in instance.contacts.all():
        intents.for_manifests("contact deleted", intents.users_of_contact(contact.uuid) - {instance.pk})


def _areas_changed(instance: Model, action: str, **_: Any) -> None:
    if action.startswith("post_") and isinstance(instance, Organisation):
        intents.for_organisations("areas changed", [instance.pk])


def _area_saved(instance: Area, **_: Any) -> None:
    intents.for_organisations("area changed", Organisation.objects.filter(areas=instance).values_list("pk", flat=True))


def _help_contact_saved(instance: HelpContact, **_: Any) -> None:
    # While an organisation is deleted its rows go first; then there is nothing left to record.
    if Organisation.objects.filter(pk=instance.organisation_id).exists():
        intents.for_organisations("help panel changed", [instance.organisation_id])


def _contact_saved(instance: Contact, *, raw: bool = False, signal: Any = None, **_: Any) -> None:
    if not raw and signal is post_save:
        # Documents name a contact by its id alone, so nobody's pages have to be compiled.
        intents.for_manifests("contact changed", {instance.organisation_id, *intents.users_of_contact(instance.uuid)})


def _shown_saved(instance: Model, *, raw: bool = False, signal: Any = None, **_: Any) -> None:
    if not raw and signal is post_save:
        intents.for_object("changed", instance)


def _captions_saved(instance: FilmCaptions, **_: Any) -> None:
    intents.write("captions changed", subject=Film._meta.label_lower, subject_id=instance.film_id)


def _shown_deleted(instance: Model, **_: Any) -> None:
    # Afterwards the reference index does not know any more who showed it.
    for page in sorted(pages_using(type(instance), [instance.pk])):
        intents.write("something it showed was deleted", subject=intents.PAGE, subject_id=page)
    if isinstance(instance, Contact):
        users = {instance.organisation_id, *intents.users_of_contact(instance.uuid)}
        intents.for_manifests("contact deleted", Organisation.objects.filter(pk__in=users).values_list("pk", flat=True))


def _offer_saved(instance: Offer, *, raw: bool = False, **_: Any) -> None:
    """Compile the pages whose locked blocks changed, and record whoever uses them: an offer may have been recalled."""
    if raw:
        return
    for page in instance.sources().values_list("pk", flat=True):
        intents.write("its offer changed", subject=intents.SUBTREE, subject_id=page)
    users = Adoption.objects.of_offer(instance).order_by().values_list("organisation_id", flat=True)
    intents.for_manifests("the offer of a page that it adopted changed", users.distinct())


def _adoption_saved(instance: Adoption, *, raw: bool = False, **_: Any) -> None:
    if not raw:
        intents.write("its adoption changed", subject=intents.PAGE, subject_id=instance.page_id)


def _adoption_changes(instance: Adoption, *, raw: bool = False, **_: Any) -> None:
    """Compile the pages that refer to one that stands for another page than before, and so has another id in documents."""
    before = None if raw or not instance.pk else Adoption.objects.filter(pk=instance.pk).first()
    if before and (before.is_in_step, before.source_key) != (instance.is_in_step, instance.source_key):
        intents.for_pages("a page that it refers to stands for another", pages_using(Page, [instance.page_id]))


def _restriction_saved(instance: PageViewRestriction, **_: Any) -> None:
    page = Page.objects.filter(pk=instance.page_id).first()
    if page is not None:
        _for_page("privacy changed", page)


def _redirect_saved(instance: Redirect, **_: Any) -> None:
    found = Organisation.objects.filter(site__isnull=False)
    if instance.site_id is not None:
        found = found.filter(site_id=instance.site_id)
    intents.for_organisations("redirect changed", found.values_list("pk", flat=True))


def _site_saved(instance: Site, **_: Any) -> None:
    found = Organisation.objects.filter(site_id=instance.pk)
    intents.for_organisations("site changed", found.values_list("pk", flat=True))


def _locale_saved(**_: Any) -> None:
    intents.for_organisations("languages changed", _recorded())


def _recorded() -> list[int]:
    return list(Organisation.objects.filter(manifest__isnull=False).values_list("pk", flat=True))


_SAVED: dict[type[Model], Receiver] = {
    Organisation: _organisation_saved,
    Area: _area_saved,
    HelpContact: _help_contact_saved,
    Contact: _contact_saved,
    CustomImage: _shown_saved,
    CustomDocument: _shown_saved,
    Film: _shown_saved,
    FilmCaptions: _captions_saved,
    Partner: _shown_saved,
    PageViewRestriction: _restriction_saved,
    Redirect: _redirect_saved,
    Site: _site_saved,
    Locale: _locale_saved,
    Offer: _offer_saved,
    Adoption: _adoption_saved,
}
"""What to do when one of these is saved or deleted."""
